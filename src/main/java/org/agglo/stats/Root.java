package org.agglo.stats;

/** The triangular root L of a positive definite matrix A = L·L', rows and columns first brought to a diagonal of ones. */
final class Root {
    /** What rounding leaves of a square of length 1. */
    private static final double SINGULAR = 1e-14;

    private final double[][] l;
    private final double[] scale;

    private Root(double[][] l, double[] scale) {
        this.l = l;
        this.scale = scale;
    }

    /** Null if the matrix is not positive definite. */
    static Root of(SymmetricMatrix a) {
        int size = a.size();
        double[][] l = new double[size][size];
        double[] scale = new double[size];
        for (int i = 0; i < size; i++) {
            scale[i] = Math.sqrt(a.get(i, i));
            for (int j = 0; j <= i; j++) {
                double rest = a.get(i, j) / (scale[i] * scale[j]);
                for (int m = 0; m < j; m++) {
                    rest -= l[i][m] * l[j][m];
                }
                if (i == j && !(rest > SINGULAR)) {
                    return null;
                }
                l[i][j] = i == j ? Math.sqrt(rest) : rest / l[j][j];
            }
        }
        return new Root(l, scale);
    }

    /** L⁻¹·b. */
    double[] forward(double[] b) {
        double[] x = new double[b.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = b[i] / scale[i];
            for (int m = 0; m < i; m++) {
                x[i] -= l[i][m] * x[m];
            }
            x[i] /= l[i][i];
        }
        return x;
    }

    /** L'⁻¹·b. */
    double[] backward(double[] b) {
        double[] x = b.clone();
        for (int i = x.length - 1; i >= 0; i--) {
            for (int m = i + 1; m < x.length; m++) {
                x[i] -= l[m][i] * x[m];
            }
            x[i] /= l[i][i];
        }
        for (int i = 0; i < x.length; i++) {
            x[i] /= scale[i];
        }
        return x;
    }
}
