package org.agglo.regression;

import java.util.Arrays;
import org.agglo.regression.Vcov.Gaps;

/**
 * Periods as a panel's calendar has them. Numbers are as far apart as they are, and the step from one period to the next is the
 * smallest distance between two that occur: 1 for years, 5 for censuses every five. Text and dates have no distance: one period is a
 * step before the next that occurs.
 */
final class Timeline {
    /** Share of a step by which a sum of steps in decimals may be off. */
    private static final double ROUNDING = 1e-6;

    private final double[] places;
    private final double step;

    private Timeline(double[] places, double step) {
        this.places = places;
        this.step = step;
    }

    static Timeline of(Category time) {
        double[] places = time.numbers();
        if (places == null) {
            Periods order = Periods.of("Periods in order", time, Gaps.ADJACENT);
            double[] levels = new double[time.levels()];
            Arrays.setAll(levels, order::place);
            return new Timeline(levels, 1);
        }
        double[] sorted = places.clone();
        Arrays.sort(sorted);
        double step = Double.POSITIVE_INFINITY;
        for (int i = 1; i < sorted.length; i++) {
            step = Math.min(step, sorted[i] - sorted[i - 1]);
        }
        return new Timeline(places, step);
    }

    /** Where the period of this code stands; only differences and the order matter. */
    double place(int period) {
        return places[period];
    }

    /** Whether the period of one code is a step after that of the other. */
    boolean next(int earlier, int later) {
        return Math.abs(places[later] - places[earlier] - step) <= ROUNDING * step;
    }
}
