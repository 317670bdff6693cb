package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import org.agglo.stats.Twofold;

/**
 * The effects that share one column of levels, as a basis that is orthogonal within each level: q₁ = 1 if the levels have effects,
 * then each slope's column less what the columns before it explain of it there. Rows of different levels do not overlap, so
 * that the block is swept out level by level, exactly.
 *
 * <p>Its coefficients are numbered k·L + l, k the column of the basis and l the level, of L. A column that the ones before it
 * explain within a level, as a slope does that is constant there, is zero in it.
 */
final class EffectBlock {
    /** Share of a column's length within a level below which nothing of it is left. */
    private static final double TOLERANCE = 1e-9;

    private final Category levels;
    private final int[] numbers;
    private final Weights weights;
    private final int[][] rows;
    private final double[][] basis;
    private final double[][] lengths;
    private final double[] levelWeights;
    private final double[][][] explained;

    /**
     * @param effects of one column of levels, the levels themselves first if they are among them
     * @param numbers of the effects, as their user counts them
     */
    private EffectBlock(List<Effect> effects, int[] numbers, Weights weights) {
        this.levels = effects.get(0).levels();
        this.numbers = numbers;
        this.weights = weights;
        this.rows = Levels.rows(levels.codes(), levels.levels());
        this.basis = new double[effects.size()][];
        this.lengths = new double[effects.size()][levels.levels()];
        this.explained = new double[effects.size()][effects.size()][];
        this.levelWeights = new double[levels.levels()];
        for (int level = 0; level < rows.length; level++) {
            levelWeights[level] = length(null, rows[level]);
        }
        for (int k = 0; k < basis.length; k++) {
            if (effects.get(k).hasSlope()) {
                basis[k] = effects.get(k).slope().clone();
                orthogonalise(k);
            } else {
                lengths[k] = levelWeights;
            }
        }
    }

    /** The effects put together by their columns of levels, the blocks in the order of their first effects. */
    static List<EffectBlock> of(List<Effect> effects, Weights weights) {
        List<EffectBlock> blocks = new ArrayList<>();
        boolean[] taken = new boolean[effects.size()];
        for (int first = 0; first < taken.length; first++) {
            List<Integer> same = new ArrayList<>();
            for (int e = first; e < taken.length; e++) {
                if (!taken[e] && effects.get(e).levels() == effects.get(first).levels()) {
                    same.add(effects.get(e).hasSlope() ? same.size() : 0, e);
                    taken[e] = true;
                }
            }
            if (!same.isEmpty()) {
                blocks.add(new EffectBlock(
                        same.stream().map(effects::get).toList(),
                        same.stream().mapToInt(Integer::intValue).toArray(),
                        weights));
            }
        }
        return blocks;
    }

    /** Twice, since once leaves rounding of the size of what was taken off. */
    private void orthogonalise(int k) {
        double[] before = new double[rows.length];
        for (int level = 0; level < rows.length; level++) {
            before[level] = length(basis[k], rows[level]);
        }
        for (int m = 0; m < k; m++) {
            explained[k][m] = new double[rows.length];
        }
        for (int round = 0; round < 2; round++) {
            for (int m = 0; m < k; m++) {
                takeOff(basis[k], m, explained[k][m]);
            }
        }
        for (int level = 0; level < rows.length; level++) {
            double length = length(basis[k], rows[level]);
            lengths[k][level] = length > TOLERANCE * TOLERANCE * before[level] ? length : 0;
            for (int row : rows[level]) {
                basis[k][row] = lengths[k][level] == 0 ? 0 : basis[k][row];
            }
        }
    }

    private double length(double[] column, int[] of) {
        Twofold sum = new Twofold();
        for (int row : of) {
            double value = column == null ? 1 : column[row];
            sum.addProduct(weights.of(row), value, value);
        }
        return sum.value();
    }

