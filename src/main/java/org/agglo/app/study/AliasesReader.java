package org.agglo.app.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.ingest.Layout;

/** Reads the other headers that columns have in files of other vintages. */
final class AliasesReader {
    private AliasesReader() {}

    /** Header to its aliases. */
    static Map<String, List<String>> read(Node source, Layout layout) {
        Map<String, List<String>> aliases = new LinkedHashMap<>();
        for (Node column : source.children("columns")) {
            List<String> others = column.texts("aliases");
            if (!others.isEmpty() && stands(column, others, layout.wide())) {
                aliases.put(column.texts("from").get(0), others);
            }
        }
        return aliases;
    }

    private static boolean stands(Node column, List<String> others, Optional<Layout.Wide> wide) {
        List<String> from = column.texts("from");
        if (from.size() != 1 || column.has("from-path")) {
            column.problem("aliases", "The column is not one cell, which could stand under another header");
            return false;
        }
        if (others.contains(from.get(0))) {
            column.problem("aliases", "'%s' is the column's header already".formatted(from.get(0)));
            return false;
        }
        if (wide.filter(w -> w.names().equals(from.get(0)) || w.values().equals(from.get(0)))
                .isPresent()) {
            column.problem("aliases", "The column is made by 'wide' and stands under no header of the files");
            return false;
        }
        Optional<String> cell = wide.flatMap(
                w -> others.stream().filter(other -> w.matches(other)).findFirst());
        cell.ifPresent(other -> column.problem(
                "aliases", "'%s' matches wide.headers, whose cells become rows; name another".formatted(other)));
        return cell.isEmpty();
    }
}
