package org.agglo.regression;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agglo.stats.CrossProducts;

/** The sandwich of rows on the driver. */
final class RowSandwich extends Sandwich {
    private final Solution solution;
    private final double[] blown;
    private final double[][] scores;

    RowSandwich(Solution solution) {
        this(solution, null);
    }

    /** @param blown (n) what each row's residual is multiplied with; null if nothing */
    RowSandwich(Solution solution, double[] blown) {
        super(solution.bread());
        this.solution = solution;
        this.blown = blown;
        this.scores = times(solution.scores(), blown);
    }

    private static double[][] times(double[][] scores, double[] blown) {
        for (double[] column : scores) {
            for (int row = 0; blown != null && row < column.length; row++) {
                column[row] *= blown[row];
            }
        }
        return scores;
    }

    @Override
    double[][] scores(Vcov vcov) {
        return scores;
    }

    @Override
    LevelSums sumsBy(Category column) {
        return new LevelSums(column, List.of(PairSums.byRow(sums(scores, column.codes(), column.levels()))));
    }

    @Override
    CrossProducts meatOfRows() {
        return solution.weights().kind() == Weights.Kind.FREQUENCY
                ? solution.weights().copies().crossProducts(times(solution.scoresOfOne(), blown))
                : CrossProducts.of(scores);
    }

    @Override
    CrossProducts meatOfClusters(List<Category> crossed) {
        int[] codes = crossed.get(0).codes();
        for (Category category : crossed.subList(1, crossed.size())) {
            codes = crossed(codes, category.codes());
        }
        return CrossProducts.of(sums(scores, codes, Arrays.stream(codes).max().orElse(-1) + 1));
    }

    /** (p, levels), the sums of the rows of each level. */
    static double[][] sums(double[][] scores, int[] codes, int levels) {
        double[][] sums = new double[scores.length][levels];
        for (int j = 0; j < scores.length; j++) {
            for (int row = 0; row < codes.length; row++) {
                sums[j][codes[row]] += scores[j][row];
            }
        }
        return sums;
    }

    /** Codes of the pairs of levels that occur, numbered as they are met. */
    private static int[] crossed(int[] a, int[] b) {
        Map<Long, Integer> pairs = new HashMap<>();
        int[] crossed = new int[a.length];
        for (int row = 0; row < a.length; row++) {
            long pair = ((long) a[row] << 32) | b[row];
            crossed[row] = pairs.computeIfAbsent(pair, key -> pairs.size());
        }
        return crossed;
    }
}
