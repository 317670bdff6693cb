package org.agglo.app.study;

import java.util.Optional;
import org.agglo.ingest.FieldType;

/** Columns that a study adds to the panel under a name of its own. */
final class NewColumn {
    private NewColumn() {}

    static void add(Node at, String name, Optional<FieldType> type, Scope panel) {
        Optional<String> wrong = NameRule.column(name)
                .or(() -> panel.add(name, type)
                        .map("The panel has a column '%s' already; choose another name"::formatted));
        wrong.ifPresent(at::problem);
    }

    /** The same for a key with a plain value. */
    static void add(Node parent, String name, Scope panel) {
        Optional<String> wrong = NameRule.column(name)
                .or(() -> panel.add(name, Optional.of(FieldType.NUMBER))
                        .map("The panel has a column '%s' already; choose another name"::formatted));
        wrong.ifPresent(message -> parent.problem(name, message));
    }
}
