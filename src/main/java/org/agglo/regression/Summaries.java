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

    static RegressionSummary of(Fitted fitted, Vcov asked) {
        return of(fitted, asked, fitted.formula().effects().isEmpty() ? LeastSquares.POOLED : LeastSquares.FIXED);
    }

    static RegressionSummary of(Fitted fitted, Vcov asked, String estimator) {
        Estimated estimated = Estimated.of(fitted, asked, Covariances::of);
        RegressionSummary.Fit fit = fit(fitted, estimated.coefficients(), estimated.v(), estimated.df());
        if (Double.isNaN(fit.f()) && fit.fDf1() > 0) {
            estimated.notes().add("The slopes have no joint F test: their covariance is singular");
        }
        return estimated.summary(estimator, fit, Optional.empty(), Optional.empty());
    }

    /** What {@code default}, {@code cluster} and {@code twoway} mean under this formula; a default is noted. */
    static Vcov meant(Fitted fitted, Vcov asked, List<String> notes) {
        List<List<String>> effects =
                fitted.formula().effects().stream().map(EffectTerm::columns).toList();
        Vcov meant = asked.under(effects);
        if (asked.kind() != Vcov.Kind.DEFAULT) {
            return meant;
        }
        if (effects.isEmpty()) {
            return meant;
        }
        boolean one = Keyed.of(fitted.sample(), meant).clusters().get(0).levels() < 2;
        notes.add("No covariance was asked for: errors are %s"
                .formatted(
                        one
                                ? "taken as independent, the first effect having one level only"
                                : "clustered by %s, the first effect"
                                        .formatted(meant.clusterNames().get(0))));
        return one ? asked.under(List.of()) : meant;
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

    static List<RegressionSummary.Effect> effects(Freedom freedom, List<Category> within) {
        List<RegressionSummary.Effect> effects = new ArrayList<>();
        for (int i = 0; i < freedom.effects().size(); i++) {
            Effect effect = freedom.effects().get(i);
            effects.add(new RegressionSummary.Effect(
                    effect.name(), effect.levels().levels(), freedom.redundant(i), Freedom.nested(effect, within)));
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
