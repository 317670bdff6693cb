package org.agglo.regression;

import java.util.List;
import java.util.stream.Collectors;
import org.agglo.regression.RegressionSummary.Coefficient;

/** Holds tests of two models to models that may be compared. */
final class SameRegression {
    private SameRegression() {}

    /**
     * Stops unless both have the same outcome, the same regressors and as many rows.
     *
     * @throws NotEstimableException saying in what they differ
     */
    static void require(String test, RegressionSummary one, RegressionSummary other) {
        differ(test, "outcome", one.outcome(), other.outcome());
        differ(test, "regressors", slopes(one), slopes(other));
        differ(test, "rows", rows(one), rows(other));
        differ(test, "weights", weights(one), weights(other));
    }

    /** The names of a model's fixed effects, joined. */
    static String effects(RegressionSummary model) {
        return model.effects().stream().map(RegressionSummary.Effect::name).collect(Collectors.joining(" and "));
    }

    /** Those alone in a level counted: fixed effects fit them perfectly, and neither slopes nor residuals change without them. */
    private static long rows(RegressionSummary model) {
        return BetweenSample.rows(model.sample()) + Singletons.dropped(model.sample());
    }

    private static String weights(RegressionSummary model) {
        return model.weights()
                .map(weighting -> weighting.type() + " " + weighting.column())
                .orElse("none");
    }

    private static List<String> slopes(RegressionSummary model) {
        return model.coefficients().stream()
                .map(Coefficient::term)
                .filter(term -> !term.equals(Terms.INTERCEPT))
                .sorted()
                .toList();
    }

    private static void differ(String test, String what, Object one, Object other) {
        if (!one.equals(other)) {
            throw new NotEstimableException(
                    "%s compares two models of the same outcome, regressors and rows; here the %s differ: %s and %s"
                            .formatted(test, what, one, other));
        }
    }
}
