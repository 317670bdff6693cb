package org.agglo.regression;

import java.util.List;

/**
 * The normal equations of several effects' levels with the largest effect eliminated: S·α = r for the levels of the others,
 * S = Σ (D_f − P·D_f)'W·D_g with P the means of the largest effect.
 *
 * <p>S is gathered level by level of the largest effect and factored once; pivots that are zero are passed over, and their
 * number is the exact number of redundant levels.
 */
final class LevelSystem implements LevelSolver {
    /** Share of a level's rows below which nothing of its column is left. */
    private static final double ZERO = 1e-9;

    private final List<Category> others;
    private final Weights weights;
    private final int[] starts;
    private final double[][] factor;
    private final boolean[] kept;

    /**
     * @param largest eliminated
     * @param others in the order in which redundant levels are looked for
     */
    LevelSystem(Category largest, List<Category> others, Weights weights) {
        this.others = others;
        this.weights = weights;
        this.starts = starts(others);
        int size = starts[others.size()];
        this.factor = new double[size][];
        for (int i = 0; i < size; i++) {
            factor[i] = new double[i + 1];
        }
        this.kept = new boolean[size];
        double[] rows = gather(largest);
        factorise(rows);
    }

    static int[] starts(List<Category> effects) {
        int[] starts = new int[effects.size() + 1];
        for (int f = 0; f < effects.size(); f++) {
            starts[f + 1] = starts[f] + effects.get(f).levels();
        }
        return starts;
    }

    /** Fills S and gives the weight of each level. */
    private double[] gather(Category largest) {
        int size = factor.length;
        double[] rows = new double[size];
        double[] counts = new double[size];
        int[] touched = new int[size];
        for (int[] level : Levels.rows(largest.codes(), largest.levels())) {
            int found = 0;
            double whole = 0;
            for (int row : level) {
                whole += weights.of(row);
                found = pairs(row, counts, touched, found);
            }
            for (int a = 0; a < found; a++) {
                int i = touched[a];
                rows[i] += counts[i];
                for (int b = 0; b < found; b++) {
                    if (touched[b] <= i) {
                        factor[i][touched[b]] -= counts[i] * counts[touched[b]] / whole;
                    }
                }
            }
            for (int a = 0; a < found; a++) {
                counts[touched[a]] = 0;
            }
        }
        return rows;
    }

    /** Adds the row to the cross-tabulations and to the counts of the levels it has. */
    private int pairs(int row, double[] counts, int[] touched, int found) {
        int next = found;
        for (int f = 0; f < others.size(); f++) {
            int i = starts[f] + others.get(f).codes()[row];
            if (counts[i] == 0) {
                touched[next++] = i;
            }
            counts[i] += weights.of(row);
            for (int g = 0; g <= f; g++) {
                factor[i][starts[g] + others.get(g).codes()[row]] += weights.of(row);
            }
        }
        return next;
    }

    private void factorise(double[] rows) {
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
            kept[i] = pivot > ZERO * rows[i];
            own[i] = kept[i] ? Math.sqrt(pivot) : 0;
        }
    }

    /** Levels of effect f that the effects before it and the largest explain. */
    long redundant(int f) {
        long redundant = 0;
        for (int i = starts[f]; i < starts[f + 1]; i++) {
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
