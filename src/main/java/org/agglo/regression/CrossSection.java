package org.agglo.regression;

import java.util.Arrays;
import org.agglo.stats.Twofold;

/**
 * Tests that units are not correlated with each other in the same period: from the correlation ρ_ij of the residuals of each pair of
 * units over the T_ij periods that both have. Pairs with fewer than two are left out; P are left.
 */
final class CrossSection {
    /** Most units; their pairs are gone through. */
    static final int MOST_UNITS = 20_000;

    private final FittedPanel panel;
    private final double[][] residuals;

    private double pairs;
    private long without;
    private int longest;
    private final Twofold weighted = new Twofold();
    private final Twofold squared = new Twofold();

    /** @param residuals (N) by row */
    CrossSection(FittedPanel panel, double[] residuals) {
        this.panel = panel;
        int units = panel.units();
        if (units > MOST_UNITS) {
            throw new NotEstimableException(
                    "%s goes through all pairs of units, and %,d units of %s have too many; test a sample of at most %,d"
                            .formatted(panel.test(), units, panel.unit().name(), MOST_UNITS));
        }
        this.residuals = new double[units][panel.time().levels()];
        for (int i = 0; i < units; i++) {
            Arrays.fill(this.residuals[i], Double.NaN);
            longest = Math.max(longest, panel.rows()[i].length);
            for (int row : panel.rows()[i]) {
                this.residuals[i][panel.time().codes()[row]] = residuals[row];
            }
        }
        for (int i = 0; i < units; i++) {
            for (int j = 0; j < i; j++) {
                add(this.residuals[i], this.residuals[j]);
            }
        }
    }

    private void add(double[] a, double[] b) {
        int common = 0;
        double meanA = 0;
        double meanB = 0;
        for (int t = 0; t < a.length; t++) {
            if (!Double.isNaN(a[t]) && !Double.isNaN(b[t])) {
                common++;
                meanA += a[t];
                meanB += b[t];
            }
        }
        if (common < 2) {
            without++;
            return;
        }
        meanA /= common;
        meanB /= common;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int t = 0; t < a.length; t++) {
            if (!Double.isNaN(a[t]) && !Double.isNaN(b[t])) {
                aa += (a[t] - meanA) * (a[t] - meanA);
                bb += (b[t] - meanB) * (b[t] - meanB);
                ab += (a[t] - meanA) * (b[t] - meanB);
            }
        }
        double correlation = ab / Math.sqrt(aa) / Math.sqrt(bb);
        pairs++;
        weighted.add(Math.sqrt(common) * correlation);
        squared.add(common * correlation * correlation);
    }

    private String hypothesis() {
        return "Errors of different %s are not correlated in the same %s"
                .formatted(panel.unit().name(), panel.time().name());
    }

    private String note(String more) {
        if (pairs == 0) {
            return Tested.notApplicable("no two units have two periods in common");
        }
        String left = without == 0
                ? ""
                : "%s of units with fewer than two periods in common are left out."
                        .formatted(Words.count(without, "pair"));
        return left.isEmpty() || more.isEmpty() ? left + more : left + " " + more;
    }

    /** √(1/P)·Σ √T_ij·ρ_ij. */
    TestResult pesaran() {
        return Tested.normal(panel.test(), hypothesis(), weighted.value() / Math.sqrt(pairs), note(""));
    }

    /** Σ T_ij·ρ_ij². */
    TestResult breuschPagan() {
        boolean manyUnits = panel.units() > panel.time().levels();
        return Tested.chiSquared(
                panel.test(),
                hypothesis(),
                pairs == 0 ? Double.NaN : squared.value(),
                pairs,
                note(
                        manyUnits
                                ? "χ² is an approximation for many periods; with more units than periods it rejects too often."
                                : ""));
    }

    /** √(1/(2P))·Σ (T_ij·ρ_ij² − 1). */
    TestResult scaled() {
        return Tested.normal(panel.test(), hypothesis(), scaledValue(), note(""));
    }

    /** The same less N/(2(T − 1)), T the most periods of a unit. */
    TestResult biasCorrected() {
        return Tested.normal(
                panel.test(), hypothesis(), scaledValue() - panel.units() / (2.0 * (longest - 1)), note(""));
    }

    private double scaledValue() {
        return (squared.value() - pairs) / Math.sqrt(2.0 * pairs);
    }
}
