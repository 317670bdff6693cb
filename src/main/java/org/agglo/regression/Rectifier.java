package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.agglo.stats.CrossProducts;

/**
 * The iterative rectifier of Correia, Guimarães and Zylkin (2019, arXiv 1903.01633, section 4): whether some combination z of
 * regressors and effects is zero where the outcome is positive, and elsewhere not negative and not zero throughout. Starting from
 * u = 1 in the rows of zeros, u is projected on the combinations that are zero where the outcome is positive, and what is negative is
 * set to zero, again and again. Along the way the rows where u is clearly positive are tried alone: a combination that is zero in all
 * others and positive in these is a proof.
 *
 * <p>If there is such a z, then z'u never falls, so that the largest element of the projection stays at 1 or more: once it is below,
 * there is none. Nor is there one if regressors and effects have the same rank in the rows of positive outcomes as in all.
 */
final class Rectifier {
    static final int MOST_ROUNDS = 1_000;

    private static final double NONE_BELOW = 1 - 1e-6;
    private static final double POSITIVE = 1e-6;
    private static final double CANDIDATE = 1e-3;

    /** How much larger than the most negative element one has to be to be tried. */
    private static final double CLEARLY = 10;

    private static final double TAKES_PART = 1e-6;

    private final Formula formula;
    private final Sample sample;
    private final boolean[] positive;

    /**
     * @param rows (n), those with z > 0
     * @param terms the regressors that take part in z; the effects if none does
     * @param decided whether it is certain that there are no others of the same kind
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    record Found(boolean[] rows, List<String> terms, boolean decided) {}

    Rectifier(Formula formula, Sample sample) {
        this.formula = formula;
        this.sample = sample;
        double[] y = sample.outcome();
        this.positive = new boolean[y.length];
        for (int row = 0; row < y.length; row++) {
            positive[row] = y[row] > 0;
        }
    }

    /** Some of the rows that are separated, if any are: what is left has to be asked again. */
    Found separated() {
        int[] rows =
                IntStream.range(0, positive.length).filter(row -> positive[row]).toArray();
        if (rows.length == positive.length || sameRank(rows)) {
            return none(true);
        }
        PinnedProjection projection = new PinnedProjection(formula, sample, positive);
        double[] u = new double[positive.length];
        Arrays.fill(u, 1);
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            double[] fit = projection.fit(u);
            if (most(fit) < NONE_BELOW) {
                return none(true);
            }
            if (Integer.bitCount(round) == 1 || least(fit) >= -PinnedProjection.ZERO) {
                double[] z = certified(fit, Math.max(CANDIDATE, CLEARLY * -least(fit)));
                if (z != null) {
                    return new Found(above(z, POSITIVE), terms(z), true);
                }
            }
            for (int row = 0; row < u.length; row++) {
                u[row] = positive[row] ? 0 : Math.max(fit[row], 0);
            }
        }
        return none(false);
    }

    private Found none(boolean decided) {
        return new Found(new boolean[positive.length], List.of(), decided);
    }

    /** A count of levels that is not exact decides nothing. */
    private boolean sameRank(int[] rows) {
        long all = rank(sample);
        return all >= 0 && all == rank(sample.only(rows, ""));
    }

    /** Parameters that can be told apart; −1 if they are not counted exactly. */
    private long rank(Sample some) {
        List<Effect> effects = some.effects(formula.effects());
        Absorber absorber = Absorbers.of(effects, Weights.NONE);
        if (!absorber.caveat().isEmpty()) {
            return -1;
        }
        double[][] x = Arrays.copyOf(some.regressors(), formula.terms().size());
        Design design = Fits.design(formula, labels(), some.outcome(), x, absorber, Weights.NONE);
        int kept = new Selection(design, x, effects).kept().length;
        return new Freedom(kept + (formula.intercept() ? 1 : 0), effects, absorber.redundant()).parameters();
    }

    private List<String> labels() {
        return formula.terms().stream().map(Expression::label).toList();
    }

    private double most(double[] fit) {
        double most = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < fit.length; row++) {
            most = Math.max(most, positive[row] ? most : fit[row]);
        }
        return most;
    }

    private double least(double[] fit) {
        double least = Double.POSITIVE_INFINITY;
        for (int row = 0; row < fit.length; row++) {
            least = Math.min(least, positive[row] ? least : fit[row]);
        }
        return least;
    }

    private boolean[] above(double[] fit, double bound) {
        boolean[] above = new boolean[fit.length];
        for (int row = 0; row < fit.length; row++) {
            above[row] = !positive[row] && fit[row] > bound;
        }
        return above;
    }

    /** A combination that is zero in all rows but those where the fit is above the bound, and positive there; null if none is. */
    private double[] certified(double[] fit, double bound) {
        boolean[] candidates = above(fit, bound);
        boolean[] pinned = new boolean[fit.length];
        for (int row = 0; row < pinned.length; row++) {
            pinned[row] = !candidates[row];
        }
        PinnedProjection projection = new PinnedProjection(formula, sample, pinned);
        double[] z = projection.fit(fit);
        boolean certified = projection.missed(z) <= PinnedProjection.ZERO;
        boolean any = false;
        for (int row = 0; row < z.length; row++) {
            certified &= pinned[row] || z[row] > POSITIVE;
            any |= candidates[row];
        }
        return certified && any ? z : null;
    }

    /** The regressors with a coefficient in z. */
    private List<String> terms(double[] z) {
        double[][] x = Arrays.copyOf(sample.regressors(), formula.terms().size());
        List<Effect> effects = sample.effects(formula.effects());
        Absorber absorber = Absorbers.of(effects, Weights.NONE);
        Design design = Fits.design(formula, labels(), z, x, absorber, Weights.NONE);
        Design told = design.only(new Selection(design, x, effects).kept());
        double[] slopes = Solution.of(told, Fitter.CROSS_PRODUCTS).slopes();
        double length = Math.sqrt(CrossProducts.of(z).get(0, 0));
        List<String> terms = new ArrayList<>();
        for (int j = 0; j < slopes.length; j++) {
            if (Math.abs(slopes[j]) * told.length(j) > TAKES_PART * length) {
                terms.add(told.names().get(j));
            }
        }
        return terms.isEmpty() ? formula.effectNames() : terms;
    }
}
