package org.agglo.panel;

import java.io.Serializable;
import org.agglo.stats.Twofold;

/**
 * Number, mean, spread and range of values, gathered in one pass and merged. Values and squares are summed to some 32 digits and
 * rounded once, so that the spread of large numbers keeps its digits and no order or partitioning of the rows shows.
 */
final class Moments implements Serializable {
    private static final long serialVersionUID = 2;

    private long n;
    private long missing;
    private final Twofold sum = new Twofold();
    private final Twofold squares = new Twofold();
    private double min = Double.NaN;
    private double max = Double.NaN;

    /** A null or NaN counts as missing. */
    void add(Double value) {
        if (value == null || value.isNaN()) {
            missing++;
            return;
        }
        n++;
        sum.add(value);
        squares.addProduct(value, value);
        min = n == 1 ? value : Math.min(min, value);
        max = n == 1 ? value : Math.max(max, value);
    }

    Moments merge(Moments other) {
        missing += other.missing;
        if (other.n > 0) {
            sum.add(other.sum);
            squares.add(other.squares);
            min = n == 0 ? other.min : Math.min(min, other.min);
            max = n == 0 ? other.max : Math.max(max, other.max);
            n += other.n;
        }
        return this;
    }

    long n() {
        return n;
    }

    long missing() {
        return missing;
    }

    double mean() {
        return n == 0 ? Double.NaN : exactMean().value();
    }

    double sd() {
        if (n < 2) {
            return Double.NaN;
        }
        // Σx² − n·mean², of which rounding may leave a trace below zero where all values are equal.
        double deviations = new Twofold(squares)
                .subtractProduct(new Twofold(sum), exactMean())
                .value();
        return Math.sqrt(Math.max(deviations, 0) / (n - 1));
    }

    private Twofold exactMean() {
        return new Twofold(sum).dividedBy(new Twofold(n));
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }
}
