package org.agglo.stats;

/** The quadratic form b'V⁻¹b of estimates and their covariance. */
public final class Wald {
    private Wald() {}

    /**
     * b'V⁻¹b; NaN if V is not positive definite, so that the hypotheses cannot be tested together.
     *
     * @param b (k)
     * @param v (k, k)
     */
    public static double statistic(double[] b, SymmetricMatrix v) {
        Root root = Root.of(v);
        if (root == null) {
            return Double.NaN;
        }
        double statistic = 0;
        for (double white : root.forward(b)) {
            statistic += white * white;
        }
        return statistic;
    }
}
