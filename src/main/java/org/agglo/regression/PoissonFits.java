package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.agglo.stats.PoissonLaw;
import org.agglo.stats.Twofold;

/** Fits Poisson regressions to a sample on the driver. */
final class PoissonFits {
    /** A fitted mean, as a share of that of all rows, that has no other reason than separation. */
    private static final double VANISHING = 1e-10;

    /** The deviance of rounding, as a share of Σ w·y. */
    private static final double PERFECT = 1e-24;

    private PoissonFits() {}

    /**
     * @param fitted the last step of the iteration as a weighted regression
     * @param likelihood the maximum
     * @param rss Σ w·(y − μ)²
     * @param options by which it is found again
     */
    record PoissonFit(Fitted fitted, RegressionSummary.Likelihood likelihood, double rss, Options options) {}

    /**
     * @param tolerance of the deviance's change, as a share of it
     * @param singletons whether rows alone in a level are dropped
     * @param start where the iteration starts from, in place of the outcomes; null for these
     */
    record Options(
            Separation.Search separation,
            boolean singletons,
            double tolerance,
            int mostIterations,
            MllibPoisson start) {
        /** The same without MLlib, whose answer ours goes on from and ends in the same numbers. */
        Options alone() {
            return new Options(separation, singletons, tolerance, mostIterations, null);
        }

        String fitter() {
            return start == null ? Fitter.CROSS_PRODUCTS.name() : start.name();
        }
    }

    /**
     * @param given its values are the outcome, the regressors and, if there is one, the offset
     * @throws NotEstimableException saying why the rows do not determine the model
     */
    static PoissonFit fit(Formula formula, Sample given, Options options) {
        Fits.requireRows(formula, given.counts());
        requireCounts(formula, given);
        List<String> notes = new ArrayList<>();
        Sample sample = left(formula, given, options, notes);
        Fits.requireRows(formula, sample.counts());
        int terms = formula.terms().size();
        double[][] x = Arrays.copyOf(sample.regressors(), terms);
        double[] offset = sample.regressors().length > terms ? sample.regressors()[terms] : new double[sample.rows()];
        List<Effect> effects = sample.effects(formula.effects());
        Absorber absorber = Absorbers.of(effects, sample.weights());
        List<String> names = formula.terms().stream().map(Expression::label).toList();
        Design design = Fits.design(formula, names, sample.outcome(), x, absorber, sample.weights());
        Selection selection = new Selection(design, x, effects);
        selection.omitted().forEach((j, why) -> notes.add("%s is left out: %s".formatted(names.get(j), why)));
        requireTerms(formula, selection, notes);
        Freedom freedom =
                new Freedom(selection.kept().length + (formula.intercept() ? 1 : 0), effects, absorber.redundant());
        requireMoreRows(formula, sample, freedom);
        if (!sample.counts().dropped().isEmpty()) {
            notes.add("Dropped " + Words.dropped(sample.counts().dropped()));
        }
        notes.addAll(Remarks.onEffects(
                effects, absorber.redundant(), absorber.caveat(), Singletons.count(effects, sample.weights())));
        Reweighting reweighting = new Reweighting(formula, sample, selection.kept(), offset);
        double[] start = options.start() == null
                ? reweighting.start()
                : options.start().predictor(formula, sample, selection.kept(), offset);
        Reweighting.Maximum maximum = reweighting.from(start, options.tolerance(), options.mostIterations());
        double mean = sample.weights().mean(sample.outcome());
        notes.addAll(remarks(sample, maximum, mean));
        double[] about = new double[sample.rows()];
        Arrays.setAll(about, row -> sample.outcome()[row] - mean);
        double[] linear = new double[sample.rows()];
        Arrays.setAll(linear, row -> Math.log(maximum.mean()[row]) - offset[row]);
        Fitted fitted = new Fitted(
                        formula,
                        sample,
                        maximum.solution(),
                        selection.omitted(),
                        freedom,
                        sample.weights().crossProducts(about).get(0, 0),
                        options.fitter(),
                        notes)
                .predicting(linear);
        return new PoissonFit(
                fitted, likelihood(sample, offset, maximum), rss(sample, maximum.mean()), options.alone());
    }

    /** Without rows that are separated or alone in a level: leaving out one kind can make more of the other. */
    private static Sample left(Formula formula, Sample given, Options options, List<String> notes) {
        Sample sample = given;
        int before = -1;
        while (before != sample.rows()) {
            before = sample.rows();
            Separation.Left left = Separation.of(formula, sample, options.separation());
            left.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
            sample = options.singletons() ? Singletons.drop(left.sample(), formula.effects()) : left.sample();
        }
        return sample;
    }

