package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Petersen's panel, errors as fixest 0.12.2 computes them. */
class PetersenTest {
    private static final double TOLERANCE = 1e-8;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iid | iid",
                "robust | hetero",
                "cluster(firm) | cluster_firm",
                "cluster(year) | cluster_year",
                "cluster(firm, year) | twoway_min"
            })
    void agreesWithFixestPooled(String vcov, String key) {
        JsonNode expected = Reference.expected("petersen/expected.json");
        RegressionSummary summary = new LeastSquares()
                .setFormula("y ~ x")
                .setClusters("firm", "year")
                .fit(Reference.table("petersen/petersen.csv"))
                .summary(vcov);
        close(Reference.coefficient(summary, "(Intercept)").estimate(), expected.at("/coef/(Intercept)"));
        close(Reference.coefficient(summary, "x").estimate(), expected.at("/coef/x"));
        close(Reference.coefficient(summary, "(Intercept)").error(), expected.at("/fixest/" + key + "/const"));
        close(Reference.coefficient(summary, "x").error(), expected.at("/fixest/" + key + "/x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iid | iid",
                "robust | hetero",
                "cluster(firm) | cluster_firm",
                "cluster(year) | cluster_year",
                "cluster(firm, year) | twoway"
            })
    void agreesWithFixestUnderFirmAndYearEffects(String vcov, String key) {
        JsonNode expected = Reference.expected("petersen/expected.json").get("fixest_fe_firm_year");
        RegressionSummary summary = new LeastSquares()
                .setFormula("y ~ x | firm + year")
                .setVcov(vcov)
                .fit(Reference.table("petersen/petersen.csv"))
                .summary();
        close(Reference.coefficient(summary, "x").estimate(), expected.get("coef_x"));
        close(Reference.coefficient(summary, "x").error(), expected.get(key));
    }

    private static void close(double actual, JsonNode expected) {
        assertThat(actual).isCloseTo(expected.asDouble(), withPercentage(100 * TOLERANCE));
    }
}
