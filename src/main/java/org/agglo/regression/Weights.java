package org.agglo.regression;

import java.util.Arrays;
import org.agglo.stats.CrossProducts;
import org.agglo.stats.Twofold;

/**
 * How much each row counts. With analytic weights the variance of a row's error is σ²/w: they are used as given, not rescaled,
 * and n is the number of rows, as in fixest. With frequency weights the row stands for w equal rows, and n is Σw.
 */
final class Weights {
    /** The kinds. */
    enum Kind {
        NONE,
        ANALYTIC,
        FREQUENCY
    }

    /** Each row counts once. */
    static final Weights NONE = new Weights(Kind.NONE, null, 0, 0);

    private final Kind kind;
    private final double[] values;
    private final double total;
    private final double logarithms;
    private final Weights copies;
    private final double[] one;

    private Weights(Kind kind, double[] values, double total, double logarithms) {
        this(kind, values, total, logarithms, null, null);
    }

    /**
     * @param copies how often each row stands for itself; null if the values say so
     * @param one (n), the weight of one of the rows that a row stands for; null if it is 1
     */
    private Weights(Kind kind, double[] values, double total, double logarithms, Weights copies, double[] one) {
        this.kind = kind;
        this.values = values;
        this.total = total;
        this.logarithms = logarithms;
        this.copies = copies;
        this.one = one;
    }

    /** @param values (n), positive; whole numbers if they are frequencies */
    static Weights of(Kind kind, double[] values) {
        if (kind == Kind.NONE) {
            return NONE;
        }
        double logarithms = kind == Kind.FREQUENCY
                ? 0
                : Twofold.sum(Arrays.stream(values).map(Math::log).toArray());
        return new Weights(kind, values, Twofold.sum(values), logarithms);
    }

    /** Of rows that stay in Spark: only sums are known here. */
    static Weights ofSums(Kind kind, double total, double logarithms) {
        return new Weights(kind, new double[0], total, kind == Kind.FREQUENCY ? 0 : logarithms);
    }

    /**
     * The weights of a step of iteratively reweighted least squares: each row's times a factor of its own, which a row that stands
     * for several has in each of them.
     *
     * @param factor (n), positive
     */
    Weights working(double[] factor) {
        double[] product = times(factor);
        boolean frequency = kind == Kind.FREQUENCY;
        return new Weights(
                frequency ? kind : Kind.ANALYTIC,
                product,
                Twofold.sum(product),
                0,
                frequency ? copies() : null,
                frequency ? factor : null);
    }

    /** How often each row stands for itself. */
    Weights copies() {
        return copies == null ? this : copies;
    }

    /** Of one of the rows that a row stands for. */
    double ofOne(int row) {
        if (kind == Kind.FREQUENCY) {
            return one == null ? 1 : one[row];
        }
        return of(row);
    }

    Kind kind() {
        return kind;
    }

    /** (n), shared; null if each row counts once. */
    double[] values() {
        return values;
    }

    boolean none() {
        return kind == Kind.NONE;
    }

    /** Of one row. */
    double of(int row) {
        return values == null ? 1 : values[row];
    }

    /** Σw over this many rows. */
    double total(long rows) {
        return none() ? rows : total;
    }

    /** Σ ln w of analytic weights; 0 of others. */
    double logarithms() {
        return logarithms;
    }

    /** The n of small-sample rules: the rows, or what they stand for. */
    long observations(long rows) {
        return kind == Kind.FREQUENCY ? Math.round(copies().total) : rows;
    }

    /** Those of some rows. */
    Weights rows(int[] rows) {
        if (none()) {
            return this;
        }
        double[] some = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            some[i] = values[rows[i]];
        }
        return of(kind, some);
    }

    /** w·x, w of one of the rows that a row stands for; a new array. */
    double[] timesOne(double[] column) {
        double[] times = column.clone();
        for (int row = 0; row < times.length; row++) {
            times[row] *= ofOne(row);
        }
        return times;
    }

    /** w·x, a new array. */
    double[] times(double[] column) {
        double[] times = column.clone();
        for (int row = 0; values != null && row < times.length; row++) {
            times[row] *= values[row];
        }
        return times;
    }

    /** Σ w·z·z' over the rows. */
    CrossProducts crossProducts(double[]... z) {
        return none() ? CrossProducts.of(z) : CrossProducts.weighted(values, z);
    }

    /** Σ w·x / Σw, summed to 32 digits. */
    double mean(double[] column) {
        if (none()) {
            return Twofold.mean(column);
        }
        Twofold sum = new Twofold();
        for (int row = 0; row < column.length; row++) {
            sum.addProduct(values[row], column[row]);
        }
        return sum.value() / total;
    }
}
