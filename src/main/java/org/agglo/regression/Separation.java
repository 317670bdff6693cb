package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows on which the Poisson likelihood has no maximum: where a combination z of regressors and effects is zero in every row of a
 * positive outcome and not negative elsewhere, the mean of the rows with z > 0 can fall to zero for ever. Those rows say nothing of
 * the other parameters and are left out (Correia, Guimarães and Zylkin 2019, arXiv 1903.01633).
 *
 * <p>First the levels of effects in which the outcome is zero throughout, again and again until there are none; then what regressors
 * and effects separate together, by the {@link Rectifier}.
 */
final class Separation {
    private final Formula formula;
    private final List<String> notes = new ArrayList<>();
    private Sample sample;

    private Separation(Formula formula, Sample sample) {
        this.formula = formula;
        this.sample = sample;
    }

    /** Which rows are looked for. */
    enum Search {
        /** None. */
        NONE,
        /** Levels without a positive outcome. */
        EFFECTS,
        /** These, and what regressors separate. */
        ALL
    }

    /**
     * @param sample what is left
     * @param notes what could not be decided, in sentences
     */
    record Left(Sample sample, List<String> notes) {}

    /** @throws NotEstimableException if the outcome is zero in all rows */
    static Left of(Formula formula, Sample sample, Search search) {
        Separation separation = new Separation(formula, sample);
        if (search != Search.NONE) {
            separation.levels();
            while (search == Search.ALL && separation.regressors()) {
                separation.levels();
            }
        }
        return new Left(separation.sample, separation.notes);
    }

    /** Leaves out levels of zeros until there are none. */
    private void levels() {
        boolean more = true;
        while (more) {
            more = false;
            for (int f = 0; f < sample.effects(formula.effects()).size(); f++) {
                Effect effect = sample.effects(formula.effects()).get(f);
                if (!effect.hasSlope()) {
                    more |= leaveOut(zeros(effect.levels(), sample.outcome()), "only zeros in " + effect.name());
                }
            }
        }
    }

    /** Whether each row is in a level without a positive outcome. */
    private static boolean[] zeros(Category levels, double[] y) {
        boolean[] positive = new boolean[levels.levels()];
        for (int row = 0; row < y.length; row++) {
            positive[levels.codes()[row]] |= y[row] > 0;
        }
        boolean[] zeros = new boolean[y.length];
        for (int row = 0; row < y.length; row++) {
            zeros[row] = !positive[levels.codes()[row]];
        }
        return zeros;
    }

    /** Whether rows were left out. */
    private boolean regressors() {
        Rectifier rectifier = new Rectifier(formula, sample);
        Rectifier.Found found = rectifier.separated();
        if (!found.decided()) {
            notes.add("Whether regressors separate zeros could not be decided in %,d rounds"
                    .formatted(Rectifier.MOST_ROUNDS));
        }
        return leaveOut(found.rows(), "separated by " + Words.and(found.terms()));
    }

    private boolean leaveOut(boolean[] out, String reason) {
        int lost = 0;
        for (boolean row : out) {
            lost += row ? 1 : 0;
        }
        if (lost == 0) {
            return false;
        }
        int[] kept = new int[out.length - lost];
        int next = 0;
        for (int row = 0; row < out.length; row++) {
            if (!out[row]) {
                kept[next++] = row;
            }
        }
        sample = sample.only(kept, reason);
        return true;
    }
}
