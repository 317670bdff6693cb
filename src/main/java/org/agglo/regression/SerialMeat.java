package org.agglo.regression;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.agglo.regression.Vcov.Gaps;
import org.agglo.stats.SymmetricMatrix;

/**
 * Meats of scores that are correlated over time: Σ_{j = 0 … lag} (1 − j/(lag + 1))·(Γ_j + Γ_j'), Γ_j the sum of the products of
 * scores that are j periods apart, Γ_0 once. Within units that is Newey and West (1987, <i>Econometrica</i> 55(3), 703–708); of the
 * sums by period it is Driscoll and Kraay (1998, <i>Review of Economics and Statistics</i> 80(4), 549–560).
 */
final class SerialMeat {
    private final String spec;
    private final Category time;
    private final Gaps gaps;
    private final Periods periods;
    private final int lag;

    /** @param gaps not {@code USUAL} */
    SerialMeat(String spec, Category time, Gaps gaps, int lag) {
        this.spec = spec;
        this.time = time;
        this.gaps = gaps;
        this.periods = Periods.of(spec, time, gaps);
        this.lag = lag;
    }

    /** @param cells (T, p), the scores summed by period */
    SymmetricMatrix acrossUnits(double[][] cells) {
        PairSums pairs = new PairSums(cells[0].length);
        int[] order = sorted(IntStream.range(0, cells.length), Comparator.comparingLong(periods::place));
        for (int level : order) {
            pairs.add(cells[level]);
        }
        addLags(
                pairs,
                cells,
                order,
                Arrays.stream(order).mapToLong(periods::place).toArray());
        return pairs.matrix();
    }

    /**
     * @param scores (p, n)
     * @param unit null if all rows are one unit
     * @throws NotEstimableException if a unit has two rows of one period
     */
    SymmetricMatrix withinUnits(double[][] scores, Category unit) {
        PairSums pairs = new PairSums(scores.length);
        double[][] cells = PairSums.byRow(scores);
        for (double[] cell : cells) {
            pairs.add(cell);
        }
        addWithinUnits(pairs, cells, unit);
        return pairs.matrix();
    }

    /** Adds the products of different rows of a unit. */
    void addWithinUnits(PairSums pairs, double[][] cells, Category unit) {
        int[][] units = unit == null
                ? new int[][] {IntStream.range(0, cells.length).toArray()}
                : Levels.rows(unit.codes(), unit.levels());
        int[] codes = time.codes();
        for (int u = 0; u < units.length; u++) {
            int[] order = sorted(
                    Arrays.stream(units[u]), Comparator.comparingLong((Integer row) -> periods.place(codes[row])));
            requireOneRowEach(
                    order,
                    unit == null
                            ? ""
                            : " of %s %s".formatted(unit.name(), unit.labels().get(u)));
            long[] places = gaps == Gaps.ROWS
                    ? IntStream.range(0, order.length).mapToLong(i -> i).toArray()
                    : Arrays.stream(order)
                            .mapToLong(row -> periods.place(codes[row]))
                            .toArray();
            addLags(pairs, cells, order, places);
        }
    }

    private void addLags(PairSums pairs, double[][] cells, int[] order, long[] places) {
        for (int i = 0; i < order.length; i++) {
            for (int j = i - 1; j >= 0 && places[i] - places[j] <= lag; j--) {
                double weight = 1 - (places[i] - places[j]) / (lag + 1.0);
                pairs.add(weight, cells[order[i]], cells[order[j]]);
            }
        }
    }

    private void requireOneRowEach(int[] order, String of) {
        int[] codes = time.codes();
        for (int i = 1; i < order.length; i++) {
            if (codes[order[i]] == codes[order[i - 1]]) {
                throw new NotEstimableException(
                        "%s: two rows%s stand in %s %s; name units that have one row a period, or take dk(%s), which may have more"
                                .formatted(spec, of, time.name(), time.labels().get(codes[order[i]]), time.name()));
            }
        }
    }

    private static int[] sorted(IntStream rows, Comparator<Integer> order) {
        return rows.boxed().sorted(order).mapToInt(Integer::intValue).toArray();
    }
}