    private static void requireCounts(Formula formula, Sample sample) {
        double[] y = sample.outcome();
        long negative = Arrays.stream(y).filter(value -> value < 0).count();
        if (negative > 0) {
            throw new NotEstimableException(
                    "%s: the outcome %s is negative in %s (the least is %s); a Poisson regression needs numbers of zero or more"
                            .formatted(
                                    formula.text(),
                                    formula.outcome().label(),
                                    Words.count(negative, "row"),
                                    Arrays.stream(y).min().orElse(Double.NaN)));
        }
        double most = Arrays.stream(y).max().orElse(0);
        if (most == 0) {
            throw new NotEstimableException("%s: the outcome %s is zero in all %s"
                    .formatted(formula.text(), formula.outcome().label(), Words.count(y.length, "row")));
        }
        if (most > 1e140 || most < 1e-140) {
            throw new NotEstimableException("%s: %s reaches %s, beyond what can be squared and summed; rescale it"
                    .formatted(formula.text(), formula.outcome().label(), most));
        }
    }

    private static void requireTerms(Formula formula, Selection selection, List<String> notes) {
        boolean meanOnly = formula.intercept() && formula.terms().isEmpty();
        if (selection.kept().length == 0 && !meanOnly) {
            throw new NotEstimableException("%s: no regressor is left%s"
                    .formatted(formula.text(), notes.isEmpty() ? "" : "; " + String.join("; ", notes)));
        }
    }

    private static void requireMoreRows(Formula formula, Sample sample, Freedom freedom) {
        long n = sample.weights().observations(sample.rows());
        if (n <= freedom.parameters()) {
            throw new NotEstimableException("%s: %s for %s, more rows than parameters are needed%s"
                    .formatted(
                            formula.text(),
                            Words.count(n, "row"),
                            Words.count(freedom.parameters(), "parameter"),
                            Fits.because(sample.counts())));
        }
    }

    private static List<String> remarks(Sample sample, Reweighting.Maximum maximum, double mean) {
        List<String> remarks = new ArrayList<>();
        long vanishing = Arrays.stream(maximum.mean())
                .filter(value -> value < VANISHING * mean)
                .count();
        if (vanishing > 0) {
            remarks.add(
                    ("The mean of %s is fitted as nothing: regressors separate zeros there, and their coefficients would grow"
                                    + " without end; set separation to all")
                            .formatted(Words.count(vanishing, "row")));
        }
        if (maximum.deviance() <= PERFECT * mean * sample.weights().total(sample.rows())) {
            remarks.add(
                    "The fit is perfect: the residuals are rounding, and so are robust and clustered standard errors");
        }
        return remarks;
    }

    private static double rss(Sample sample, double[] mean) {
        double[] residuals = new double[mean.length];
        Arrays.setAll(residuals, row -> sample.outcome()[row] - mean[row]);
        return sample.weights().crossProducts(residuals).get(0, 0);
    }

    private static RegressionSummary.Likelihood likelihood(
            Sample sample, double[] offset, Reweighting.Maximum maximum) {
        double[] y = sample.outcome();
        Weights weights = sample.weights();
        double saturated = sum(
                weights,
                IntStream.range(0, y.length)
                        .mapToDouble(row -> PoissonLaw.saturated(y[row]))
                        .toArray());
        double[] exposure = Arrays.stream(offset).map(Math::exp).toArray();
        double share = sum(weights, y) / sum(weights, exposure);
        double[] none = new double[y.length];
        double[] pearson = new double[y.length];
        double[] mean = maximum.mean();
        for (int row = 0; row < y.length; row++) {
            none[row] = 2 * PoissonLaw.halfDeviance(y[row], share * exposure[row]);
            pearson[row] = (y[row] - mean[row]) / mean[row] * (y[row] - mean[row]);
        }
        double found = saturated - maximum.deviance() / 2;
        double nothing = saturated - sum(weights, none) / 2;
        return new RegressionSummary.Likelihood(
                found,
                nothing,
                maximum.deviance(),
                sum(weights, pearson),
                1 - found / nothing,
                squaredCorrelation(weights, y, mean),
                maximum.iterations(),
                maximum.change());
    }

    private static double sum(Weights weights, double[] column) {
        return Twofold.sum(weights.times(column));
    }

    private static double squaredCorrelation(Weights weights, double[] y, double[] mean) {
        double[] ones = new double[y.length];
        Arrays.fill(ones, 1);
        var products = weights.crossProducts(ones, y, mean).beyondFirst();
        double cross = products.get(0, 1);
        return cross * cross / (products.get(0, 0) * products.get(1, 1));
    }
}