    /** Takes basis column m off, level by level, and adds its coefficients. */
    private void takeOff(double[] column, int m, double[] coefficients) {
        for (int level = 0; level < rows.length; level++) {
            if (lengths[m][level] == 0) {
                continue;
            }
            double coefficient = product(column, m, rows[level]) / lengths[m][level];
            coefficients[level] += coefficient;
            for (int row : rows[level]) {
                column[row] -= coefficient * value(m, row);
            }
        }
    }

    /** Σ w·q·x over the rows of a level. */
    private double product(double[] column, int m, int[] of) {
        Twofold sum = new Twofold();
        if (basis[m] == null && weights.none()) {
            for (int row : of) {
                sum.add(column[row]);
            }
        } else {
            for (int row : of) {
                sum.addProduct(weights.of(row) * value(m, row), column[row]);
            }
        }
        return sum.value();
    }

    Category levels() {
        return levels;
    }

    /** The numbers of its effects, one for each column of the basis. */
    int[] numbers() {
        return numbers;
    }

    /** Number of coefficients. */
    int size() {
        return basis.length * rows.length;
    }

    /** The rows of each level; shared. */
    int[][] rows() {
        return rows;
    }

    /** Of basis column k in a row. */
    double value(int k, int row) {
        return basis[k] == null ? 1 : basis[k][row];
    }

    /** Σ w·q² of basis column k over a level; 0 where it is zero. */
    double length(int k, int level) {
        return lengths[k][level];
    }

    /** Σ w over a level. */
    double weight(int level) {
        return levelWeights[level];
    }

    /** Levels in which the columns before it explain basis column k. */
    long redundant(int k) {
        long redundant = 0;
        for (double length : lengths[k]) {
            redundant += length == 0 ? 1 : 0;
        }
        return redundant;
    }

    /** Sweeps the block out of the column, in place. Its coefficients, a new array. */
    double[] sweep(double[] column) {
        double[] coefficients = new double[size()];
        for (int round = 0; round < (basis.length == 1 ? 1 : 2); round++) {
            for (int k = 0; k < basis.length; k++) {
                double[] own = new double[rows.length];
                takeOff(column, k, own);
                for (int level = 0; level < own.length; level++) {
                    coefficients[k * rows.length + level] += own[level];
                }
            }
        }
        return coefficients;
    }

    /** Adds Σ w·q·x of each coefficient's column to the sums from {@code start} on. */
    void addSums(double[] column, double[] sums, int start) {
        int[] codes = levels.codes();
        for (int k = 0; k < basis.length; k++) {
            int from = start + k * rows.length;
            for (int row = 0; row < column.length; row++) {
                sums[from + codes[row]] += weights.of(row) * value(k, row) * column[row];
            }
        }
    }

    /** Takes the coefficients, from {@code start} on, times their columns off. */
    void subtract(double[] column, double[] coefficients, int start) {
        int[] codes = levels.codes();
        for (int k = 0; k < basis.length; k++) {
            int from = start + k * rows.length;
            for (int row = 0; row < column.length; row++) {
                column[row] -= value(k, row) * coefficients[from + codes[row]];
            }
        }
    }

    /** Room for the coefficients of its effects. */
    void fill(double[][] found) {
        for (int number : numbers) {
            found[number] = new double[rows.length];
        }
    }

    /**
     * The effects' own coefficients from those of the basis.
     *
     * @param start where the block's coefficients are
     * @param found filled under the effects' numbers, by level; 0 where redundant
     */
    void recover(double[] coefficients, int start, double[][] found) {
        for (int level = 0; level < rows.length; level++) {
            double[] own = new double[basis.length];
            for (int k = basis.length - 1; k >= 0; k--) {
                own[k] += coefficients[start + k * rows.length + level];
                for (int m = 0; m < k && lengths[k][level] > 0; m++) {
                    own[m] -= own[k] * explained[k][m][level];
                }
            }
            for (int k = 0; k < own.length; k++) {
                found[numbers[k]][level] = lengths[k][level] > 0 ? own[k] : 0;
            }
        }
    }
}
