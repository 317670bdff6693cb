package org.agglo.app.study;

import java.util.List;
import java.util.Locale;

/** What a table may not ask for, because the run would do something else without a word. */
final class TableRules {
    /** Tables that every run, or 'describe', writes under these names. */
    private static final List<String> TAKEN = List.of("rows", "descriptives", "averages", "ranking");

    private TableRules() {}

    static void check(Node table) {
        if (TAKEN.contains(table.name().toLowerCase(Locale.ROOT))) {
            table.problem("Is the name of a table that the run writes itself; choose another");
        }
        if (!table.has("by")) {
            return;
        }
        table.children("models").stream()
                .filter(model -> model.has("tests"))
                .forEach(model -> model.problem(
                        "tests",
                        "Tests of the specification are not made by group yet; leave them out here, or leave out the"
                                + " table's 'by'"));
        table.children("models").stream()
                .filter(model -> model.has("wild"))
                .forEach(model -> model.problem(
                        "wild",
                        "The bootstrap is not made by group yet; leave it out here, or leave out the table's 'by'"));
        table.child("hausman")
                .ifPresent(test -> test.problem(
                        "The test is not made by group yet; leave it out here, or leave out the table's 'by'"));
    }
}
