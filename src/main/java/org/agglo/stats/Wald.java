package org.agglo.stats;

/** The quadratic form b'V⁻¹b of estimates and their covariance. */
public final class Wald {
    private static final double SINGULAR = 1e-14;

    private Wald() {}

    /**
     * b'V⁻¹b; NaN if V is not positive definite, so that the hypotheses cannot be tested together.
     *
     * @param b (k)
     * @param v (k, k)
     */
    public static double statistic(double[] b, SymmetricMatrix v) {
        int size = b.length;
        double[][] l = new double[size][size];
        double[] forward = new double[size];
        double statistic = 0;
        for (int i = 0; i < size; i++) {
            double scale = Math.sqrt(v.get(i, i));
            forward[i] = b[i] / scale;
            for (int j = 0; j <= i; j++) {
                double rest = v.get(i, j) / (scale * Math.sqrt(v.get(j, j)));
                for (int m = 0; m < j; m++) {
                    rest -= l[i][m] * l[j][m];
                }
                l[i][j] = i == j ? Math.sqrt(rest > SINGULAR ? rest : Double.NaN) : rest / l[j][j];
            }
            for (int m = 0; m < i; m++) {
                forward[i] -= l[i][m] * forward[m];
            }
            forward[i] /= l[i][i];
            statistic += forward[i] * forward[i];
        }
        return statistic;
    }
}
