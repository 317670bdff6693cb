package org.agglo.stats;

import java.util.Arrays;

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
