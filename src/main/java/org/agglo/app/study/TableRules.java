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
    }
}
