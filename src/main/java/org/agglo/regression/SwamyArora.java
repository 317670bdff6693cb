package org.agglo.regression;

import org.agglo.stats.Cholesky;
import org.agglo.stats.CrossProducts;

/**
 * The variance s²_u of the individual effects by Swamy and Arora (1972), from group means; both forms are the same in a
 * balanced panel.
 *
 * <p>Notation: n groups of T_i rows, N rows in all; z̄_i the 1 × K means of a group's regressors, the constant first; ȳ_i
 * the mean of its outcome; s²_e the variance left within groups. The matrices of cross-products have K + 1 columns, the
 * outcome last. Regressors that others explain between groups do not count in K.
 *
 * <p>A negative value is possible and is returned as it is.
 */
final class SwamyArora {
    /** Share of a column's length below which others explain it; the same as for the coefficients. */
    private static final double COLLINEAR = 1e-9;

    private SwamyArora() {}

    /**
     * Baltagi and Chang (1994): [Σ T_i·û_i² − (n − K)·s²_e] / {N − tr[(Σ T_i·z̄_i'z̄_i)⁻¹ Σ T_i²·z̄_i'z̄_i]}, û_i from the
     * regression of means weighted by T_i. What plm and Stata's {@code xtreg, re sa} compute.
     *
     * @param weighted cross-products of √T_i·(z̄_i, ȳ_i)
     * @param sums cross-products of T_i·(z̄_i, ȳ_i)
     * @param rows N
     */
    static double baltagiChang(CrossProducts weighted, CrossProducts sums, long rows, double idiosyncratic) {
        int k = weighted.columns() - 1;
        Cholesky factor = Cholesky.of(weighted, k, COLLINEAR);
        double[][] inverse = factor.inverse().toArray();
        double trace = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                trace += inverse[i][j] * sums.get(i, j);
            }
        }
        long df = weighted.rows() - factor.rank();
        return (factor.residual(weighted, k) - df * idiosyncratic) / (rows - trace);
    }

    /**
     * Harmonic: Σ û_i²/(n − K) − s²_e/T̄, T̄ = n/Σ(1/T_i), û_i from the unweighted regression of means. What Stata's
     * {@code xtreg, re} and linearmodels compute.
     *
     * @param means cross-products of (z̄_i, ȳ_i)
     * @param harmonicMean T̄
     */
    static double harmonic(CrossProducts means, double harmonicMean, double idiosyncratic) {
        int k = means.columns() - 1;
        Cholesky factor = Cholesky.of(means, k, COLLINEAR);
        return factor.residual(means, k) / (means.rows() - factor.rank()) - idiosyncratic / harmonicMean;
    }

    /** Coefficients that group means can tell apart: K. */
    static int rank(CrossProducts means) {
        return Cholesky.of(means, means.columns() - 1, COLLINEAR).rank();
    }
}
