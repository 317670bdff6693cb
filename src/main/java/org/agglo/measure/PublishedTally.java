package org.agglo.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** Adds up what a comparison's job counted: rows by part and by what became of each kind of quotient. */
final class PublishedTally {
    private final List<Map<String, PublishedCounts>> parts = new ArrayList<>();
    private final double[] largest;

    PublishedTally(int kinds) {
        largest = new double[kinds];
        Arrays.fill(largest, Double.NaN);
        for (int i = 0; i < kinds; i++) {
            parts.add(new TreeMap<>());
        }
    }

    /** A row of the job: the part, an outcome for each kind, how many rows, the largest difference of each kind. */
    void add(Row row) {
        String part = row.isNullAt(0) ? "" : row.getString(0);
        long rows = row.getLong(largest.length + 1);
        for (int i = 0; i < largest.length; i++) {
            parts.get(i).merge(part, counts(row.getString(i + 1), rows), PublishedCounts::plus);
            int at = largest.length + 2 + i;
            if (!row.isNullAt(at)) {
                largest[i] = Double.isNaN(largest[i]) ? row.getDouble(at) : Math.max(largest[i], row.getDouble(at));
            }
        }
    }

    private static PublishedCounts counts(String outcome, long rows) {
        return switch (outcome) {
            case PublishedQuotients.AGREED -> new PublishedCounts(rows, 0, 0, Map.of(), Map.of());
            case PublishedQuotients.UNBOUNDED -> new PublishedCounts(rows, rows, 0, Map.of(), Map.of());
            case PublishedQuotients.DIFFERING -> new PublishedCounts(0, 0, rows, Map.of(), Map.of());
            default ->
                outcome.startsWith(PublishedQuotients.PUBLISHED)
                        ? new PublishedCounts(
                                0,
                                0,
                                0,
                                Map.of(outcome.substring(PublishedQuotients.PUBLISHED.length()), rows),
                                Map.of())
                        : new PublishedCounts(0, 0, 0, Map.of(), Map.of(outcome, rows));
        };
    }

    PublishedCounts counts(int kind) {
        return parts.get(kind).values().stream().reduce(PublishedCounts.none(), PublishedCounts::plus);
    }

    double largest(int kind) {
        return largest[kind];
    }

    Map<String, PublishedCounts> parts(int kind) {
        return parts.get(kind);
    }
}
