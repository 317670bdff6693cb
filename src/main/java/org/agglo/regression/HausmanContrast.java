package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.stats.Distributions;
import org.agglo.stats.QuadraticForm;
import org.agglo.stats.SymmetricMatrix;

/** The quadratic form of the differences between the slopes that two models of the same regression have in common. */
final class HausmanContrast {
    /** A lowest eigenvalue this far below zero, measured in the first model's variances, is no rounding. */
    private static final double NEGATIVE = -1e-12;

    private final RegressionSummary one;
    private final RegressionSummary other;
    private final int sign;

    /** @param sign of the other model's covariance: −1 where it is taken off, 1 where the two are independent */
    HausmanContrast(RegressionSummary one, RegressionSummary other, int sign) {
        this.one = one;
        this.other = other;
        this.sign = sign;
    }

    /** @param variances whose the eigenvalues of the difference are measured in, for the note */
    TestResult result(String name, String hypothesis, String variances) {
        List<int[]> pairs = commonSlopes();
        int q = pairs.size();
        double[] d = new double[q];
        double[] scale = new double[q];
        double[][] difference = new double[q][q];
        for (int i = 0; i < q; i++) {
            int[] a = pairs.get(i);
            d[i] = one.coefficients().get(a[0]).estimate()
                    - other.coefficients().get(a[1]).estimate();
            scale[i] = one.vcov().get(a[0], a[0]);
            for (int j = 0; j < q; j++) {
                int[] b = pairs.get(j);
                difference[i][j] =
                        one.vcov().get(a[0], b[0]) + sign * other.vcov().get(a[1], b[1]);
            }
        }
        QuadraticForm form = QuadraticForm.of(d, SymmetricMatrix.of(difference), scale);
        double statistic = form.rank() == 0 ? Double.NaN : Math.abs(form.value());
        return new TestResult(
                name,
                hypothesis,
                "χ²(%d)".formatted(form.rank()),
                statistic,
                form.rank(),
                Double.NaN,
                Distributions.chiSquaredTail(statistic, form.rank()),
                note(form, variances));
    }

    private static String note(QuadraticForm form, String variances) {
        if (form.rank() == 0) {
            return "The test does not apply: the two models have the same covariance.";
        }
        List<String> notes = new ArrayList<>();
        if (form.lowest() < NEGATIVE) {
            notes.add(("The difference of the covariances is not positive definite (lowest eigenvalue %.3g of the"
                            + " %s variances), so the statistic, an absolute value as in plm, decides nothing.")
                    .formatted(form.lowest(), variances));
        }
        if (form.outside() > 0) {
            notes.add("The difference of the covariances is singular; a generalised inverse was used.");
        }
        return String.join(" ", notes);
    }

    private List<int[]> commonSlopes() {
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < one.coefficients().size(); i++) {
            Coefficient a = one.coefficients().get(i);
            for (int j = 0; j < other.coefficients().size(); j++) {
                Coefficient b = other.coefficients().get(j);
                boolean both = a.omitted().isEmpty() && b.omitted().isEmpty();
                if (both && a.term().equals(b.term()) && !a.term().equals(Terms.INTERCEPT)) {
                    pairs.add(new int[] {i, j});
                }
            }
        }
        if (pairs.isEmpty()) {
            throw new NotEstimableException("Hausman has nothing to compare: no slope is estimated in both %s and %s"
                    .formatted(one.formula(), other.formula()));
        }
        return pairs;
    }
}
