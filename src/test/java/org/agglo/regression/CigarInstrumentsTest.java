package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Instrumental variables on the cigarette panel against the values that FixedEffectModels.jl's tests hold, which name the Stata
 * command (ivreg2, ivreghdfe) that each matches; to the digits given there.
 */
class CigarInstrumentsTest {
    private static RegressionSummary fit(String file, String formula, String vcov, String weights) {
        InstrumentalVariables estimator =
                new InstrumentalVariables().setFormula(formula).setVcov(vcov);
        if (!weights.isEmpty()) {
            estimator.setWeightCol(weights);
        }
        return estimator.fit(Panels.read("cigar/" + file)).summary();
    }

    @ParameterizedTest(name = "coef {0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "IV Price~Pimin; Sales ~ 1 | Price ~ Pimin; ''",
                "NDI+(Price~Pimin); Sales ~ NDI | Price ~ Pimin; ''",
                "NDI+(Price~Pimin+Pop); Sales ~ NDI | Price ~ Pimin + Pop; ''",
                "(Price+NDI~Pimin+Pop); Sales ~ 1 | Price + NDI ~ Pimin + Pop; ''",
                "(Price~Pimin)|State; Sales ~ 1 | State | Price ~ Pimin; ''",
                "(Price~Pimin)|State w; Sales ~ 1 | State | Price ~ Pimin; Pop",
                "NDI+(Price~Pimin)|State; Sales ~ NDI | State | Price ~ Pimin; ''"
            })
    void estimates(String key, String formula, String weights) {
        RegressionSummary summary = fit("Cigar.csv", formula, "iid", weights);
        List<Double> found = new ArrayList<>();
        summary.coefficients().forEach(coefficient -> found.add(coefficient.estimate()));
        compare(SharedReferences.expected("cigar").get("coef").get(key), found);
    }

    @ParameterizedTest(name = "se {0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "IV NDI+(Price~Pimin)|State cluster State (ivreghdfe); Sales ~ NDI | State | Price ~ Pimin; ''",
                "same w=Pop; Sales ~ NDI | State | Price ~ Pimin; Pop",
                "(Price~Pimin)|State cl State w; Sales ~ 1 | State | Price ~ Pimin; Pop"
            })
    void clusteredErrors(String key, String formula, String weights) {
        RegressionSummary summary = fit("Cigar.csv", formula, "cluster(State)", weights);
        List<Double> found = new ArrayList<>();
        summary.coefficients().forEach(coefficient -> found.add(coefficient.error()));
        compare(SharedReferences.expected("cigar").get("se").get(key), found);
    }

    @ParameterizedTest(name = "F {0}")
    @CsvSource(
            delimiter = ';',
            value = {"IV; iid", "IV cluster State; cluster(State)"})
    void waldF(String key, String vcov) {
        RegressionSummary summary = fit("Cigar.csv", "Sales ~ 1 | Price ~ Pimin", vcov, "");
        compare(
                SharedReferences.expected("cigar").get("F").get(key),
                List.of(summary.fit().f()));
    }

    @ParameterizedTest(name = "Kleibergen–Paap F {0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "IV iid; Cigar.csv; Sales ~ 1 | Price ~ Pimin; iid",
                "IV robust (=ivreg2); Cigar.csv; Sales ~ 1 | Price ~ Pimin; robust",
                "IV|State iid; Cigar.csv; Sales ~ 1 | State | Price ~ Pimin; iid",
                "IV|State robust (=ivreg2); Cigar.csv; Sales ~ 1 | State | Price ~ Pimin; robust",
                "CPI+(Price~Pimin) robust; Cigar.csv; Sales ~ CPI | Price ~ Pimin; robust",
                "(Price~Pimin+CPI) robust; Cigar.csv; Sales ~ 1 | Price ~ Pimin + CPI; robust",
                "IV cluster State; Cigar.csv; Sales ~ 1 | Price ~ Pimin; cluster(State)",
                "CPI+IV 2way (=ivreg2); Cigar.csv; Sales ~ CPI | Price ~ Pimin; 'cluster(State, Year)'",
                "Ftest.csv Y~fe(id)+(X1+X2~Z1+Z2) robust; Ftest.csv; Y ~ 1 | id | X1 + X2 ~ Z1 + Z2; robust"
            })
    void kleibergenPaap(String key, String file, String formula, String vcov) {
        TestResult test = fit(file, formula, vcov, "").instruments().orElseThrow().tests().stream()
                .filter(found -> found.name().startsWith("Kleibergen–Paap"))
                .findFirst()
                .orElseThrow();
        compare(SharedReferences.expected("cigar").get("KP_F").get(key), List.of(test.statistic()));
    }

    /** To one unit in the last digit that is given, or to 1e-8 if that is more. */
    private static void compare(JsonNode expected, List<Double> found) {
        List<JsonNode> values = new ArrayList<>();
        (expected.isArray() ? expected : List.of(expected)).forEach(values::add);
        assertThat(found).hasSameSizeAs(values);
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i).asDouble();
            int decimals = new BigDecimal(values.get(i).asText()).scale();
            double digit = Math.max(Math.pow(10, -decimals), 1e-8 * Math.abs(value));
            assertThat(Math.abs(found.get(i) - value))
                    .as("%s, expected %s", found.get(i), value)
                    .isLessThanOrEqualTo(digit);
        }
    }
}
