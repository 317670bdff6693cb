package org.agglo.regression;

import org.agglo.stats.Distributions;

/** Results of tests by the distribution of their statistic; a statistic that is NaN says why in the note. */
final class Tested {
    private Tested() {}

    static TestResult chiSquared(String name, String hypothesis, double statistic, double df, String note) {
        return new TestResult(
                name,
                hypothesis,
                "χ²(%.0f)".formatted(df),
                statistic,
                df,
                Double.NaN,
                Distributions.chiSquaredTail(statistic, df),
                note);
    }

    static TestResult f(String name, String hypothesis, double statistic, double df1, double df2, String note) {
        return new TestResult(
                name,
                hypothesis,
                "F(%.0f, %.0f)".formatted(df1, df2),
                statistic,
                df1,
                df2,
                Distributions.fTail(statistic, df1, df2),
                note);
    }

    static TestResult normal(String name, String hypothesis, double statistic, String note) {
        return new TestResult(
                name,
                hypothesis,
                "N(0, 1)",
                statistic,
                Double.NaN,
                Double.NaN,
                Distributions.normalTwoSided(statistic),
                note);
    }

    /** Only large statistics speak against the hypothesis. */
    static TestResult oneSided(String name, String hypothesis, double statistic, String note) {
        double half = Distributions.normalTwoSided(statistic) / 2;
        return new TestResult(
                name,
                hypothesis,
                "N(0, 1), one-sided",
                statistic,
                Double.NaN,
                Double.NaN,
                statistic < 0 ? 1 - half : half,
                note);
    }

    static String notApplicable(String why) {
        return "The test does not apply: " + why + ".";
    }
}
