package org.agglo.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Our quotients held against published ones.
 *
 * @param agreed rows that differ by no more than the publisher's rounding
 * @param differing rows that differ by more
 * @param notComparable reason to rows that lack one of the two, for the reasons that occur: those of {@link
 *     QuotientReport} and the two here
 * @param largest the largest difference in absolute value; NaN if nothing was compared
 * @param first the first rows that differ, at most 20, in the order of their keys
 */
public record PublishedComparison(
        long agreed, long differing, Map<String, Long> notComparable, double largest, List<Difference> first) {
    /** We have a quotient and the publisher gives none. */
    public static final String NOT_PUBLISHED = "no published value";

    /** The reference share is not known, or is zero. */
    public static final String NO_REFERENCE = "no reference share";

    public PublishedComparison {
        notComparable = Collections.unmodifiableMap(new LinkedHashMap<>(notComparable));
        first = List.copyOf(first);
    }

    /** Rows that have both quotients. */
    public long compared() {
        return agreed + differing;
    }

    /** All rows. */
    public long rows() {
        return compared()
                + notComparable.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * One row that differs.
     *
     * @param key key column to value
     */
    public record Difference(Map<String, String> key, double own, double published) {
        public Difference {
            key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
        }
    }
}
