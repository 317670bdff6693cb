package org.agglo.ingest;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a source's rows: {@code in = used + notSelected + Σ setAside}, always.
 *
 * @param in rows in the files, malformed ones included, headers and blank lines not
 * @param used rows that passed every check
 * @param notSelected rows that the source's {@code where} leaves out
 * @param setAside reason to count, in the order of the reasons' names
 */
public record RowCounts(long in, long used, long notSelected, Map<String, Long> setAside) {
    /** The reason of rows that the source's {@code where} leaves out; they are no rejects. */
    public static final String NOT_SELECTED = "not selected";

    public RowCounts {
        setAside = Collections.unmodifiableMap(new TreeMap<>(setAside));
        long aside = setAside.values().stream().mapToLong(Long::longValue).sum();
        if (in != used + notSelected + aside) {
            throw new IllegalArgumentException("%d rows in, but %d used, %d not selected and %d set aside"
                    .formatted(in, used, notSelected, aside));
        }
    }

    /**
     * The counts from {@code SELECT _reason, count(*) … GROUP BY _reason}, as any aggregation over {@link Checked#all()}
     * gives them beside its own sums.
     *
     * @param byReason reason to rows; the null key is the rows used
     */
    public static RowCounts of(Map<String, Long> byReason) {
        var setAside = new TreeMap<String, Long>();
        byReason.forEach((reason, rows) -> {
            if (reason != null && !reason.equals(NOT_SELECTED)) {
                setAside.put(reason, rows);
            }
        });
        long in = byReason.values().stream().mapToLong(Long::longValue).sum();
        return new RowCounts(in, byReason.getOrDefault(null, 0L), byReason.getOrDefault(NOT_SELECTED, 0L), setAside);
    }

    /** All rows set aside, whatever the reason. */
    public long setAsideTotal() {
        return in - used - notSelected;
    }
}
