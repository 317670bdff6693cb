package org.agglo.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.agglo.report.TableFormat;
import org.agglo.store.FileCounts;

/**
 * What the user reads when a run is done.
 *
 * @param text the whole text: title, rows, panel, tables, what differs, warnings, files read, where the results are
 */
public record RunSummary(String text) {
    static RunSummary of(String results, Optional<Manifest.Stored> store, String folder, Map<String, Double> seconds) {
        String where = String.format(
                Locale.ROOT,
                "Results in %s: report.html, tables/, figures/, panel.csv, results.json, manifest.json (%.1f s)",
                folder,
                seconds.values().stream().mapToDouble(Double::doubleValue).sum());
        List<String> parts = new ArrayList<>(List.of(results.stripTrailing()));
        store.ifPresent(kept -> parts.add(Wrap.hanging(files(kept), "")));
        parts.add(where);
        return new RunSummary(String.join("\n\n", parts) + "\n");
    }

    /** Title, rows, panel, tables, what differs and warnings: the same for the same results. */
    static String results(Results results, Report report) {
        List<String> parts = new ArrayList<>();
        parts.add(results.study().title());
        parts.add(Wrap.hanging(PanelSentence.of(results.panel()), ""));
        report.measures().forEach(sentence -> parts.add(Wrap.hanging(sentence, "")));
        report.tables().stream()
                .filter(table -> !table.name().equals("averages"))
                .forEach(table ->
                        parts.add(TableFormat.TEXT.render(table.table()).stripTrailing()));
        if (!report.differences().isEmpty()) {
            parts.add("What differs\n" + bullets(report.differences()));
        }
        if (!report.warnings().isEmpty()) {
            parts.add("Warnings\n" + bullets(report.warnings()));
        }
        return String.join("\n\n", parts) + "\n";
    }

    /** What became of the files: so many read, so many taken from the store. */
    static String files(Manifest.Stored store) {
        long read = store.files().values().stream().mapToLong(FileCounts::read).sum();
        long kept =
                store.files().values().stream().mapToLong(FileCounts::fromStore).sum();
        long removed =
                store.files().values().stream().mapToLong(FileCounts::removed).sum();
        String as = store.asOf().isEmpty() ? "" : " as of run " + store.asOf();
        return "Files: %d read, %d taken from the store %s%s, %d no longer there."
                .formatted(read, kept, store.place(), as, removed);
    }

    private static String bullets(List<String> sentences) {
        return String.join(
                "\n", sentences.stream().map(s -> Wrap.hanging(s, "  - ")).toList());
    }
}
