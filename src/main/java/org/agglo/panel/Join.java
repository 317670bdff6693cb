package org.agglo.panel;

import java.util.List;

/** A table whose columns join the panel, matched on columns that are its key. */
public record Join(String source, List<String> on) {
    public Join {
        on = List.copyOf(on);
    }
}
