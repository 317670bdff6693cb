package org.agglo.app.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.agglo.ingest.RowCounts;

/** What a reader of the results has to be told, in sentences. */
final class Warnings {
    private Warnings() {}

    static List<String> of(Results results) {
        List<String> warnings = new ArrayList<>();
        results.panel()
                .sources()
                .forEach((source, rows) -> setAside(source, rows).ifPresent(warnings::add));
        results.panel().notes().forEach(note -> warnings.add(note + "."));
        warnings.addAll(ContractsTable.broken(results.contracts()));
        for (Measured measure : results.measures()) {
            measure.published()
                    .filter(p -> p.differing() > 0)
                    .ifPresent(p -> p.first().stream()
                            .limit(3)
                            .forEach(d ->
                                    warnings.add("%s differs from the published value at %s: %s computed, %s published."
                                            .formatted(measure.name(), d.key(), d.own(), d.published()))));
        }
        for (FittedTable table : results.tables()) {
            warnings.addAll(ofModels(table));
            warnings.addAll(table.notes());
        }
        return warnings;
    }

    private static Optional<String> setAside(String source, RowCounts rows) {
        return rows.setAsideTotal() == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s: %,d of %,d rows set aside and used nowhere; rejects/%s.csv says which and why.",
                        source,
                        rows.setAsideTotal(),
                        rows.in(),
                        source));
    }

    /** What several models have in common is said once. */
    private static List<String> ofModels(FittedTable table) {
        Map<String, List<String>> labels = new LinkedHashMap<>();
        for (Fitted model : table.models()) {
            model.summary()
                    .notes()
                    .forEach(note ->
                            labels.computeIfAbsent(note, n -> new ArrayList<>()).add(table.label(model)));
        }
        List<String> warnings = new ArrayList<>();
        labels.forEach((note, models) -> {
            boolean all = models.size() > 1 && models.size() == table.models().size();
            warnings.add(
                    "%s, %s: %s.".formatted(table.spec().name(), all ? "all models" : String.join(", ", models), note));
        });
        return warnings;
    }
}
