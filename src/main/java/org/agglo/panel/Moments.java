package org.agglo.panel;

import java.io.Serializable;

/**
 * Number, mean, spread and range of values, gathered in one pass and merged. The mean is a compensated sum over the
 * number (Neumaier 1974); squared deviations follow Welford (1962), merged as Chan, Golub and LeVeque (1979), on values
 * less the first one, so that the spread of large numbers keeps its digits.
 */
final class Moments implements Serializable {
    private static final long serialVersionUID = 1;

    private long n;
    private long missing;
    private double sum;
    private double lost;
    private double origin;
    private double centre;
    private double squares;
    private double min = Double.NaN;
    private double max = Double.NaN;

    /** A null or NaN counts as missing. */
    void add(Double value) {
        if (value == null || value.isNaN()) {
            missing++;
            return;
        }
        n++;
        sum(value);
        origin = n == 1 ? value : origin;
        double shifted = value - origin;
        double delta = shifted - centre;
        centre += delta / n;
        squares += delta * (shifted - centre);
        min = n == 1 ? value : Math.min(min, value);
        max = n == 1 ? value : Math.max(max, value);
    }

    Moments merge(Moments other) {
        missing += other.missing;
        if (other.n > 0) {
            origin = n == 0 ? other.origin : origin;
            double delta = (other.origin - origin) + (other.centre - centre);
            long all = n + other.n;
            squares += other.squares + delta * delta * ((double) n * other.n / all);
            centre += delta * other.n / all;
            min = n == 0 ? other.min : Math.min(min, other.min);
            max = n == 0 ? other.max : Math.max(max, other.max);
            n = all;
            sum(other.sum);
            sum(other.lost);
        }
        return this;
    }

    private void sum(double value) {
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
    }

    long n() {
        return n;
    }

    long missing() {
        return missing;
    }

    double mean() {
        return n == 0 ? Double.NaN : (sum + lost) / n;
    }

    double sd() {
        return n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1));
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }
}
