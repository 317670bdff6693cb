package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.agglo.regression.RandomFits.RandomFit;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.regression.RegressionSummary.Covariance;
import org.agglo.regression.RegressionSummary.Fit;
import org.agglo.stats.Distributions;
import org.agglo.stats.SymmetricMatrix;

/** Makes summaries of random-effects fits: z instead of t, no effects counted in K. */
final class RandomSummaries {
    private RandomSummaries() {}

    static RegressionSummary of(RandomFit fit, Vcov vcov) {
        Fitted fitted = fit.fitted();
        Covariances.Estimate estimate =
                Covariances.of(fitted.solution(), vcov, Summaries.clusters(fitted.sample(), vcov), fitted.freedom());
        SymmetricMatrix v = fitted.onTerms(estimate.matrix());
        List<Coefficient> coefficients = Summaries.coefficients(fitted, v, Double.POSITIVE_INFINITY);
        List<String> notes = new ArrayList<>(fitted.notes());
        if (!estimate.note().isEmpty()) {
            notes.add(estimate.note());
        }
        return new RegressionSummary(
                fitted.formula().text(),
                "Random effects",
                fitted.formula().outcome().label(),
                coefficients,
                v,
                normal(estimate.how()),
                fitted.sample().counts(),
                List.of(),
                fit(fitted, coefficients, v),
                fitted.fitter(),
                Optional.of(fit.components()),
                notes);
    }

    private static Covariance normal(Covariance how) {
        boolean clustered = !how.clusters().isEmpty();
        String rule = clustered
                ? "(n-1)/(n-K)·G/(G-1)" + (how.clusters().size() > 1 ? " with the smallest G" : "")
                : how.smallSample();
        return new Covariance(
                how.spec(),
                how.label(),
                how.clusters(),
                how.k(),
                how.factor(),
                Double.POSITIVE_INFINITY,
                rule + "; normal distribution, as plm and Stata's xtreg, re");
    }

    private static Fit fit(Fitted fitted, List<Coefficient> coefficients, SymmetricMatrix v) {
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
                Double.POSITIVE_INFINITY,
                Distributions.fTail(f, slopes.length, Double.POSITIVE_INFINITY),
                rank);
    }
}
