package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.regression.RegressionSummary.Components;
import org.agglo.stats.Distributions;
import org.agglo.stats.QuadraticForm;
import org.agglo.stats.SymmetricMatrix;

/**
 * Hausman's (1978) test of random against fixed effects: H = d'·(V_F − V_R)⁻¹·d, χ²(q) if the effects are uncorrelated
 * with the regressors, where d holds the differences of the q slopes that both models have and V their covariances under
 * independent errors of equal variance. The test that plm calls phtest.
 *
 * <p>In a sample the difference of covariances need not be positive definite. The statistic then is |H|, as plm gives it, over
 * the generalised inverse if the difference is singular, and the note says so: the test decides nothing there.
 */
public final class Hausman {
    /** Two programs' residual variances of the same within regression agree to this; other samples' do not. */
    private static final double SAME = 1e-8;

    /** A lowest eigenvalue this far below zero, measured in the fixed-effects variances, is no rounding. */
    private static final double NEGATIVE = -1e-12;

    private Hausman() {}

    /**
     * The test; covariances are computed under independent errors of equal variance whatever the models were asked for.
     *
     * @throws NotEstimableException if the two are not a fixed- and a random-effects model of the same outcome,
     *     regressors, effect and rows
     */
    public static TestResult test(LeastSquaresModel fixed, RandomEffectsModel random) {
        return test(fixed.summary("iid"), random.summary("iid"));
    }

    /** Of two summaries under iid covariances. */
    static TestResult test(RegressionSummary fixed, RegressionSummary random) {
        requireSameRegression(fixed, random);
        List<int[]> pairs = commonSlopes(fixed, random);
        int q = pairs.size();
        double[] d = new double[q];
        double[] scale = new double[q];
        double[][] difference = new double[q][q];
        for (int i = 0; i < q; i++) {
            int[] a = pairs.get(i);
            d[i] = fixed.coefficients().get(a[0]).estimate()
                    - random.coefficients().get(a[1]).estimate();
            scale[i] = fixed.vcov().get(a[0], a[0]);
            for (int j = 0; j < q; j++) {
                int[] b = pairs.get(j);
                difference[i][j] = fixed.vcov().get(a[0], b[0]) - random.vcov().get(a[1], b[1]);
            }
        }
        return result(fixed, QuadraticForm.of(d, SymmetricMatrix.of(difference), scale));
    }

    private static TestResult result(RegressionSummary fixed, QuadraticForm form) {
        double statistic = form.rank() == 0 ? Double.NaN : Math.abs(form.value());
        return new TestResult(
                "Hausman",
                "The effects of %s are uncorrelated with the regressors, so that random effects are consistent"
                        .formatted(SameRegression.effects(fixed)),
                "χ²(%d)".formatted(form.rank()),
                statistic,
                form.rank(),
                Double.NaN,
                Distributions.chiSquaredTail(statistic, form.rank()),
                note(form));
    }

    private static String note(QuadraticForm form) {
        if (form.rank() == 0) {
            return "The test does not apply: the two models have the same covariance.";
        }
        List<String> notes = new ArrayList<>();
        if (form.lowest() < NEGATIVE) {
            notes.add(("The difference of the covariances is not positive definite (lowest eigenvalue %.3g of the"
                            + " fixed-effects variances), so the statistic, an absolute value as in plm, decides nothing.")
                    .formatted(form.lowest()));
        }
        if (form.outside() > 0) {
            notes.add("The difference of the covariances is singular; a generalised inverse was used.");
        }
        return String.join(" ", notes);
    }

    private static void requireSameRegression(RegressionSummary fixed, RegressionSummary random) {
        SameRegression.require("Hausman", fixed, random);
        Components components = random.random()
                .orElseThrow(() -> new NotEstimableException(
                        "Hausman's second model has to be random effects, not " + random.estimator()));
        List<String> effects =
                fixed.effects().stream().map(RegressionSummary.Effect::name).toList();
        List<String> taken = components.names();
        if (effects.size() != taken.size() || !effects.containsAll(taken)) {
            throw new NotEstimableException(
                    "Hausman compares the same effect taken as fixed and as random: the fixed model has %s, the random one %s"
                            .formatted(
                                    effects.isEmpty() ? "none" : String.join(" + ", effects),
                                    String.join(" + ", taken)));
        }
        double variance =
                fixed.fit().rss() / (fixed.observations() - fixed.fit().rank());
        if (!(Math.abs(variance - components.within()) <= SAME * Math.max(variance, components.within()))) {
            throw new NotEstimableException(
                    "Hausman needs both models on the same rows: the variance within %s is %s in the fixed and %s in the random model"
                            .formatted(String.join(" and ", taken), variance, components.within()));
        }
    }

    private static List<int[]> commonSlopes(RegressionSummary fixed, RegressionSummary random) {
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < fixed.coefficients().size(); i++) {
            Coefficient a = fixed.coefficients().get(i);
            for (int j = 0; j < random.coefficients().size(); j++) {
                Coefficient b = random.coefficients().get(j);
                boolean both = a.omitted().isEmpty() && b.omitted().isEmpty();
                if (both && a.term().equals(b.term()) && !a.term().equals(Terms.INTERCEPT)) {
                    pairs.add(new int[] {i, j});
                }
            }
        }
        if (pairs.isEmpty()) {
            throw new NotEstimableException("Hausman has nothing to compare: no slope is estimated in both %s and %s"
                    .formatted(fixed.formula(), random.formula()));
        }
        return pairs;
    }
}
