package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NIST's certified linear regressions. */
class NistTest {
    private static final Map<String, String> FORMULAS = Map.of(
            "norris", "y ~ x",
            "longley", "y ~ x1 + x2 + x3 + x4 + x5 + x6",
            "filip", "y ~ x + x^2 + x^3 + x^4 + x^5 + x^6 + x^7 + x^8 + x^9 + x^10",
            "wampler1", "y ~ x + x^2 + x^3 + x^4 + x^5",
            "wampler2", "y ~ x + x^2 + x^3 + x^4 + x^5",
            "wampler3", "y ~ x + x^2 + x^3 + x^4 + x^5",
            "wampler4", "y ~ x + x^2 + x^3 + x^4 + x^5",
            "wampler5", "y ~ x + x^2 + x^3 + x^4 + x^5");

    @ParameterizedTest
    @CsvSource({
        "norris, crossproducts, 12",
        "norris, mllib, 12",
        "longley, crossproducts, 12",
        "longley, mllib, 12",
        "wampler1, crossproducts, 12",
        "wampler1, mllib, 12",
        "wampler2, crossproducts, 12",
        "wampler2, mllib, 12",
        "wampler3, crossproducts, 12",
        "wampler3, mllib, 12",
        "wampler4, crossproducts, 12",
        "wampler4, mllib, 12",
        "wampler5, crossproducts, 12",
        "wampler5, mllib, 12",
        "filip, crossproducts, 7",
        "filip, mllib, 7"
    })
    void agreesWithTheCertifiedDigits(String data, String fitter, int digits) {
        RegressionSummary summary = new LeastSquares()
                .setFormula(FORMULAS.get(data))
                .setFitter(fitter)
                .fit(Reference.table("nist/" + data + ".csv"))
                .summary();
        JsonNode certified = Reference.expected("nist/certified.json").get(data);
        double percent = 100 * Math.pow(10, -digits);
        for (int j = 0; j < certified.get("coef").size(); j++) {
            assertThat(summary.coefficients().get(j).estimate())
                    .as("%s coefficient %d", data, j)
                    .isCloseTo(certified.get("coef").get(j).asDouble(), withPercentage(percent));
            if (certified.has("se")) {
                double error = certified.get("se").get(j).asDouble();
                assertThat(summary.coefficients().get(j).error())
                        .as("%s error %d", data, j)
                        .satisfies(
                                e -> assertThat(Math.abs(e - error)).isLessThanOrEqualTo(percent / 100 * error + 1e-9));
            }
        }
    }
}
