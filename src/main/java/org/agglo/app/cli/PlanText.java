package org.agglo.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.agglo.app.run.Plan;

/** A plan for people. */
final class PlanText {
    private static final int FILES_NAMED = 5;
    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB"};

    private PlanText() {}

    static String of(Plan plan) {
        List<String> lines = new ArrayList<>(List.of(plan.title(), ""));
        if (plan.stands()) {
            lines.add("Nothing would run: the study, Agglo and all files are as they were, and the results stand."
                    + " With --again this would:");
            lines.add("");
        }
        lines.add("Data       " + plan.data());
        plan.simulated()
                .ifPresent(by -> lines.add(String.format(
                        Locale.ROOT,
                        "           not there: made first by %s, about %,d rows; their sizes are known then",
                        by.file(),
                        by.rows())));
        lines.add("Results    %s (%s)".formatted(plan.out(), plan.replaces() ? "replaced" : "new"));
        plan.store().ifPresent(store -> lines.add("Store      " + store));
        lines.add("");
        lines.add("Sources");
        plan.sources().forEach(source -> source(lines, source));
        lines.add("");
        panel(lines, plan.panel());
        plan.tables().forEach(table -> table(lines, table));
        lines.add("");
        lines.add(
                plan.simulated().isPresent()
                        ? "Nothing is written by a dry run."
                        : "About %s would be read from files, all passes together. Nothing is written by a dry run."
                                .formatted(size(plan.bytes())));
        return String.join("\n", lines) + "\n";
    }

    private static void source(List<String> lines, Plan.Input source) {
        lines.add("  %s: %s".formatted(source.name(), role(source)));
        if (!source.files().isEmpty()) {
            long bytes = source.files().stream().mapToLong(Plan.File::bytes).sum();
            lines.add("    %s, %s, %s, %s"
                    .formatted(
                            source.path(), source.format(), count(source.files().size(), "file"), size(bytes)));
        } else {
            lines.add("    " + (source.path().isEmpty() ? source.format() : source.path() + ", " + source.format()));
        }
        source.files().stream()
                .limit(FILES_NAMED)
                .filter(file -> source.files().size() > 1)
                .forEach(file -> lines.add("      %s, %s%s"
                        .formatted(
                                file.path(),
                                size(file.bytes()),
                                file.store().isEmpty() ? "" : ", " + words(file.store()))));
        if (source.files().size() > FILES_NAMED) {
            lines.add("      and %d more (all of them with --json)"
                    .formatted(source.files().size() - FILES_NAMED));
        }
        store(lines, source);
        lines.add("    %s: %s".formatted(source.reading(), source.why()));
        if (!source.passes().isEmpty()) {
            lines.add("    %d passes: ".formatted(source.certain())
                    + source.passes().stream()
                            .map(pass -> pass.unless().isEmpty()
                                    ? job(source, pass)
                                    : "%s (unless %s)".formatted(job(source, pass), pass.unless()))
                            .collect(Collectors.joining(", ")));
        }
    }

    /** What the job does, its source left out. */
    private static String job(Plan.Input source, Plan.Pass pass) {
        String about = source.name() + ": ";
        return pass.what().startsWith(about) ? pass.what().substring(about.length()) : pass.what();
    }

    private static String role(Plan.Input source) {
        return switch (source.role()) {
            case "panel" -> "the panel's records";
            case "crosswalk" -> "where records' codes lie";
            case "join" -> "columns that join the panel";
            default -> "read and checked, not used by the panel";
        };
    }

    private static void store(List<String> lines, Plan.Input source) {
        Map<String, Integer> states = new LinkedHashMap<>();
        List.of("new", "changed", "again", "unchanged").forEach(state -> states.put(state, 0));
        source.files().forEach(file -> states.merge(file.store(), 1, Integer::sum));
        if (!states.containsKey("") && !source.files().isEmpty()) {
            lines.add("    store: %d new, %d changed, %d to be read again, %d unchanged, %d no longer there"
                    .formatted(
                            states.get("new"),
                            states.get("changed"),
                            states.get("again"),
                            states.get("unchanged"),
                            source.removed()));
        }
    }

    private static String words(String state) {
        return state.equals("again") ? "unchanged but read again" : state;
    }

    private static void panel(List<String> lines, Plan.Grain panel) {
        String periods = panel.from()
                .flatMap(from -> panel.to().map(to -> ", %d to %d (%d)".formatted(from, to, to - from + 1)))
                .orElse("");
        lines.add("Panel      one row per " + String.join(" and ", panel.key()) + periods);
        if (!panel.columns().isEmpty()) {
            lines.add("           columns " + String.join(", ", panel.columns()));
        }
    }

    private static void table(List<String> lines, Plan.Estimates table) {
        lines.add("Table      %s: %s%s"
                .formatted(
                        table.name(),
                        table.title(),
                        table.by().map(by -> ", by " + by).orElse("")));
        for (Plan.Model model : table.models()) {
            lines.add("  %s: %s, %s, errors %s"
                    .formatted(model.name(), model.estimator(), model.formula(), model.errors()));
            lines.add("    %s; passes over the panel: %s".formatted(model.fitter(), model.passes()));
        }
    }

    private static String count(int number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0
                ? bytes + " bytes"
                : String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }
}
