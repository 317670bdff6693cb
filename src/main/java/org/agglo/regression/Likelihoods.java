package org.agglo.regression;

import java.util.List;

/**
 * The maximum of the likelihood and what follows from it; NaN for estimators that have none.
 *
 * <p>Least squares maximise that of normal errors, ℓ = −n/2·(ln 2π + ln(Σwu²/n) + 1) + ½·Σ ln w over analytic weights, which is R's
 * {@code logLik} of {@code lm} and fixest's. AIC = −2ℓ + 2r and BIC = −2ℓ + r·ln n count the r parameters of the mean,
 * absorbed levels among them, as fixest and statsmodels do; R's {@code AIC} of {@code lm} counts the variance as one more.
 *
 * @param deviance Σwu² of least squares, else twice the distance to a fit of every row
 */
record Likelihoods(double logLik, double aic, double bic, double deviance) {
    private static final List<String> NORMAL = List.of("Pooled OLS", "Fixed effects");

    static Likelihoods of(RegressionSummary summary) {
        if (summary.likelihood().isPresent()) {
            RegressionSummary.Likelihood found = summary.likelihood().get();
            return of(found.logLikelihood(), found.deviance(), summary);
        }
        double rss = summary.fit().rss();
        if (!NORMAL.contains(summary.estimator())) {
            return new Likelihoods(Double.NaN, Double.NaN, Double.NaN, rss);
        }
        double n = summary.observations();
        double logs =
                summary.weights().map(RegressionSummary.Weighting::logarithms).orElse(0.0);
        return of(-n / 2 * (Math.log(2 * Math.PI) + Math.log(rss / n) + 1) + logs / 2, rss, summary);
    }

    private static Likelihoods of(double logLik, double deviance, RegressionSummary summary) {
        double rank = summary.fit().rank();
        double n = summary.observations();
        return new Likelihoods(logLik, -2 * logLik + 2 * rank, -2 * logLik + rank * Math.log(n), deviance);
    }
}
