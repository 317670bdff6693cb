package org.agglo.regression;

import org.agglo.regression.RegressionSummary.Fit;
import org.agglo.stats.Distributions;

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
        if (fixed.effects().isEmpty()
                || !pooled.effects().isEmpty()
                || pooled.random().isPresent()) {
            throw new NotEstimableException(
                    "Poolability compares a fixed-effects model with pooled least squares, not %s with %s"
                            .formatted(fixed.estimator(), pooled.estimator()));
        }
        Fit with = fixed.fit();
        Fit without = pooled.fit();
        double df = fixed.observations() - with.rank();
        double q = pooled.observations() - without.rank() - df;
        boolean applies = q > 0 && df > 0 && with.rss() > 0;
        double f = applies ? Math.max(without.rss() - with.rss(), 0) / q / (with.rss() / df) : Double.NaN;
        return new TestResult(
                "Poolability",
                NULL.formatted(SameRegression.effects(fixed)),
                "F(%.0f, %.0f)".formatted(q, df),
                f,
                q,
                df,
                Distributions.fTail(f, q, df),
                applies ? "" : "The test does not apply: the effects add no degree of freedom or leave no residual.");
    }
}
