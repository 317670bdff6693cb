package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.agglo.regression.PoissonFits.PoissonFit;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.regression.RegressionSummary.Fit;
import org.agglo.stats.Distributions;
import org.agglo.stats.SymmetricMatrix;

/** Makes summaries of Poisson regressions: tests against the normal distribution, no R² but those of the likelihood. */
final class PoissonSummaries {
    private PoissonSummaries() {}

    static RegressionSummary of(PoissonFit fit, Vcov asked) {
        Estimated estimated = Estimated.of(
                fit.fitted(),
                asked,
                (solution, vcov, keyed, freedom) -> Covariances.ofLikelihood(
                        solution,
                        vcov,
                        keyed,
                        freedom,
                        clusters -> new PoissonJackknife(vcov.spec(), fit, clusters).matrix()));
        return estimated.summary(
                "Poisson",
                fit(fit, estimated.coefficients(), estimated.v()),
                Optional.empty(),
                Optional.of(fit.likelihood()));
    }

    private static Fit fit(PoissonFit fit, List<Coefficient> coefficients, SymmetricMatrix v) {
        Fitted fitted = fit.fitted();
        long rank = fitted.freedom().parameters();
        int constant = fitted.formula().intercept() ? 1 : 0;
        int[] slopes =
                Arrays.stream(fitted.kept()).filter(term -> term >= constant).toArray();
        double f = slopes.length == 0 ? Double.NaN : Summaries.f(coefficients, v, slopes);
        return new Fit(
                fit.rss(),
                fitted.tss(),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Math.sqrt(fit.rss() / (fitted.solution().observations() - rank)),
                f,
                slopes.length,
                Double.POSITIVE_INFINITY,
                Distributions.fTail(f, slopes.length, Double.POSITIVE_INFINITY),
                rank);
    }
}
