package org.agglo.regression;

/**
 * The normal equations of several effects' coefficients with the largest block eliminated: S·α = r for the coefficients of the
 * others, S = Σ (D_f − P·D_f)'W·D_g with P the projection on the largest block.
 *
 * <p>S is gathered level by level of the largest block and factored once; pivots that are zero are passed over, and their
 * number is the exact number of redundant coefficients.
 */
final class LevelSystem implements LevelSolver {
    /** Share of a column's squared length below which nothing of it is left. */
    private static final double ZERO = 1e-9;

    private final EffectBlock largest;
    private final OtherBlocks others;
    private final Weights weights;
    private final double[][] factor;
    private final boolean[] kept;

    /**
     * @param largest eliminated
     * @param others in the order in which redundant coefficients are looked for
     */
    LevelSystem(EffectBlock largest, OtherBlocks others, Weights weights) {
        this.largest = largest;
        this.others = others;
        this.weights = weights;
        int size = others.size();
        this.factor = new double[size][];
        for (int i = 0; i < size; i++) {
            factor[i] = new double[i + 1];
        }
        this.kept = new boolean[size];
        gather();
        factorise(others.lengths());
    }

    /** Fills S. */
    private void gather() {
        int size = factor.length;
        int width = largest.numbers().length;
        double[][] products = new double[width][size];
        int[] touched = new int[size];
        boolean[] seen = new boolean[size];
        int[] at = new int[others.width()];
        double[] values = new double[others.width()];
        int[][] levels = largest.rows();
        for (int level = 0; level < levels.length; level++) {
            int found = 0;
            for (int row : levels[level]) {
                others.row(row, at, values);
                pairs(row, at, values);
                for (int e = 0; e < at.length; e++) {
                    if (!seen[at[e]]) {
                        seen[at[e]] = true;
                        touched[found++] = at[e];
                    }
                    for (int k = 0; k < width; k++) {
                        products[k][at[e]] += weights.of(row) * largest.value(k, row) * values[e];
                    }
                }
            }
            for (int k = 0; k < width; k++) {
                eliminate(products[k], largest.length(k, level), touched, found);
            }
            for (int a = 0; a < found; a++) {
                seen[touched[a]] = false;
            }
        }
    }

    /** Adds the row to D'WD. */
    private void pairs(int row, int[] at, double[] values) {
        for (int e = 0; e < at.length; e++) {
            for (int f = 0; f <= e; f++) {
                factor[Math.max(at[e], at[f])][Math.min(at[e], at[f])] += weights.of(row) * values[e] * values[f];
            }
        }
    }

    /** Takes off what one column of the largest block explains, and clears its products. */
    private void eliminate(double[] products, double length, int[] touched, int found) {
        for (int a = 0; a < found && length > 0; a++) {
            int i = touched[a];
            for (int b = 0; b < found; b++) {
                if (touched[b] <= i) {
                    factor[i][touched[b]] -= products[i] * products[touched[b]] / length;
                }
            }
        }
        for (int a = 0; a < found; a++) {
            products[touched[a]] = 0;
        }
    }

    private void factorise(double[] lengths) {
        for (int i = 0; i < factor.length; i++) {
            double[] own = factor[i];
            double pivot = own[i];
            for (int j = 0; j < i; j++) {
                double sum = own[j];
                double[] other = factor[j];
                for (int m = 0; m < j; m++) {
                    sum -= own[m] * other[m];
                }
                own[j] = kept[j] ? sum / other[j] : 0;
                pivot -= own[j] * own[j];
            }
            kept[i] = pivot > ZERO * lengths[i];
            own[i] = kept[i] ? Math.sqrt(pivot) : 0;
        }
    }

    /** How many of the coefficients between two numbers those before them and the largest block explain. */
    long redundant(int from, int to) {
        long redundant = 0;
        for (int i = from; i < to; i++) {
            redundant += kept[i] ? 0 : 1;
        }
        return redundant;
    }

    @Override
    public double[] solve(double[] r) {
        int size = factor.length;
        for (int i = 0; i < size; i++) {
            double sum = r[i];
            for (int j = 0; j < i; j++) {
                sum -= factor[i][j] * r[j];
            }
            r[i] = kept[i] ? sum / factor[i][i] : 0;
        }
        for (int i = size - 1; i >= 0; i--) {
            r[i] = kept[i] ? r[i] / factor[i][i] : 0;
            for (int j = 0; j < i; j++) {
                r[j] -= factor[i][j] * r[i];
            }
        }
        return r;
    }
}
