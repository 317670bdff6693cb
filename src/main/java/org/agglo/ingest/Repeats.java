package org.agglo.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.agglo.spark.DataException;
import org.apache.spark.sql.Row;

/**
 * Rows that share a key, found among rows in the order of file and row, and what becomes of them by the source's {@link
 * Duplicates} rule.
 */
final class Repeats {
    static final String REPEATED = "repeated row";
    static final String CONFLICTING = "conflicting key";

    private static final int NAMED = 5;

    private final Source source;
    private final Map<List<Object>, Row> first = new HashMap<>();
    private final Map<List<Object>, List<Row>> repeated = new LinkedHashMap<>();

    Repeats(Source source) {
        this.source = source;
    }

    /** Takes the next row; gives the reason it is set aside as a repeat, null for the first of its key. */
    String reason(Row row) {
        List<Object> key = values(row, source.key());
        Row before = first.putIfAbsent(key, row);
        if (before == null) {
            return null;
        }
        repeated.computeIfAbsent(key, k -> new ArrayList<>(List.of(before))).add(row);
        List<String> all = source.fields().stream().map(Field::name).toList();
        return values(before, all).equals(values(row, all)) ? REPEATED : CONFLICTING;
    }

    private static List<Object> values(Row row, List<String> names) {
        List<Object> values = new ArrayList<>(names.size());
        for (String name : names) {
            values.add(row.get(row.fieldIndex(name)));
        }
        return values;
    }

    /** Stops if a key is repeated and the source refuses that. */
    void refuse() {
        refuse(repeated.size());
    }

    /**
     * Stops if a key is repeated and the source refuses that.
     *
     * @param keys how many are, of which some were taken
     */
    void refuse(long keys) {
        if (source.duplicates() == Duplicates.FIRST || keys == 0) {
            return;
        }
        List<String> some = new ArrayList<>();
        repeated.entrySet().stream().limit(NAMED).forEach(entry -> some.add(shown(entry.getKey(), entry.getValue())));
        throw new DataException(
                "Source %s: %d %s of (%s) in more than one row: %s%s. Mend the files, or say duplicates = first to use the first row of each."
                        .formatted(
                                source.name(),
                                keys,
                                keys == 1 ? "value" : "values",
                                String.join(", ", source.key()),
                                String.join("; ", some),
                                keys > NAMED ? "; …" : ""));
    }

    private static String shown(List<Object> key, List<Row> rows) {
        List<String> places = new ArrayList<>();
        for (Row row : rows.subList(0, Math.min(NAMED, rows.size()))) {
            places.add("%s:%d".formatted(row.<String>getAs(Checked.FILE), row.<Long>getAs(Checked.ROW)));
        }
        String more = rows.size() > NAMED ? ", …" : "";
        return "(%s) at %s%s"
                .formatted(
                        String.join(", ", key.stream().map(Objects::toString).toList()),
                        String.join(", ", places),
                        more);
    }
}
