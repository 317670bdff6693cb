package org.agglo.stats;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/** A symmetric k × k matrix that does not change; the lower triangle is kept, row by row. */
public final class SymmetricMatrix {
    private final int size;
    private final double[] lower;

    private SymmetricMatrix(int size, double[] lower) {
        this.size = size;
        this.lower = lower;
    }

    /** From the lower triangle of a square array; what is above the diagonal is not read. */
    public static SymmetricMatrix of(double[][] square) {
        int size = square.length;
        double[] lower = new double[size * (size + 1) / 2];
        for (int i = 0; i < size; i++) {
            System.arraycopy(square[i], 0, lower, i * (i + 1) / 2, i + 1);
        }
        return new SymmetricMatrix(size, lower);
    }

    /** Number of rows, k. */
    public int size() {
        return size;
    }

    /** The element in row i and column j, counted from 0. */
    public double get(int i, int j) {
        return i >= j ? lower[i * (i + 1) / 2 + j] : lower[j * (j + 1) / 2 + i];
    }

    /** Every element times the number. */
    public SymmetricMatrix times(double factor) {
        return new SymmetricMatrix(
                size, Arrays.stream(lower).map(value -> value * factor).toArray());
    }

    /** The sum with a matrix of the same size. */
    public SymmetricMatrix plus(SymmetricMatrix other) {
        if (other.size != size) {
            throw new IllegalArgumentException("Sizes differ: %d and %d".formatted(size, other.size));
        }
        double[] sum = lower.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.lower[i];
        }
        return new SymmetricMatrix(size, sum);
    }

    /** The nearest matrix without negative eigenvalues: those are set to zero. */
    public SymmetricMatrix withoutNegativeEigenvalues() {
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(toArray(), false));
        double[][] clipped = new double[size][size];
        for (int m = 0; m < size; m++) {
            double value = Math.max(eigen.getRealEigenvalue(m), 0);
            double[] vector = eigen.getEigenvector(m).toArray();
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    clipped[i][j] += value * vector[i] * vector[j];
                }
            }
        }
        return of(clipped);
    }

    /**
     * L⁻¹ times each column, A = L·L': columns whose covariance is A become uncorrelated, with variance 1.
     *
     * @param columns each of k
     * @return null if the matrix is not positive definite
     */
    public double[][] whitened(double[][] columns) {
        Root root = Root.of(this);
        if (root == null) {
            return null;
        }
        double[][] white = new double[columns.length][];
        for (int j = 0; j < white.length; j++) {
            white[j] = root.forward(columns[j]);
        }
        return white;
    }

    /** A k × k copy. */
    public double[][] toArray() {
        double[][] square = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                square[i][j] = get(i, j);
            }
        }
        return square;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SymmetricMatrix that && Arrays.equals(lower, that.lower);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lower);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(toArray());
    }
}
