package org.agglo.regression;

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
    static final Weights NONE = new Weights(Kind.NONE, null, 0);

    private final Kind kind;
    private final double[] values;
    private final double total;

    private Weights(Kind kind, double[] values, double total) {
        this.kind = kind;
        this.values = values;
        this.total = total;
    }

    /** @param values (n), positive; whole numbers if they are frequencies */
    static Weights of(Kind kind, double[] values) {
        return kind == Kind.NONE ? NONE : new Weights(kind, values, Twofold.sum(values));
    }

    /** Of rows that stay in Spark: only the sum is known here. */
    static Weights ofSum(Kind kind, double total) {
        return kind == Kind.NONE ? NONE : new Weights(kind, new double[0], total);
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

    /** The n of small-sample rules: the rows, or what they stand for. */
    long observations(long rows) {
        return kind == Kind.FREQUENCY ? Math.round(total) : rows;
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
