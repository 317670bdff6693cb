package org.agglo.regression;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;

/**
 * Poisson pseudo-maximum likelihood by formula, pooled or with any number of fixed effects: E[y | x] = exp(o + x'β + α₁ + …), o an
 * offset of coefficient 1. The outcome is any number of zero or more, counts or not: only the mean has to be right (Gourieroux,
 * Monfort and Trognon 1984; Santos Silva and Tenreyro 2006), and zeros stay in.
 *
 * <p>Maximises Σ w·(y·η − exp(η)) by iteratively reweighted least squares, effects swept out under each step's weights, until the
 * deviance stands still to {@code tol}. Under {@code iid} the covariance is the inverse information, which takes the variance
 * to be the mean; robust and clustered ones do not. Tests are against the normal distribution, small-sample factors are those of
 * fixest's fepois.
 *
 * <p>Rows on which the likelihood has no maximum are left out and counted by reason (see {@code separation}): levels of effects in
 * which the outcome is zero throughout, and zeros that regressors separate from all positive outcomes (Correia, Guimarães and
 * Zylkin 2019).
 *
 * <p>The rows are brought to the driver in one Spark job, the iterations run there; the same rows give the same result, bit for bit,
 * in whatever order or partitions they come. {@code fitter = mllib} has MLlib's GeneralizedLinearRegression find the maximum, with
 * a dummy for each level, and ends in the same numbers.
 */
public final class Poisson extends RegressionEstimator<Poisson, PoissonModel> {
    private final Param<String> offsetCol = Offset.offsetCol(this);
    private final Param<String> exposureCol = Offset.exposureCol(this);
    private final Param<String> separation = new Param<>(
            this,
            "separation",
            "rows without a maximum that are left out: all (default), fe for levels of zeros only, or none");
    private final DoubleParam tol = new DoubleParam(
            this, "tol", "change of the deviance, as a share of it, at which it stands still, 1e-12 by default");
    private final IntParam maxIter = new IntParam(this, "maxIter", "most iterations, 100 by default");

    public Poisson() {
        this(freshUid("poisson"));
    }

    /** With the uid of a saved estimator. */
    public Poisson(String uid) {
        super(uid);
        setDefault(separation, "all");
        setDefault(tol, 1e-12);
        setDefault(maxIter, 100);
    }

    /** A column, or an expression of columns, added to the linear predictor with coefficient 1; none by default. */
    public Param<String> offsetCol() {
        return offsetCol;
    }

    /** A column, or an expression of columns, that the mean is proportional to; none by default. */
    public Param<String> exposureCol() {
        return exposureCol;
    }

    /** Rows without a maximum that are left out; {@code all} by default. */
    public Param<String> separation() {
        return separation;
    }

    /** Change of the deviance at which it stands still, as a share of it; 1e-12 by default. */
    public DoubleParam tol() {
        return tol;
    }

    /** Most iterations; 100 by default. */
    public IntParam maxIter() {
        return maxIter;
    }

    /** Sets what is added to the linear predictor with coefficient 1, such as {@code log(population)}. */
    public Poisson setOffsetCol(String value) {
        set(offsetCol, value);
        return this;
    }

    /** Sets what the mean is proportional to: the same as its logarithm as offset. */
    public Poisson setExposureCol(String value) {
        set(exposureCol, value);
        return this;
    }

    /**
     * Sets which rows without a maximum are left out.
     *
     * @throws IllegalArgumentException if it is not {@code all}, {@code fe} or {@code none}
     */
    public Poisson setSeparation(String value) {
        search(value);
        set(separation, value);
        return this;
    }

    /** Sets the change of the deviance at which it stands still, as a share of it. */
    public Poisson setTol(double value) {
        set(tol, value);
        return this;
    }

    /** Sets the most iterations. */
    public Poisson setMaxIter(int value) {
        set(maxIter, value);
        return this;
    }

    private static Separation.Search search(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "all" -> Separation.Search.ALL;
            case "fe" -> Separation.Search.EFFECTS;
            case "none" -> Separation.Search.NONE;
            default ->
                throw new IllegalArgumentException("No separation '%s'%s; there are all, fe and none"
                        .formatted(value, Caret.suggestion(value, List.of("all", "fe", "none"))));
        };
    }

    /**
     * Fits the formula.
     *
     * @throws IllegalArgumentException pointing at the character where formula or covariance are not understood
     * @throws org.agglo.spark.DataException if a column is not there or not of the right type
     * @throws NotEstimableException saying why the rows do not determine the model
     */
    @Override
    public PoissonModel fit(Dataset<?> table) {
        Sample sample = sample(table, model());
        Formula model = sample.formula();
        boolean mllib =
                Fitter.named(getOrDefault(fitter()), table.sparkSession(), Long.MAX_VALUE) instanceof MllibFitter;
        PoissonFits.PoissonFit fit = PoissonFits.fit(
                model,
                sample,
                new PoissonFits.Options(
                        search(getOrDefault(separation)),
                        dropsSingletons(),
                        (Double) getOrDefault(tol),
                        (Integer) getOrDefault(maxIter),
                        mllib ? new MllibPoisson(table.sparkSession()) : null));
        Summarised summarised = Summarised.of(fit.fitted(), vcov -> PoissonSummaries.of(fit, vcov), covariance());
        return handOver(new PoissonModel(freshUid("poissonModel"), summarised));
    }

    @Override
    Formula model() {
        return Formula.parse(formulaText("Poisson regressions need")).withoutInstruments("A Poisson regression takes");
    }

    @Override
    List<Expression> further() {
        return offset().map(List::of).orElse(List.of());
    }

    private Optional<Expression> offset() {
        return Offset.of(get(offsetCol), get(exposureCol));
    }

    /** A reader of what {@link #write} wrote. */
    public static MLReader<Poisson> read() {
        return new DefaultParamsReader<>();
    }

    /** The estimator saved at the path. */
    public static Poisson load(String path) {
        return read().load(path);
    }
}
