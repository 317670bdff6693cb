package org.agglo.stats;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The eigenvalues λ of a symmetric matrix E relative to a positive definite V, |E − λV| = 0, from the least upwards, and their
 * vectors c: E·c = λ·V·c, c'Vc = 1.
 */
public final class RelativeEigenvalues {
    private final double[] values;
    private final double[][] vectors;

    private RelativeEigenvalues(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /** How many there are. */
    public int size() {
        return values.length;
    }

    /** The j-th least. */
    public double value(int j) {
        return values[j];
    }

    /** (k), its vector. */
    public double[] vector(int j) {
        return vectors[j].clone();
    }

    /** Null if V is not positive definite. */
    public static RelativeEigenvalues of(SymmetricMatrix e, SymmetricMatrix v) {
        Root root = Root.of(v);
        if (root == null) {
            return null;
        }
        int size = v.size();
        double[][] middle = white(root, transposed(white(root, e.toArray())));
        double[][] symmetric = SymmetricMatrix.of(middle).toArray();
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(symmetric, false));
        double[] values = new double[size];
        double[][] vectors = new double[size][];
        for (int j = 0; j < size; j++) {
            int descending = size - 1 - j;
            values[j] = eigen.getRealEigenvalue(descending);
            vectors[j] = root.backward(eigen.getEigenvector(descending).toArray());
        }
        return new RelativeEigenvalues(values, vectors);
    }

    private static double[][] white(Root root, double[][] columns) {
        double[][] white = new double[columns.length][];
        for (int j = 0; j < white.length; j++) {
            white[j] = root.forward(columns[j]);
        }
        return white;
    }

    private static double[][] transposed(double[][] square) {
        double[][] transposed = new double[square.length][square.length];
        for (int i = 0; i < square.length; i++) {
            for (int j = 0; j < square.length; j++) {
                transposed[j][i] = square[i][j];
            }
        }
        return transposed;
    }
}
