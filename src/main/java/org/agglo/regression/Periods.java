package org.agglo.regression;

import java.util.Arrays;
import org.agglo.regression.Vcov.Gaps;

/** The periods of a column of time, in order. */
final class Periods {
    private final long[] places;

    private Periods(long[] places) {
        this.places = places;
    }

    /**
     * @param spec of the covariance, for messages
     * @param gaps {@code CALENDAR} takes the numbers themselves, others count levels
     */
    static Periods of(String spec, Category time, Gaps gaps) {
        double[] numbers = time.numbers();
        long[] places = new long[time.levels()];
        if (gaps == Gaps.CALENDAR) {
            if (numbers == null || !Arrays.stream(numbers).allMatch(x -> x == Math.rint(x) && Math.abs(x) < 1e15)) {
                throw new IllegalArgumentException(
                        "%s: gaps by calendar need whole numbers in %s, such as years; count adjacent periods, or make such a column"
                                .formatted(spec, time.name()));
            }
            Arrays.setAll(places, level -> (long) numbers[level]);
            return new Periods(places);
        }
        if (numbers == null) {
            requireSorted(spec, time);
            Arrays.setAll(places, level -> level);
            return new Periods(places);
        }
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        Arrays.setAll(places, level -> Arrays.binarySearch(sorted, numbers[level]));
        return new Periods(places);
    }

    /** Text sorts as time does if all of it is as long, such as dates and 2001Q1. */
    private static void requireSorted(String spec, Category time) {
        int length = time.labels().get(0).length();
        for (String label : time.labels()) {
            if (label.length() != length) {
                throw new IllegalArgumentException(
                        "%s: %s is text of different lengths ('%s', '%s'), whose order in time is not sure; make it a number or a date"
                                .formatted(spec, time.name(), time.labels().get(0), label));
            }
        }
    }

    /** Where the level stands in time. */
    long place(int level) {
        return places[level];
    }
}
