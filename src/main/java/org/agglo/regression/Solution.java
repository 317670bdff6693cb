package org.agglo.regression;

import java.util.Arrays;
import org.agglo.stats.Cholesky;
import org.agglo.stats.SymmetricMatrix;

/**
 * Least squares of a design: all that a covariance needs to see.
 *
 * <p>Columns are the regressors of the design, a column of ones before them if it was centred. The coefficients are those of
 * these columns, so the first is then the outcome's mean, not yet the intercept. With weights the bread is (X'WX)⁻¹ and a row's
 * score w·x·u; columns and residuals are not weighted themselves.
 */
final class Solution {
    private final Design design;
    private final double[] slopes;
    private final double[][] columns;
    private final SymmetricMatrix bread;
    private final double[] residuals;
    private final double rss;
    private final double correction;

    private Solution(
            Design design,
            double[] slopes,
            double[][] columns,
            SymmetricMatrix bread,
            double[] residuals,
            double rss,
            double correction) {
        this.design = design;
        this.slopes = slopes;
        this.columns = columns;
        this.bread = bread;
        this.residuals = residuals;
        this.rss = rss;
        this.correction = correction;
    }

    /**
     * Of a design whose regressors can be told apart. The fitter's slopes are brought closer once, by the cross-products'
     * 32 digits, so that all fitters end in the same numbers.
     */
    static Solution of(Design design, Fitter fitter) {
        int k = design.x().length;
        Cholesky factor = Cholesky.of(design.products(), k, 0);
        double[] found = fitter.slopes(design, factor);
        double[] slopes = factor.refined(design.products(), k, found);
        double[][] columns = design.x();
        SymmetricMatrix bread = factor.inverse();
        if (design.intercept()) {
            double[] ones = new double[design.rows()];
            Arrays.fill(ones, 1);
            columns = new double[k + 1][];
            columns[0] = ones;
            System.arraycopy(design.x(), 0, columns, 1, k);
            bread = bordered(bread, 1.0 / design.totalWeight());
        }
        double rss = factor.residual(design.products(), k);
        return new Solution(
                design, slopes, columns, bread, residuals(design, slopes), rss, correction(design, found, slopes));
    }

    private static SymmetricMatrix bordered(SymmetricMatrix inner, double corner) {
        double[][] square = new double[inner.size() + 1][inner.size() + 1];
        square[0][0] = corner;
        for (int i = 0; i < inner.size(); i++) {
            for (int j = 0; j < inner.size(); j++) {
                square[i + 1][j + 1] = inner.get(i, j);
            }
        }
        return SymmetricMatrix.of(square);
    }

    /** The largest change that bringing closer made, as a share of the outcome's length. */
    private static double correction(Design design, double[] found, double[] slopes) {
        double most = 0;
        for (int j = 0; j < slopes.length; j++) {
            most = Math.max(most, Math.abs(slopes[j] - found[j]) * design.length(j));
        }
        return most / design.length(slopes.length);
    }

    double correction() {
        return correction;
    }

    private static double[] residuals(Design design, double[] slopes) {
        double[] residuals = design.y().clone();
        for (int j = 0; j < slopes.length; j++) {
            double[] column = design.x()[j];
            for (int row = 0; row < residuals.length; row++) {
                residuals[row] = Math.fma(-slopes[j], column[row], residuals[row]);
            }
        }
        return residuals;
    }

    /**
     * The same slopes and bread with other residuals: those of the structural equation, where the columns are projections.
     *
     * @param residuals (n)
     * @param rss Σ w·u²
     */
    Solution withResiduals(double[] residuals, double rss) {
        return new Solution(design, slopes, columns, bread, residuals, rss, correction);
    }

    /** n of the small-sample rules: the rows, or what they stand for under frequency weights. */
    long observations() {
        return design.observations();
    }

    Weights weights() {
        return design.weights();
    }

    /** (p, n), w·x·u; a new array. */
    double[][] scores() {
        return columnsTimes(weights().times(residuals));
    }

    /** (p, n), the score of one of the rows that a row stands for under frequency weights; a new array. */
    double[][] scoresOfOne() {
        return columnsTimes(weights().timesOne(residuals));
    }

    private double[][] columnsTimes(double[] factor) {
        double[][] times = new double[columns.length][];
        for (int j = 0; j < times.length; j++) {
            times[j] = columns[j].clone();
            for (int row = 0; row < factor.length; row++) {
                times[j][row] *= factor[row];
            }
        }
        return times;
    }

    /** Its scores, summed where the rows are. */
    Sandwich sandwich() {
        return design.sandwich(this);
    }

    /** (k), without the constant. */
    double[] slopes() {
        return slopes;
    }

    /** The constant where the regressors are 0: the outcome's mean less their means times the slopes. */
    double intercept() {
        return design.intercept(slopes);
    }

    /** (p, n), p = k, or k + 1 with the column of ones first; shared. */
    double[][] columns() {
        return columns;
    }

    /** (p, p), the inverse of the columns' weighted cross-products. */
    SymmetricMatrix bread() {
        return bread;
    }

    /** (n), u, not weighted; shared. */
    double[] residuals() {
        return residuals;
    }

    /** Σ w·u², from the cross-products. */
    double rss() {
        return rss;
    }

    Design design() {
        return design;
    }
}
