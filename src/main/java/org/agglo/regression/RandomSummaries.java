package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.agglo.regression.RandomFits.RandomFit;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.regression.RegressionSummary.Fit;
import org.agglo.stats.Distributions;
import org.agglo.stats.SymmetricMatrix;

/** Makes summaries of random-effects fits: no effects are counted in K. */
final class RandomSummaries {
    static final String LABEL = "Random effects";

    private RandomSummaries() {}

    static RegressionSummary of(RandomFit fit, Vcov asked) {
        return of(fit, asked, LABEL);
    }

    static RegressionSummary of(RandomFit fit, Vcov asked, String estimator) {
        Fitted fitted = fit.fitted();
        Estimated estimated = Estimated.of(fitted, asked, Covariances::ofRandom);
        return estimated.summary(
                estimator,
                fit(fitted, estimated.coefficients(), estimated.v(), estimated.df()),
                Optional.of(fit.components()),
                Optional.empty());
    }

    private static Fit fit(Fitted fitted, List<Coefficient> coefficients, SymmetricMatrix v, double df) {
        double n = fitted.solution().observations();
        long rank = fitted.freedom().parameters();
        double rss = fitted.solution().rss();
        double r2 = 1 - rss / fitted.tss();
        int constant = fitted.formula().intercept() ? 1 : 0;
        int[] slopes =
                Arrays.stream(fitted.kept()).filter(term -> term >= constant).toArray();
        double f = slopes.length == 0 ? Double.NaN : Summaries.f(coefficients, v, slopes);
        return new Fit(
                rss,
                fitted.tss(),
                r2,
                1 - (1 - r2) * (n - constant) / (n - rank),
                Double.NaN,
                Double.NaN,
                Math.sqrt(rss / (n - rank)),
                f,
                slopes.length,
                df,
                Distributions.fTail(f, slopes.length, df),
                rank);
    }
}
