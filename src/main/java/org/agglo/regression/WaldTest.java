package org.agglo.regression;

import java.util.List;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.stats.Distributions;
import org.agglo.stats.SymmetricMatrix;
import org.agglo.stats.Wald;

/**
 * Wald tests within one model, of coefficients that are zero or of any linear restrictions Rβ = r, under the covariance that its
 * summary has.
 *
 * <p>F = (Rb − r)'(RVR')⁻¹(Rb − r)/q, with q restrictions and the degrees of freedom of the summary's t distribution; χ²(q) = q·F where those
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
                "Joint significance",
                "The coefficients of %s are all zero".formatted(String.join(", ", terms)),
                q,
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

    /**
     * That all these linear restrictions hold, such as {@code "log(pcap) + log(pc) = 1"} or {@code "value = 2 * capital"}; without
     * {@code =} the sum is zero. Terms are written as the summary names them.
     *
     * @throws IllegalArgumentException pointing at the character where a restriction is not understood
     * @throws NotEstimableException if the model omitted a term
     */
    public static TestResult linear(RegressionSummary model, String... restrictions) {
        if (restrictions.length == 0) {
            throw new IllegalArgumentException("A Wald test needs at least one restriction, such as \"x = 1\"");
        }
        List<String> terms =
                model.coefficients().stream().map(Coefficient::term).toList();
        int q = restrictions.length;
        double[][] r = new double[q][];
        double[] off = new double[q];
        for (int i = 0; i < q; i++) {
            LinearHypothesis hypothesis = LinearHypothesis.parse(restrictions[i], terms);
            r[i] = hypothesis.weights().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            off[i] = -hypothesis.value();
            for (int term = 0; term < r[i].length; term++) {
                if (r[i][term] != 0) {
                    off[i] += r[i][term]
                            * model.coefficients()
                                    .get(Terms.estimated(model, terms.get(term)))
                                    .estimate();
                }
            }
        }
        return result(
                "Wald",
                String.join(" and ", restrictions),
                q,
                Wald.statistic(off, between(r, model.vcov())),
                model.covariance().df());
    }

    /** R·V·R' over the terms that R names. */
    private static SymmetricMatrix between(double[][] r, SymmetricMatrix v) {
        double[][] product = new double[r.length][r.length];
        for (int i = 0; i < r.length; i++) {
            for (int j = 0; j < r.length; j++) {
                for (int a = 0; a < v.size(); a++) {
                    for (int b = 0; b < v.size(); b++) {
                        product[i][j] += r[i][a] == 0 || r[j][b] == 0 ? 0 : r[i][a] * v.get(a, b) * r[j][b];
                    }
                }
            }
        }
        return SymmetricMatrix.of(product);
    }

    private static TestResult result(String name, String hypothesis, int q, double wald, double df) {
        boolean normal = Double.isInfinite(df);
        return new TestResult(
                name,
                hypothesis,
                normal ? "χ²(%d)".formatted(q) : "F(%d, %.0f)".formatted(q, df),
                normal ? wald : wald / q,
                q,
                normal ? Double.NaN : df,
                normal ? Distributions.chiSquaredTail(wald, q) : Distributions.fTail(wald / q, q, df),
                Double.isNaN(wald) ? SINGULAR : "");
    }
}
