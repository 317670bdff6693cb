package org.agglo.regression;

import java.util.HashMap;
import java.util.Map;
import org.agglo.stats.CrossProducts;
import org.agglo.stats.SymmetricMatrix;

/**
 * The sandwich B·M·B of a bread B = (X'X)⁻¹ and a meat M of scores: the sums over rows, or over clusters of rows, of the
 * outer products of x·e.
 */
final class Sandwich {
    private final double[][] scores;
    private final SymmetricMatrix bread;

    Sandwich(Solution solution) {
        this.bread = solution.bread();
        this.scores = new double[solution.columns().length][];
        double[] residuals = solution.residuals();
        for (int j = 0; j < scores.length; j++) {
            scores[j] = solution.columns()[j].clone();
            for (int row = 0; row < residuals.length; row++) {
                scores[j][row] *= residuals[row];
            }
        }
    }

    /** Each row its own cluster: M = Σ e²·x·x'. */
    SymmetricMatrix ofRows() {
        return between(CrossProducts.of(scores));
    }

    /** M = Σ_g s_g·s_g', s_g the sum of x·e over cluster g. */
    SymmetricMatrix ofClusters(int[] codes, int clusters) {
        double[][] sums = new double[scores.length][clusters];
        for (int j = 0; j < scores.length; j++) {
            for (int row = 0; row < codes.length; row++) {
                sums[j][codes[row]] += scores[j][row];
            }
        }
        return between(CrossProducts.of(sums));
    }

    private SymmetricMatrix between(CrossProducts meat) {
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

    /** Codes of the pairs of levels that occur, numbered as they are met. */
    static int[] crossed(int[] a, int[] b) {
        Map<Long, Integer> pairs = new HashMap<>();
        int[] crossed = new int[a.length];
        for (int row = 0; row < a.length; row++) {
            long pair = ((long) a[row] << 32) | b[row];
            crossed[row] = pairs.computeIfAbsent(pair, key -> pairs.size());
        }
        return crossed;
    }
}
