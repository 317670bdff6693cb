package org.agglo.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many rows have a location quotient, and why the others have none.
 *
 * @param computed rows with a quotient
 * @param missing reason to rows without, for the reasons that occur, in alphabetical order
 */
public record QuotientReport(long computed, Map<String, Long> missing) {
    /** One of the columns that make the group is null. */
    public static final String MISSING_GROUP = "missing group";

    /** The employment in the activity is null, as it is where it is suppressed, or not finite. */
    public static final String MISSING_ACTIVITY = "missing activity";

    /** The employment in all activities is null or not finite. */
    public static final String MISSING_TOTAL = "missing total";

    /** The employment in the activity or in all is below zero. */
    public static final String NEGATIVE = "negative employment";

    /** The employment in all activities is zero. */
    public static final String ZERO_TOTAL = "zero total";

    /** The group has no employment in the activity, so its share is zero. */
    public static final String ZERO_REFERENCE = "zero reference";

    public QuotientReport {
        missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    }

    /** All rows. */
    public long rows() {
        return computed + missing.values().stream().mapToLong(Long::longValue).sum();
    }
}
