package org.agglo.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of rows with a quotient of ours, a published one, both or neither: every row is in one of {@code agreed},
 * {@code differing}, {@code uncomputed} and {@code unpublished}.
 *
 * @param agreed rows whose published quotient is reproduced
 * @param unbounded how many of them are published as zero in a group whose reference share has no upper bound, since the
 *     publisher gives nothing but zeros there: every possible share reproduces them, and there is no quotient of ours
 * @param differing rows whose quotients differ by more than the publisher's rounding
 * @param uncomputed reason to rows that have a published quotient and none of ours
 * @param unpublished reason to rows that have no published quotient: that of ours if there is none of ours either, as
 *     where the publisher withholds both, else {@link PublishedComparison#NOT_PUBLISHED}
 */
public record PublishedCounts(
        long agreed, long unbounded, long differing, Map<String, Long> uncomputed, Map<String, Long> unpublished) {
    public PublishedCounts {
        uncomputed = Collections.unmodifiableMap(new LinkedHashMap<>(uncomputed));
        unpublished = Collections.unmodifiableMap(new LinkedHashMap<>(unpublished));
    }

    /** No rows. */
    public static PublishedCounts none() {
        return new PublishedCounts(0, 0, 0, Map.of(), Map.of());
    }

    /** Rows that have a published quotient. */
    public long published() {
        return agreed + differing + sum(uncomputed);
    }

    /** Rows without a published quotient whose employment is withheld too. */
    public long withheld() {
        return unpublished.getOrDefault(QuotientReport.MISSING_ACTIVITY, 0L);
    }

    /** All rows. */
    public long rows() {
        return published() + sum(unpublished);
    }

    /** Why rows were not compared, whether they lack ours or the published quotient. */
    public Map<String, Long> notComparable() {
        return added(uncomputed, unpublished);
    }

    /** These rows and others. */
    public PublishedCounts plus(PublishedCounts other) {
        return new PublishedCounts(
                agreed + other.agreed,
                unbounded + other.unbounded,
                differing + other.differing,
                added(uncomputed, other.uncomputed),
                added(unpublished, other.unpublished));
    }

    private static Map<String, Long> added(Map<String, Long> left, Map<String, Long> right) {
        Map<String, Long> sum = new TreeMap<>(left);
        right.forEach((reason, n) -> sum.merge(reason, n, Long::sum));
        return sum;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
