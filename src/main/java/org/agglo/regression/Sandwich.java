package org.agglo.regression;

import java.util.List;
import org.agglo.stats.CrossProducts;
import org.agglo.stats.SymmetricMatrix;

/**
 * The sandwich B·M·B of a bread B = (X'WX)⁻¹ and a meat M of scores: the sums over rows, or over clusters of rows, of the
 * outer products of w·x·e. Where the rows are is left to those who extend it.
 */
abstract class Sandwich {
    private final SymmetricMatrix bread;

    Sandwich(SymmetricMatrix bread) {
        this.bread = bread;
    }

    /** M = Σ w²·e²·x·x'; Σ w·e²·x·x' with frequency weights, where a row stands for w rows. */
    abstract CrossProducts meatOfRows();

    /** M = Σ_g s_g·s_g', s_g the sum of w·x·e over the rows of g, the rows that share a level in each of the columns. */
    abstract CrossProducts meatOfClusters(List<Category> crossed);

    /** Scores summed by the levels of a column. */
    abstract LevelSums sumsBy(Category column);

    /**
     * Levels and what was summed of each.
     *
     * @param levels the column, or only its levels where the rows stay elsewhere
     * @param sums (levels, p)
     */
    record LevelSums(Category levels, List<double[]> sums) {}

    /**
     * (p, n), the scores themselves.
     *
     * @throws NotEstimableException where they are not on the driver
     */
    abstract double[][] scores(Vcov vcov);

    /** Each row its own cluster. */
    final SymmetricMatrix ofRows() {
        return between(matrix(meatOfRows()));
    }

    final SymmetricMatrix ofClusters(List<Category> crossed) {
        return between(matrix(meatOfClusters(crossed)));
    }

    private static SymmetricMatrix matrix(CrossProducts products) {
        double[][] matrix = new double[products.columns()][products.columns()];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = products.get(i, j);
            }
        }
        return SymmetricMatrix.of(matrix);
    }

    final SymmetricMatrix between(SymmetricMatrix meat) {
        int size = bread.size();
        double[][] half = new double[size][size];
        double[][] whole = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (int m = 0; m < size; m++) {
                    half[i][j] += bread.get(i, m) * meat.get(m, j);
                }
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                for (int m = 0; m < size; m++) {
                    whole[i][j] += half[i][m] * bread.get(m, j);
                }
            }
        }
        return SymmetricMatrix.of(whole);
    }
}
