package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.agglo.stats.Distributions;
import org.agglo.stats.SymmetricMatrix;
import org.agglo.stats.Wald;

/** Makes summaries of a fit. */
final class Summaries {
    private static final double LEVEL = 0.05;

    private Summaries() {}

    static RegressionSummary of(Fitted fitted, Vcov vcov) {
        List<Category> clusters = clusters(fitted.sample(), vcov);
        Covariances.Estimate estimate = Covariances.of(fitted.solution(), vcov, clusters, fitted.freedom());
        SymmetricMatrix v = fitted.onTerms(estimate.matrix());
        List<RegressionSummary.Coefficient> coefficients =
                coefficients(fitted, v, estimate.how().df());
        List<String> notes = new ArrayList<>(fitted.notes());
        if (!estimate.note().isEmpty()) {
            notes.add(estimate.note());
        }
        RegressionSummary.Fit fit = fit(fitted, coefficients, v, estimate.how().df());
        if (Double.isNaN(fit.f()) && fit.fDf1() > 0) {
            notes.add("The slopes have no joint F test: their covariance is singular");
        }
        return new RegressionSummary(
                fitted.formula().text(),
                fitted.formula().effects().isEmpty() ? "Pooled OLS" : "Fixed effects",
                fitted.formula().outcome().label(),
                coefficients,
                v,
                estimate.how(),
                fitted.sample().counts(),
                effects(fitted.freedom(), clusters),
                fit,
                fitted.fitter(),
                Optional.empty(),
                notes);
    }

    /** The cluster columns, checked: brought along, and without missing levels. */
    static List<Category> clusters(Sample sample, Vcov vcov) {
        for (String key : vcov.keys()) {
            Category category = sample.categories().get(key);
            if (category == null) {
                throw new IllegalArgumentException(
                        "%s: the column %s was not read with this fit; name it in setClusters or fit with this covariance"
                                .formatted(vcov.spec(), key));
            }
            if (!category.complete()) {
                throw new IllegalArgumentException(
                        "%s: %s of those fitted have no %s; fit with this covariance, so that they are left out"
                                .formatted(vcov.spec(), Words.count(category.missing(), "row"), key));
            }
        }
        return sample.categories(vcov.keys());
    }

    /** One coefficient per term, its tests against t with {@code df} degrees of freedom. */
    static List<RegressionSummary.Coefficient> coefficients(Fitted fitted, SymmetricMatrix v, double df) {
        List<String> terms = fitted.terms();
        double[] estimates = fitted.estimates();
        double critical = Distributions.tCritical(LEVEL, df);
        List<RegressionSummary.Coefficient> coefficients = new ArrayList<>();
        for (int term = 0; term < terms.size(); term++) {
            Optional<String> omitted = Optional.ofNullable(fitted.omitted(term));
            double error = omitted.isPresent() ? Double.NaN : Math.sqrt(v.get(term, term));
            coefficients.add(coefficient(terms.get(term), estimates[term], error, critical, df, omitted));
        }
        return coefficients;
    }

    static RegressionSummary.Coefficient coefficient(
            String term, double estimate, double error, double critical, double df, Optional<String> omitted) {
        double statistic = estimate / error;
        return new RegressionSummary.Coefficient(
                term,
                estimate,
                error,
                statistic,
                Distributions.tTwoSided(statistic, df),
                estimate - critical * error,
                estimate + critical * error,
                omitted);
    }

    private static List<RegressionSummary.Effect> effects(Freedom freedom, List<Category> clusters) {
        List<RegressionSummary.Effect> effects = new ArrayList<>();
        for (int i = 0; i < freedom.effects().size(); i++) {
            Effect effect = freedom.effects().get(i);
            effects.add(new RegressionSummary.Effect(
                    effect.name(), effect.levels().levels(), freedom.redundant(i), Freedom.nested(effect, clusters)));
        }
        return effects;
    }

    /** R² as fixest defines them; the within ones compare with what the effects alone explain. */
    private static RegressionSummary.Fit fit(
            Fitted fitted, List<RegressionSummary.Coefficient> coefficients, SymmetricMatrix v, double df) {
        Solution solution = fitted.solution();
        double n = solution.observations();
        long rank = fitted.freedom().parameters();
        double rss = solution.rss();
        boolean constant =
                fitted.formula().intercept() || !fitted.freedom().effects().isEmpty();
        double r2 = 1 - rss / fitted.tss();
        double within = Double.NaN;
        double withinAdjusted = Double.NaN;
        if (!fitted.freedom().effects().isEmpty()) {
            double left = solution.design().length(solution.slopes().length);
            within = 1 - rss / (left * left);
            withinAdjusted = 1 - (1 - within) * (n - fitted.freedom().absorbed()) / (n - rank);
        }
        int[] slopes = Arrays.stream(fitted.kept())
                .filter(term -> !(fitted.formula().intercept() && term == 0))
                .toArray();
        double f = slopes.length == 0 ? Double.NaN : f(coefficients, v, slopes);
        return new RegressionSummary.Fit(
                rss,
                fitted.tss(),
                r2,
                1 - (1 - r2) * (n - (constant ? 1 : 0)) / (n - rank),
                within,
                withinAdjusted,
                Math.sqrt(rss / (n - rank)),
                f,
                slopes.length,
                df,
                Distributions.fTail(f, slopes.length, df),
                rank);
    }

    /** Wald's statistic of these slopes over their number; NaN if their covariance is singular. */
    static double f(List<RegressionSummary.Coefficient> coefficients, SymmetricMatrix v, int[] slopes) {
        double[] b = Arrays.stream(slopes)
                .mapToDouble(term -> coefficients.get(term).estimate())
                .toArray();
        double[][] some = new double[b.length][b.length];
        for (int i = 0; i < b.length; i++) {
            for (int j = 0; j < b.length; j++) {
                some[i][j] = v.get(slopes[i], slopes[j]);
            }
        }
        return Wald.statistic(b, SymmetricMatrix.of(some)) / b.length;
    }
}
