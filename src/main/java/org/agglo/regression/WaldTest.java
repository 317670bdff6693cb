package org.agglo.regression;

import java.util.List;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.stats.Distributions;
import org.agglo.stats.SymmetricMatrix;
import org.agglo.stats.Wald;

/**
 * Wald tests within one model: that several coefficients are all zero, under the covariance that its summary has.
 *
 * <p>F = b'V⁻¹b/q, with q coefficients and the degrees of freedom of the summary's t distribution; χ²(q) = q·F where those
 * are infinite (random effects).
 */
public final class WaldTest {
    private static final String SINGULAR = "The covariance of these coefficients is singular or not positive definite;"
            + " with few clusters test fewer terms at once, or choose another covariance.";

    private WaldTest() {}

    /**
     * That the coefficients of all these terms are zero.
     *
     * @throws NotEstimableException if the model lacks a term or omitted it
     */
    public static TestResult zero(RegressionSummary model, List<String> terms) {
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("A joint test needs at least one term");
        }
        int[] places =
                terms.stream().mapToInt(term -> Terms.estimated(model, term)).toArray();
        int q = places.length;
        double[] b = new double[q];
        double[][] v = new double[q][q];
        for (int i = 0; i < q; i++) {
            b[i] = model.coefficients().get(places[i]).estimate();
            for (int j = 0; j < q; j++) {
                v[i][j] = model.vcov().get(places[i], places[j]);
            }
        }
        return result(
                terms,
                Wald.statistic(b, SymmetricMatrix.of(v)),
                model.covariance().df());
    }

    /** That every slope of the model is zero; terms that were omitted are left out. */
    public static TestResult slopes(RegressionSummary model) {
        return zero(
                model,
                model.coefficients().stream()
                        .filter(b -> b.omitted().isEmpty() && !b.term().equals(Terms.INTERCEPT))
                        .map(Coefficient::term)
                        .toList());
    }

    private static TestResult result(List<String> terms, double wald, double df) {
        int q = terms.size();
        boolean normal = Double.isInfinite(df);
        return new TestResult(
                "Joint significance",
                "The coefficients of %s are all zero".formatted(String.join(", ", terms)),
                normal ? "χ²(%d)".formatted(q) : "F(%d, %.0f)".formatted(q, df),
                normal ? wald : wald / q,
                q,
                normal ? Double.NaN : df,
                normal ? Distributions.chiSquaredTail(wald, q) : Distributions.fTail(wald / q, q, df),
                Double.isNaN(wald) ? SINGULAR : "");
    }
}
