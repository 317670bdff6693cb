package org.agglo.stats;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The quadratic form d'·M⁻¹·d of a symmetric matrix that need not be positive definite, such as a difference of two
 * covariances: computed from the eigenvalues of the scaled matrix, with its generalised inverse where it is singular.
 *
 * @param value Σ (v_j'·d)²/λ_j over the eigenvalues λ_j that are not zero; negative terms and all
 * @param rank number of eigenvalues that are not zero
 * @param lowest the lowest eigenvalue of D·M·D, D = diag(scale)^(−1/2)
 * @param outside the share of d's squared length (scaled) that lies where M is zero; 0 if M has full rank
 */
public record QuadraticForm(double value, int rank, double lowest, double outside) {
    /** An eigenvalue of the scaled matrix this small is what rounding leaves of zero. */
    private static final double ZERO = 1e-12;

    /**
     * Of d and M.
     *
     * @param d k numbers
     * @param m k × k
     * @param scale k positive numbers of the size of M's diagonal, in which its eigenvalues are measured
     */
    public static QuadraticForm of(double[] d, SymmetricMatrix m, double[] scale) {
        int k = d.length;
        double[][] scaled = new double[k][k];
        double[] unit = new double[k];
        for (int i = 0; i < k; i++) {
            unit[i] = d[i] / Math.sqrt(scale[i]);
            for (int j = 0; j < k; j++) {
                scaled[i][j] = m.get(i, j) / Math.sqrt(scale[i]) / Math.sqrt(scale[j]);
            }
        }
        return sum(unit, new EigenDecomposition(new Array2DRowRealMatrix(scaled, false)));
    }

    private static QuadraticForm sum(double[] unit, EigenDecomposition eigen) {
        double value = 0;
        double length = 0;
        double outside = 0;
        double lowest = Double.POSITIVE_INFINITY;
        int rank = 0;
        for (int j = 0; j < unit.length; j++) {
            double lambda = eigen.getRealEigenvalue(j);
            double share = 0;
            for (int i = 0; i < unit.length; i++) {
                share += eigen.getEigenvector(j).getEntry(i) * unit[i];
            }
            lowest = Math.min(lowest, lambda);
            length += share * share;
            if (Math.abs(lambda) > ZERO) {
                value += share * share / lambda;
                rank++;
            } else {
                outside += share * share;
            }
        }
        return new QuadraticForm(value, rank, lowest, length > 0 ? outside / length : 0);
    }
}
