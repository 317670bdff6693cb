package org.agglo.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agglo.report.TableFormat;

/** What the user reads when a run is done. */
public final class RunSummary {
    private final Results results;
    private final Report report;
    private final String folder;
    private final double seconds;

    RunSummary(Results results, Report report, String folder, Map<String, Double> seconds) {
        this.results = results;
        this.report = report;
        this.folder = folder;
        this.seconds =
                seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The whole text: title, rows, panel, tables, what differs, warnings, where the results are. */
    public String text() {
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
        parts.add(String.format(
                Locale.ROOT,
                "Results in %s: report.html, tables/, figures/, panel.csv, results.json, manifest.json (%.1f s)",
                folder,
                seconds));
        return String.join("\n\n", parts) + "\n";
    }

    private static String bullets(List<String> sentences) {
        return String.join(
                "\n", sentences.stream().map(s -> Wrap.hanging(s, "  - ")).toList());
    }
}
