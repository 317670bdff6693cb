package org.agglo.regression;

/**
 * A test: what it asks, what it found.
 *
 * @param nullHypothesis in words
 * @param distribution such as "χ²(5)" or "F(2, 11)"
 * @param statistic NaN where the test does not apply; {@code note} says why
 * @param df2 denominator degrees of freedom; NaN for χ²
 * @param note what the reader has to be told; empty if nothing
 */
public record TestResult(
        String name,
        String nullHypothesis,
        String distribution,
        double statistic,
        double df1,
        double df2,
        double pValue,
        String note) {
    /** The same of another name and null hypothesis. */
    public TestResult as(String otherName, String otherHypothesis) {
        return new TestResult(otherName, otherHypothesis, distribution, statistic, df1, df2, pValue, note);
    }
}
