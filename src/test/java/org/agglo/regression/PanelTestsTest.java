package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.agglo.regression.PanelTests.Lags;
import org.agglo.regression.PanelTests.Slopes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
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

    @Test
    void pesaranCdAgreesWithPlmOnProduc() {
        LeastSquaresModel fixed = least("log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp | state")
                .setVcovColumns("state", "year")
                .fit(Panels.read("produc/produc.csv"));
        same(
                PanelTests.pesaranCd(fixed, "state", "year", Slopes.COMMON),
                SharedReferences.expected("produc").get("pcdtest"));
    }

    @TestFactory
    Stream<DynamicTest> agreeWithROnBalancedAndUnbalancedPanels() {
        return PanelJson.all("panel.json", "tests").stream()
                .map(node -> dynamicTest(
                        "%s %s %s %s — %s"
                                .formatted(
                                        node.get("panel").asText(),
                                        node.get("where").asText(),
                                        node.get("test").asText(),
                                        node.get("effect"),
                                        node.get("by").asText()),
                        () -> compare(node, new Fits(node).found())));
    }

    /** The fits that tests of one panel need, each made once. */
    private record Fits(JsonNode node) {
        private static final Map<String, RegressionModel<?>> MADE = new ConcurrentHashMap<>();

        private RegressionModel<?> made(String kind) {
            String key = kind + node.get("panel") + node.get("where") + node.get("formula");
            return MADE.computeIfAbsent(key, made -> make(kind));
        }

        private RegressionModel<?> make(String kind) {
            String formula = node.get("formula").asText();
            Dataset<Row> rows = PanelJson.rows(node);
            return switch (kind) {
                case "pooled" -> with(new LeastSquares().setFormula(formula)).fit(rows);
                case "within" ->
                    with(new LeastSquares().setFormula(formula + " | " + unit()))
                            .fit(rows);
                case "random" ->
                    with(new RandomEffects().setEffect(unit()).setFormula(formula))
                            .fit(rows);
                case "between" ->
                    with(new BetweenEffects().setEffect(unit()).setFormula(formula))
                            .fit(rows);
                case "mundlak" ->
                    with(new Mundlak().setEffect(unit()).setFormula(formula)).fit(rows);
                default ->
                    with(new FirstDifference()
                                    .setUnitCol(unit())
                                    .setTimeCol(time())
                                    .setGaps("adjacent")
                                    .setFormula(formula))
                            .fit(rows);
            };
        }

        private <S extends RegressionEstimator<S, M>, M extends RegressionModel<M>> S with(S estimator) {
            return estimator.setVcov("iid").setVcovColumns(unit(), time()).setFitter("crossproducts");
        }

        private String unit() {
            return node.get("unit").asText();
        }

        private String time() {
            return node.get("time").asText();
        }

        private LeastSquaresModel within() {
            return (LeastSquaresModel) made("within");
        }

        private TestResult found() {
            RegressionModel<?> pooled = made("pooled");
            String[] effects = PanelJson.words(node.get("effect"));
            String test = node.get("test").asText();
            if (test.startsWith("wald")) {
                return WaldTest.linear(
                        pooled.summary("cluster(%s)".formatted(unit())),
                        test.substring(5).split(";"));
            }
            if (test.startsWith("hausman swar") || test.matches("hausman (walhus|nerlove|twoways.*)")) {
                return classic(effects, test.substring(test.lastIndexOf(' ') + 1));
            }
            return switch (test) {
                case "mundlak" -> ((MundlakModel) made("mundlak")).uncorrelated();
                case "aux" -> Hausman.auxiliary((RandomEffectsModel) made("random"), "iid");
                case "aux cluster none" ->
                    Hausman.auxiliary((RandomEffectsModel) made("random"), "cluster(%s)".formatted(unit()), "none");
                case "hausman fe be" -> Hausman.test(within(), (BetweenEffectsModel) made("between"));
                case "hausman re be" ->
                    Hausman.test((RandomEffectsModel) made("random"), (BetweenEffectsModel) made("between"));
                case "pFtest" -> Poolability.test(within());
                case "bp" -> PanelTests.breuschPagan(pooled, effects);
                case "honda" -> PanelTests.honda(pooled, effects);
                case "kw" -> PanelTests.kingWu(pooled, effects);
                case "ghm" -> PanelTests.gourierouxHollyMonfort(pooled, effects[0], effects[1]);
                case "pwtest" -> PanelTests.unobservedEffects(pooled, effects[0]);
                case "pbsy ar" -> PanelTests.serialDespiteEffects(pooled, unit(), time());
                case "pbsy re" -> PanelTests.effectsDespiteSerial(pooled, unit(), time());
                case "pbsy j" -> PanelTests.effectsOrSerial(pooled, unit(), time());
                case "groupwise" -> PanelTests.groupwiseHeteroskedasticity(within(), unit());
                case "chow pooled" -> PanelTests.equalSlopes(pooled, unit());
                case "chow within" -> PanelTests.equalSlopes(within(), unit());
                default -> test.contains("cd") || test.contains("lm") ? dependence(test) : serial(test);
            };
        }

        private TestResult classic(String[] effects, String method) {
            String formula = node.get("formula").asText();
            Dataset<Row> rows = PanelJson.rows(node);
            return Hausman.test(
                    with(new LeastSquares().setFormula(formula + " | " + String.join(" + ", effects)))
                            .fit(rows),
                    with(new RandomEffects()
                                    .setEffect(effects)
                                    .setMethod(method)
                                    .setFormula(formula))
                            .fit(rows));
        }

        private TestResult dependence(String test) {
            Slopes slopes = test.endsWith("by unit") ? Slopes.BY_UNIT : Slopes.COMMON;
            return switch (test.split(" ")[0]) {
                case "cd" -> PanelTests.pesaranCd(within(), unit(), time(), slopes);
                case "lm" -> PanelTests.crossSectionLm(within(), unit(), time(), slopes);
                case "sclm" -> PanelTests.scaledCrossSectionLm(within(), unit(), time(), slopes);
                default -> PanelTests.biasCorrectedCrossSectionLm(within(), unit(), time());
            };
        }

        private TestResult serial(String test) {
            String[] words = test.split(" ");
            Lags lags = test.contains("stacked") ? Lags.STACKED : Lags.WITHIN_UNITS;
            return switch (words[0]) {
                case "bg" ->
                    PanelTests.breuschGodfrey(made(words[2]), unit(), time(), Integer.parseInt(words[3]), lags);
                case "dw" -> PanelTests.durbinWatson(made(words[2]), unit(), time(), lags);
                case "pwartest" -> PanelTests.wooldridgeSerial(within(), unit(), time());
                default ->
                    words[1].equals("fd")
                            ? PanelTests.wooldridgeDifferenced(made("fd"), unit(), time())
                            : PanelTests.wooldridgeLevels(made("fd"), unit(), time());
            };
        }
    }

    private static void compare(JsonNode node, TestResult found) {
        close("statistic", found.statistic(), node.get("statistic").asDouble());
        for (String name : List.of("df1", "df2")) {
            if (node.get(name).isNumber()) {
                assertThat(name.equals("df1") ? found.df1() : found.df2())
                        .as(name)
                        .isEqualTo(node.get(name).asDouble());
            }
        }
        if (node.get("p").isNumber()) {
            double p = node.get("p").asDouble();
            assertThat(Math.abs(found.pValue() - p))
                    .as("p is %s, expected %s", found.pValue(), p)
                    .isLessThanOrEqualTo(RELATIVE * p * Math.max(1, Math.abs(found.statistic())) + 1e-300);
        }
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
