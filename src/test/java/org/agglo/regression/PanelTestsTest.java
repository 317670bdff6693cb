package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.agglo.regression.PanelTests.Lags;
import org.agglo.regression.PanelTests.Slopes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Specification tests against plm. */
class PanelTestsTest {
    private static final double RELATIVE = 1e-8;
    private static final String FORMULA = "inv ~ value + capital";

    @TestFactory
    Stream<DynamicTest> agreeWithPlmOnGrunfeld() {
        Dataset<Row> panel = Panels.read("grunfeld/grunfeld.csv");
        LeastSquaresModel pooled = least(FORMULA).fit(panel);
        LeastSquaresModel fixed = least(FORMULA + " | firm").fit(panel);
        FirstDifferenceModel differenced = new FirstDifference()
                .setFormula(FORMULA)
                .setUnitCol("firm")
                .setTimeCol("year")
                .setFitter("crossproducts")
                .fit(panel);
        BetweenEffectsModel between = new BetweenEffects()
                .setFormula(FORMULA)
                .setEffect("firm")
                .setFitter("crossproducts")
                .fit(panel);
        RandomEffectsModel random = new RandomEffects()
                .setFormula(FORMULA)
                .setEffect("firm")
                .setFitter("crossproducts")
                .fit(panel);
        Map<String, Supplier<TestResult>> tests = new LinkedHashMap<>();
        tests.put("plm_bp", () -> PanelTests.breuschPagan(pooled, "firm"));
        tests.put("plm_honda", () -> PanelTests.honda(pooled, "firm"));
        tests.put("plm_kw", () -> PanelTests.kingWu(pooled, "firm"));
        tests.put("plm_ghm_two", () -> PanelTests.gourierouxHollyMonfort(pooled, "firm", "year"));
        tests.put("pwtest", () -> PanelTests.unobservedEffects(pooled, "firm"));
        tests.put("pbsytest_ar", () -> PanelTests.serialDespiteEffects(pooled, "firm", "year"));
        tests.put("pbsytest_j", () -> PanelTests.effectsOrSerial(pooled, "firm", "year"));
        tests.put("pbgtest_wi", () -> PanelTests.breuschGodfrey(fixed, "firm", "year", 1, Lags.STACKED));
        tests.put("pdwtest", () -> PanelTests.durbinWatson(fixed, "firm", "year", Lags.STACKED));
        tests.put("pwartest", () -> PanelTests.wooldridgeSerial(fixed, "firm", "year"));
        tests.put("pwfdtest", () -> PanelTests.wooldridgeDifferenced(differenced, "firm", "year"));
        tests.put("pcdtest_cd", () -> PanelTests.pesaranCd(fixed, "firm", "year", Slopes.COMMON));
        tests.put("pcdtest_lm", () -> PanelTests.crossSectionLm(fixed, "firm", "year", Slopes.COMMON));
        tests.put("pooltest", () -> PanelTests.equalSlopes(fixed, "firm"));
        tests.put("pFtest_fe_pool", () -> Poolability.test(fixed.summary(), pooled.summary()));
        tests.put("hausman_fe_re", () -> Hausman.test(fixed, random));
        tests.put("hausman_fe_be", () -> Hausman.test(fixed, between));
        tests.put("hausman_re_be", () -> Hausman.test(random, between));
        tests.put("hausman_aux", () -> Hausman.auxiliary(random, "iid"));
        tests.put("hausman_aux_robust", () -> Hausman.auxiliary(random, "cluster(firm)", "none"));
        JsonNode expected = SharedReferences.expected("grunfeld").get("tests");
        return tests.entrySet().stream()
                .map(test ->
                        dynamicTest(test.getKey(), () -> same(test.getValue().get(), expected.get(test.getKey()))));
    }

    private static void same(TestResult found, JsonNode expected) {
        close("statistic", found.statistic(), expected.get("stat").asDouble());
        JsonNode df = expected.path("df");
        if (df.isNumber()) {
            assertThat(found.df1()).isEqualTo(df.asDouble());
        } else if (df.size() == 2) {
            assertThat(found.df1()).isEqualTo(df.get(0).asDouble());
            assertThat(found.df2()).isEqualTo(df.get(1).asDouble());
        }
        if (expected.has("p")) {
            double p = expected.get("p").asDouble();
            assertThat(Math.abs(found.pValue() - p))
                    .as("p is %s, expected %s", found.pValue(), p)
                    .isLessThanOrEqualTo(RELATIVE * p * Math.max(1, Math.abs(found.statistic())));
        }
        assertThat(found.nullHypothesis()).isNotBlank();
    }

    private static void close(String name, double found, double expected) {
        assertThat(Math.abs(found - expected))
                .as("%s is %s, expected %s", name, found, expected)
                .isLessThanOrEqualTo(RELATIVE * Math.abs(expected));
    }

    private static LeastSquares least(String formula) {
        return new LeastSquares()
                .setFormula(formula)
                .setVcovColumns("firm", "year")
                .setFitter("crossproducts");
    }
}
