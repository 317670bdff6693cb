package org.agglo.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.agglo.app.compare.Comparison;
import org.agglo.app.compare.Comparison.Change;
import org.agglo.app.compare.Comparison.Estimate;
import org.agglo.app.compare.Comparison.Input;
import org.agglo.app.compare.Comparison.Model;
import org.agglo.app.compare.Comparison.Rows;
import org.agglo.app.compare.Comparison.Run;

/** A comparison for people: what each part found, and one line that says whether the runs differ. */
final class ComparisonText {
    private static final int MOST = 50;

    private ComparisonText() {}

    static String of(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add("old  " + run(comparison.before()));
        lines.add("new  " + run(comparison.after()));
        part(lines, "Versions", comparison.versions(), ComparisonText::change);
        part(lines, "Settings", comparison.settings(), ComparisonText::change);
        part(lines, "Inputs", comparison.inputs(), ComparisonText::input);
        part(lines, "Rows", comparison.rows(), ComparisonText::rows);
        part(lines, "Panel", comparison.panel(), ComparisonText::change);
        part(lines, "Models", comparison.models(), ComparisonText::model);
        part(lines, "Estimates", comparison.estimates(), ComparisonText::estimate);
        lines.add("");
        lines.add(result(comparison));
        return String.join("\n", lines) + "\n";
    }

    private static String run(Run run) {
        return run.finished().isEmpty()
                ? "%s  %s".formatted(run.path(), run.study())
                : "%s  %s, finished %s".formatted(run.path(), run.study(), run.finished());
    }

    private static <T> void part(List<String> lines, String title, List<T> changes, Function<T, String> line) {
        if (changes.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(title);
        changes.stream().limit(MOST).forEach(change -> lines.add("  " + line.apply(change)));
        if (changes.size() > MOST) {
            lines.add("  and %,d more (all of them with --json)".formatted(changes.size() - MOST));
        }
    }

    private static String change(Change change) {
        return "%s: %s → %s".formatted(change.what(), shown(change.before()), shown(change.after()));
    }

    private static String shown(String value) {
        return value == null ? "none" : value.isEmpty() ? "\"\"" : value;
    }

    private static String input(Input input) {
        String file = "%s %s %s".formatted(input.source(), input.path(), input.change());
        if (input.change().equals("changed")) {
            return "%s, %,d → %,d bytes".formatted(file, input.bytesBefore(), input.bytesAfter());
        }
        return "%s, %,d bytes".formatted(file, Math.max(input.bytesBefore(), input.bytesAfter()));
    }

    private static String rows(Rows rows) {
        String share = rows.before() == 0
                ? ""
                : String.format(Locale.ROOT, " (%+.1f %%)", 100.0 * (rows.after() - rows.before()) / rows.before());
        return "%s, %s: %,d → %,d%s".formatted(rows.source(), rows.count(), rows.before(), rows.after(), share);
    }

    private static String model(Model model) {
        return "%s %s".formatted(name(model.table(), model.model(), model.group()), model.change());
    }

    private static String name(String table, String model, String group) {
        return group.isEmpty() ? table + " / " + model : "%s / %s / %s".formatted(table, model, group);
    }

    private static String estimate(Estimate estimate) {
        return "%s, %s: %s → %s%s"
                .formatted(
                        name(estimate.table(), estimate.model(), estimate.group()),
                        estimate.term(),
                        withError(estimate.before(), estimate.errorBefore()),
                        withError(estimate.after(), estimate.errorAfter()),
                        estimate.outside() ? ", outside the old 95 % interval" : "");
    }

    private static String withError(Double estimate, Double error) {
        if (estimate == null) {
            return "none";
        }
        return error == null
                ? String.format(Locale.ROOT, "%.6g", estimate)
                : String.format(Locale.ROOT, "%.6g (%.6g)", estimate, error);
    }

    private static String result(Comparison comparison) {
        String compared = comparison.compared() == 1 ? "1 estimate" : "%,d estimates".formatted(comparison.compared());
        long outside = comparison.estimates().stream().filter(Estimate::outside).count();
        if (comparison.same()) {
            return "Nothing differs beyond the tolerances (%s compared)".formatted(compared);
        }
        return "The runs differ: %,d of %s%s"
                .formatted(
                        comparison.estimates().size(),
                        compared,
                        outside == 0 ? "" : ", %,d outside the old 95 %% interval".formatted(outside));
    }
}
