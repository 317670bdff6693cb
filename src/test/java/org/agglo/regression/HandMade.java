package org.agglo.regression;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.regression.RegressionSummary.Covariance;
import org.agglo.regression.RegressionSummary.Fit;
import org.agglo.regression.RegressionSummary.Sample;
import org.agglo.stats.SymmetricMatrix;

/** HandMade of one term, made by hand. */
final class HandMade {
    private HandMade() {}

    static RegressionSummary of(String term, double estimate, double error, double df) {
        return of(
                term,
                estimate,
                error,
                new Covariance("iid", "IID", Map.of(), 1, 1, df, "", "none", Map.of()),
                Optional.empty());
    }

    static RegressionSummary clustered(String term, double estimate, double error, String cluster, int clusters) {
        Covariance covariance = new Covariance(
                "cluster(%s)".formatted(cluster),
                "Clustered",
                Map.of(cluster, clusters),
                1,
                1,
                clusters - 1.0,
                "",
                "none",
                Map.of());
        return of(term, estimate, error, covariance, Optional.empty());
    }

    static RegressionSummary omitted(String term, String reason) {
        return of(
                term,
                0,
                Double.NaN,
                new Covariance("iid", "IID", Map.of(), 1, 1, 50, "", "none", Map.of()),
                Optional.of(reason));
    }

    private static RegressionSummary of(
            String term, double estimate, double error, Covariance covariance, Optional<String> omitted) {
        double t = estimate / error;
        return new RegressionSummary(
                "y ~ 0 + " + term,
                Expansion.NONE,
                "Pooled OLS",
                "y",
                List.of(new Coefficient(term, estimate, error, t, Double.NaN, Double.NaN, Double.NaN, omitted)),
                SymmetricMatrix.of(new double[][] {{error * error}}),
                covariance,
                new Sample(51, 51, Map.of()),
                List.of(),
                new Fit(1, 2, 0.5, 0.5, Double.NaN, Double.NaN, 1, 1, 1, 50, 0.5, 1),
                "crossproducts",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
