package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import org.agglo.stats.PoissonLaw;
import org.agglo.stats.Twofold;

/**
 * Iteratively reweighted least squares of a Poisson regression: with η the linear predictor, offset o included, and μ = exp(η), each
 * step regresses z = η − o + (y − μ)/μ on regressors and effects with weights w·μ, and its fit, o added, is the next η. That is
 * Newton's method on the log-likelihood (McCullagh and Nelder 1989, section 2.5); effects are swept out of z and the regressors under
 * each step's weights (Correia, Guimarães and Zylkin 2020, <i>Stata Journal</i> 20, 95–115). A step that raises the deviance is
 * halved.
 */
final class Reweighting {
    /** The deviance, as a share of Σ w·y, below which the fit is taken as perfect. */
    private static final double PERFECT = 1e-10;

    private static final int MOST_HALVINGS = 30;

    private final Formula formula;
    private final Sample sample;
    private final List<Effect> effects;
    private final List<String> names;
    private final double[][] x;
    private final double[] y;
    private final double[] offset;
    private final double total;

    /**
     * @param solution the last step: columns, working residuals and weights, coefficients
     * @param mean (n), μ
     * @param change of the deviance in the last iteration, as a share of it
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    record Maximum(Solution solution, double[] mean, double deviance, int iterations, double change) {}

    /** η and its deviance. */
    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    private record Point(double[] eta, double[] mean, double deviance) {}

    /**
     * @param kept numbers of the regressors that can be told apart
     * @param offset (n)
     */
    Reweighting(Formula formula, Sample sample, int[] kept, double[] offset) {
        this.formula = formula;
        this.sample = sample;
        this.effects = sample.effects(formula.effects());
        this.names = Arrays.stream(kept)
                .mapToObj(j -> formula.terms().get(j).label())
                .toList();
        this.x = Arrays.stream(kept).mapToObj(j -> sample.regressors()[j]).toArray(double[][]::new);
        this.y = sample.outcome();
        this.offset = offset;
        this.total = Twofold.sum(sample.weights().times(y));
    }

    /** (n), the logarithm of each outcome's mean with that of all. */
    double[] start() {
        double mean = sample.weights().mean(y);
        double[] eta = new double[y.length];
        for (int row = 0; row < eta.length; row++) {
            eta[row] = Math.log((y[row] + mean) / 2);
        }
        return eta;
    }

    /**
     * From this η, which need not be one of the model's.
     *
     * @param tolerance of the deviance's change, as a share of it
     * @throws NotEstimableException if it does not stand still
     */
    Maximum from(double[] eta, double tolerance, int mostIterations) {
        Point at = point(eta);
        double change = Double.POSITIVE_INFINITY;
        for (int iteration = 1; iteration <= mostIterations; iteration++) {
            Point next = point(predictor(at, step(at)));
            if (iteration > 1) {
                next = halved(at, next);
                change = Math.abs(at.deviance() - next.deviance()) / (next.deviance() + PERFECT * total);
            } else if (!Double.isFinite(next.deviance())) {
                throw notFound("The first step leads beyond the largest numbers; rescale the regressors");
            }
            at = next;
            if (change <= tolerance) {
                Solution last = step(at);
                Point end = point(predictor(at, last));
                return new Maximum(last, end.mean(), end.deviance(), iteration, change);
            }
        }
        throw notFound(
                "the deviance still changes by %.1e of itself after %s; raise maxIter, or look for regressors that fit some"
                                .formatted(change, Words.count(mostIterations, "iteration"))
                        + " rows without end");
    }

    private NotEstimableException notFound(String what) {
        return new NotEstimableException(
                "%s: no maximum of the likelihood was found: %s".formatted(formula.text(), what));
    }

    private Solution step(Point at) {
        Weights weights = sample.weights().working(at.mean());
        double[] z = new double[y.length];
        for (int row = 0; row < z.length; row++) {
            double share = y[row] == 0 ? -1 : y[row] / at.mean()[row] - 1;
            z[row] = at.eta()[row] - offset[row] + share;
        }
        Design design = Fits.design(formula, names, z, x, Absorbers.of(effects, weights), weights);
        return Solution.of(design, Fitter.CROSS_PRODUCTS);
    }

    /** z less the residuals, and the offset. */
    private double[] predictor(Point at, Solution step) {
        double[] eta = new double[y.length];
        for (int row = 0; row < eta.length; row++) {
            double share = y[row] == 0 ? -1 : y[row] / at.mean()[row] - 1;
            eta[row] = at.eta()[row] + share - step.residuals()[row];
        }
        return eta;
    }

    private Point halved(Point from, Point to) {
        Point next = to;
        double bound = from.deviance() * (1 + 1e-12) + PERFECT * PERFECT * total;
        for (int i = 0; i < MOST_HALVINGS && !(next.deviance() <= bound); i++) {
            double[] middle = new double[y.length];
            for (int row = 0; row < middle.length; row++) {
                middle[row] = (from.eta()[row] + next.eta()[row]) / 2;
            }
            next = point(middle);
        }
        return next;
    }

    private Point point(double[] eta) {
        double[] mean = new double[eta.length];
        double[] deviance = new double[eta.length];
        for (int row = 0; row < eta.length; row++) {
            mean[row] = Math.max(Math.exp(eta[row]), Double.MIN_NORMAL);
            deviance[row] = 2 * PoissonLaw.halfDeviance(y[row], mean[row]);
        }
        return new Point(eta, mean, Twofold.sum(sample.weights().times(deviance)));
    }
}
