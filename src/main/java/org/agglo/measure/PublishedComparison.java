package org.agglo.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Our quotients held against published ones.
 *
 * @param counts of all rows
 * @param largest the largest difference in absolute value; NaN if nothing was compared
 * @param first the first rows that differ, at most 20, in the order of their keys
 * @param parts the counts of each part of the rows, such as a state, in the order of the parts' names; empty if no parts
 *     were asked for
 */
public record PublishedComparison(
        PublishedCounts counts, double largest, List<Difference> first, Map<String, PublishedCounts> parts) {
    /** We have a quotient and the publisher gives none. */
    public static final String NOT_PUBLISHED = "no published value";

    /** The reference share is not known, or is zero. */
    public static final String NO_REFERENCE = "no reference share";

    public PublishedComparison {
        first = List.copyOf(first);
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** Rows whose published quotient is reproduced. */
    public long agreed() {
        return counts.agreed();
    }

    /** Rows that differ by more than the publisher's rounding. */
    public long differing() {
        return counts.differing();
    }

    /** Rows that were compared. */
    public long compared() {
        return agreed() + differing();
    }

    /** Reason to rows that lack one of the two: those of {@link QuotientReport} and the two here. */
    public Map<String, Long> notComparable() {
        return counts.notComparable();
    }

    /** All rows. */
    public long rows() {
        return counts.rows();
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
