package org.agglo.regression;

import java.util.List;
import org.agglo.regression.RegressionSummary.Fit;
import org.agglo.stats.Cholesky;

/**
 * F test that the fixed effects are all equal, so that pooled least squares would do: F = [(R₀ − R₁)/(d₀ − d₁)] / [R₁/d₁],
 * where R₀ and R₁ are the sums of squared residuals of the pooled and the fixed-effects model on the same rows, d₀ and d₁
 * their degrees of freedom, n less the rank with absorbed levels counted; rows that are alone in a level change neither R₁ nor
 * d₁, so that it is all the same whether the fixed effects dropped them. It supposes independent errors of equal variance, whatever
 * covariance the summaries have. The test that plm calls pFtest.
 */
public final class Poolability {
    private static final String NULL = "The effects of %s are all equal";

    private Poolability() {}

    /**
     * The test.
     *
     * @throws NotEstimableException if the two are not a fixed-effects and a pooled model of the same outcome,
     *     regressors and rows
     */
    public static TestResult test(RegressionSummary fixed, RegressionSummary pooled) {
        SameRegression.require("Poolability", fixed, pooled);
        if (!fixed.estimator().equals(LeastSquares.FIXED) || !pooled.estimator().equals(LeastSquares.POOLED)) {
            throw new NotEstimableException(
                    "Poolability compares a fixed-effects model with pooled least squares, not %s with %s"
                            .formatted(fixed.estimator(), pooled.estimator()));
        }
        return result(
                fixed,
                pooled.fit().rss(),
                pooled.observations() - (double) pooled.fit().rank());
    }

    /**
     * The test from the fixed-effects model alone: pooled least squares with an intercept is fitted to its rows, in memory.
     *
     * @throws NotEstimableException if the model is not one of fixed effects, or was saved and loaded without its rows
     */
    public static TestResult test(LeastSquaresModel fixed) {
        RegressionSummary summary = fixed.summary();
        if (!summary.estimator().equals(LeastSquares.FIXED)) {
            throw new NotEstimableException("Poolability is for fixed effects; %s is fitted by %s"
                    .formatted(summary.formula(), summary.estimator()));
        }
        Fitted fitted = FittedPanel.onDriver("Poolability", fixed);
        Sample sample = fitted.sample();
        double[][] x = sample.regressors();
        List<String> names =
                fitted.formula().terms().stream().map(Expression::label).toList();
        Design design = Design.centred(names, sample.outcome(), x, sample.weights());
        Cholesky factor = Cholesky.of(design.products(), x.length, Selection.TOLERANCE);
        return result(
                summary, factor.residual(design.products(), x.length), summary.observations() - factor.rank() - 1.0);
    }

    private static TestResult result(RegressionSummary fixed, double pooledRss, double pooledDf) {
        Fit with = fixed.fit();
        double df = fixed.observations() - (double) with.rank();
        double q = pooledDf - df;
        boolean applies = q > 0 && df > 0 && with.rss() > 0;
        double f = applies ? Math.max(pooledRss - with.rss(), 0) / q / (with.rss() / df) : Double.NaN;
        return Tested.f(
                "Poolability",
                NULL.formatted(SameRegression.effects(fixed)),
                f,
                q,
                df,
                applies ? "" : Tested.notApplicable("the effects add no degree of freedom or leave no residual"));
    }
}
