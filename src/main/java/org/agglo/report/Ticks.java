package org.agglo.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Round numbers along an axis, from the first at or below the data to the last at or above them.
 *
 * @param decimals that the labels need
 */
record Ticks(List<Double> values, int decimals) {
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};

    Ticks {
        values = List.copyOf(values);
    }

    /** About {@code wanted} ticks that cover {@code low} to {@code high}; a range of one value is widened. */
    static Ticks of(double low, double high, int wanted) {
        double width = high > low ? high - low : Math.max(Math.abs(low), 1);
        double from = high > low ? low : low - width / 2;
        double to = high > low ? high : high + width / 2;
        double power = Math.pow(10, Math.floor(Math.log10(width / wanted)));
        double step = power * STEPS[STEPS.length - 1];
        for (double candidate : STEPS) {
            if (width / (power * candidate) <= wanted) {
                step = power * candidate;
                break;
            }
        }
        List<Double> values = new ArrayList<>();
        long first = (long) Math.floor(from / step + 1e-9);
        long last = (long) Math.ceil(to / step - 1e-9);
        for (long i = first; i <= last; i++) {
            values.add(i * step);
        }
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
        boolean quarter = Math.abs(step * Math.pow(10, decimals) - Math.rint(step * Math.pow(10, decimals))) > 1e-6;
        return new Ticks(values, quarter ? decimals + 1 : decimals);
    }

    double first() {
        return values.get(0);
    }

    double last() {
        return values.get(values.size() - 1);
    }

    String label(double value) {
        return Numbers.fixed(value, decimals).replace('-', '−');
    }
}
