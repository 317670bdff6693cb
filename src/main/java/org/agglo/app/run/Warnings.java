package org.agglo.app.run;

import java.util.ArrayList;
import java.util.List;

/** What a reader of the results has to be told, in sentences. */
final class Warnings {
    private Warnings() {}

    static List<String> of(Results results) {
        List<String> warnings = new ArrayList<>();
        results.panel().notes().forEach(note -> warnings.add(note + "."));
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
            for (Fitted model : table.models()) {
                model.summary()
                        .notes()
                        .forEach(note ->
                                warnings.add("%s, %s: %s".formatted(table.spec().name(), table.label(model), note)));
            }
            warnings.addAll(table.notes());
        }
        return warnings;
    }
}
