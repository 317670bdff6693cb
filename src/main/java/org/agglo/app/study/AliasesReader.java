package org.agglo.app.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the other headers that columns have in files of other vintages. */
final class AliasesReader {
    private AliasesReader() {}

    /** Header to its aliases. */
    static Map<String, List<String>> read(Node source) {
        Map<String, List<String>> aliases = new LinkedHashMap<>();
        for (Node column : source.children("columns")) {
            List<String> others = column.texts("aliases");
            List<String> from = column.texts("from");
            if (others.isEmpty()) {
                continue;
            }
            if (!source.text("format").equals("csv") || source.has("wide")) {
                column.problem(
                        "aliases",
                        "Only CSV files with a column each can have other headers; give a source for each vintage");
            } else if (from.size() != 1 || column.has("from-path")) {
                column.problem("aliases", "The column is not one cell, which could stand under another header");
            } else if (others.contains(from.get(0))) {
                column.problem("aliases", "'%s' is the column's header already".formatted(from.get(0)));
            } else {
                aliases.put(from.get(0), others);
            }
        }
        return aliases;
    }
}
