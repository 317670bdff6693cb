package org.agglo.stats;

import java.io.Serializable;

/**
 * The cross-products Z'Z of columns z₁ … z_m over n rows, or Z'WZ with a weight for each row, each sum kept to about 32 digits: a sufficient statistic of
 * least squares with an associative sum, so that it may be gathered in parts.
 *
 * <p>Kept to twice a double's digits, normal equations lose nothing against a QR factorisation in doubles: the error of
 * a solution is about κ²·1e-32, κ being the condition number of the scaled columns.
 */
public final class CrossProducts implements Serializable {
    private static final long serialVersionUID = 1;

    private final int columns;
    private final Twofold[] lower;
    private long rows;

    /** Of no rows yet. */
    public CrossProducts(int columns) {
        this.columns = columns;
        this.lower = new Twofold[columns * (columns + 1) / 2];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = new Twofold();
        }
    }

    /** Of these columns, each n long. */
    public static CrossProducts of(double[]... z) {
        return new CrossProducts(z.length).add(z);
    }

    /** Of these columns, each n long, row i counting w_i times. */
    public static CrossProducts weighted(double[] weights, double[]... z) {
        return new CrossProducts(z.length).addWeighted(weights, z);
    }

    /** Adds rows given as columns of equal length, row i counting w_i times. */
    public CrossProducts addWeighted(double[] weights, double[]... z) {
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j <= i; j++) {
                Twofold sum = at(i, j);
                for (int row = 0; row < weights.length; row++) {
                    sum.addProduct(weights[row], z[i][row], z[j][row]);
                }
            }
        }
        rows += weights.length;
        return this;
    }

    /** Adds rows given as columns of equal length. */
    public CrossProducts add(double[]... z) {
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j <= i; j++) {
                addProducts(at(i, j), z[i], z[j]);
            }
        }
        rows += z.length == 0 ? 0 : z[0].length;
        return this;
    }

    /** Adds the sums gathered elsewhere over other rows. */
    public CrossProducts add(CrossProducts other) {
        for (int i = 0; i < lower.length; i++) {
            lower[i].add(other.lower[i]);
        }
        rows += other.rows;
        return this;
    }

    /** The same sums of columns 1 … m − 1 about what column 0 explains of them; about their means if that is constant. */
    public CrossProducts beyondFirst() {
        CrossProducts beyond = new CrossProducts(columns - 1);
        for (int i = 1; i < columns; i++) {
            Twofold slope = at(i, 0).dividedBy(at(0, 0));
            for (int j = 1; j <= i; j++) {
                beyond.at(i - 1, j - 1).add(at(i, j)).subtractProduct(slope, at(j, 0));
            }
        }
        beyond.rows = rows;
        return beyond;
    }

    /**
     * What is left of the last column's sum with column 0, beyond b times those of the columns between, divided by the
     * square of column 0: the intercept, if column 0 is constant 1 and b are slopes.
     */
    public double remainder(double[] b) {
        Twofold rest = new Twofold(at(columns - 1, 0));
        for (int j = 0; j < b.length; j++) {
            rest.subtractProduct(new Twofold(b[j]), at(j + 1, 0));
        }
        return rest.dividedBy(at(0, 0)).value();
    }

    /** The sums of some of the columns, in the order given. */
    public CrossProducts only(int... some) {
        CrossProducts only = new CrossProducts(some.length);
        for (int i = 0; i < some.length; i++) {
            for (int j = 0; j <= i; j++) {
                only.at(i, j).add(at(some[i], some[j]));
            }
        }
        only.rows = rows;
        return only;
    }

    /** Number of columns, m. */
    public int columns() {
        return columns;
    }

    /** Number of rows, n, each counted once whatever its weight. */
    public long rows() {
        return rows;
    }

    /** The sum of z_i·z_j over the rows. */
    public double get(int i, int j) {
        return at(i, j).value();
    }

    /** The number in row i and column j, all its digits; shared, not a copy. */
    Twofold at(int i, int j) {
        return i >= j ? lower[i * (i + 1) / 2 + j] : lower[j * (j + 1) / 2 + i];
    }

    private static void addProducts(Twofold sum, double[] x, double[] y) {
        for (int row = 0; row < x.length; row++) {
            sum.addProduct(x[row], y[row]);
        }
    }
}
