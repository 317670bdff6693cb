package org.agglo.regression;

import java.util.Arrays;
import org.agglo.stats.SymmetricMatrix;
import org.agglo.stats.Twofold;

/** Σ w·(s_a·s_b' + s_b·s_a') over pairs of score vectors, to 32 digits. */
final class PairSums {
    private final Twofold[][] sums;

    PairSums(int size) {
        this.sums = new Twofold[size][size];
        for (Twofold[] row : sums) {
            for (int j = 0; j < size; j++) {
                row[j] = new Twofold();
            }
        }
    }

    /** Adds s·s'. */
    void add(double[] score) {
        for (int i = 0; i < sums.length; i++) {
            for (int j = 0; j <= i; j++) {
                sums[i][j].addProduct(score[i], score[j]);
            }
        }
    }

    /** Adds w·(a·b' + b·a'). */
    void add(double weight, double[] a, double[] b) {
        for (int i = 0; i < sums.length; i++) {
            for (int j = 0; j <= i; j++) {
                sums[i][j].addProduct(weight * a[i], b[j]).addProduct(weight * b[i], a[j]);
            }
        }
    }

    SymmetricMatrix matrix() {
        double[][] matrix = new double[sums.length][sums.length];
        for (int i = 0; i < sums.length; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = sums[i][j].value();
            }
        }
        return SymmetricMatrix.of(matrix);
    }

    /** Σ (b − estimate)(b − estimate)' over others b of an estimate. */
    static SymmetricMatrix about(double[] estimate, double[][] others) {
        PairSums sum = new PairSums(estimate.length);
        for (double[] other : others) {
            double[] apart = new double[estimate.length];
            Arrays.setAll(apart, j -> other[j] - estimate[j]);
            sum.add(apart);
        }
        return sum.matrix();
    }

    /** (rows, columns) of an array by columns. */
    static double[][] byRow(double[][] columns) {
        int rows = columns.length == 0 ? 0 : columns[0].length;
        double[][] byRow = new double[rows][columns.length];
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < columns.length; j++) {
                byRow[row][j] = columns[j][row];
            }
        }
        return byRow;
    }
}
