package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tests of models against plm, lmtest and contrasts in R, and what they refuse. */
class ModelTestsTest {
    /** The programs' covariances agree to 1e-10; their difference in a Hausman test loses up to two digits. */
    private static final double RELATIVE = 1e-8;

    private static final String GRUNFELD = "grunfeld/grunfeld.csv";

    @TestFactory
    Stream<DynamicTest> agreeWithR() {
        return Golden.tests().stream()
                .map(node -> dynamicTest(
                        "%s %s %s — %s"
                                .formatted(
                                        node.get("test").asText(),
                                        node.get("panel").asText(),
                                        node.path("effect").asText(),
                                        node.get("by").asText()),
                        () -> compare(node, found(node))));
    }

    private static TestResult found(JsonNode node) {
        String formula = node.get("formula").asText();
        Dataset<Row> panel = Panels.read(node.get("panel").asText());
        String effect = node.path("effect").asText();
        return switch (node.get("test").asText()) {
            case "hausman" -> hausman(panel, formula, effect);
            case "poolability" ->
                Poolability.test(
                        fit(panel, formula + " | " + effect, "robust"), fit(panel, formula, "cluster(" + effect + ")"));
            case "equal" -> {
                Map<String, RegressionSummary> groups = new LinkedHashMap<>();
                String by = node.get("groups").asText();
                for (Row level : panel.select(by).distinct().orderBy(by).collectAsList()) {
                    Dataset<Row> rows = panel.where(functions.col(by).equalTo(level.get(0)));
                    groups.put(
                            level.getString(0),
                            fit(rows, formula, node.get("vcov").asText()));
                }
                yield EqualCoefficients.test(groups, node.get("term").asText());
            }
            default -> {
                List<String> terms = new ArrayList<>();
                node.get("terms").forEach(term -> terms.add(term.asText()));
                yield WaldTest.zero(fit(panel, formula, node.get("vcov").asText()), terms);
            }
        };
    }

    private static void compare(JsonNode node, TestResult found) {
        double statistic = node.get("statistic").asDouble();
        assertThat(found.statistic()).isCloseTo(statistic, within(RELATIVE * statistic));
        assertThat(found.df1()).isEqualTo(node.get("df1").asDouble());
        if (node.has("df2")) {
            assertThat(found.df2()).isEqualTo(node.get("df2").asDouble());
        }
        double p = node.get("p").asDouble();
        assertThat(found.pValue()).isCloseTo(p, within(RELATIVE * p * Math.max(1, statistic) + 1e-300));
        if (node.has("lowestEigenvalue")) {
            boolean negative = node.get("lowestEigenvalue").asDouble() < 0;
            assertThat(found.note().contains("not positive definite")).isEqualTo(negative);
        }
    }

    @Test
    void hausmanAgreesWithPlmOnGrunfeldProducAndEmpluk() {
        JsonNode grunfeld = SharedReferences.expected("grunfeld").at("/tests/hausman_fe_re");
        hausmanIs(GRUNFELD, "inv ~ value + capital", "firm", grunfeld);
        hausmanIs(
                "produc/produc.csv",
                "log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp",
                "state",
                SharedReferences.expected("produc").get("hausman"));
        hausmanIs(
                "empluk/empluk.csv",
                "log(emp) ~ log(wage) + log(capital)",
                "firm",
                SharedReferences.expected("empluk").get("hausman"));
    }

    private static void hausmanIs(String panel, String formula, String effect, JsonNode expected) {
        TestResult found = hausman(Panels.read(panel), formula, effect);
        double statistic = expected.get("stat").asDouble();
        assertThat(found.statistic()).isCloseTo(statistic, within(RELATIVE * statistic));
        assertThat(found.df1()).isEqualTo(expected.get("df").asDouble());
        assertThat(found.pValue()).isCloseTo(expected.get("p").asDouble(), within(1e-8));
    }

    @Test
    void poolabilityAgreesWithPlmOnGrunfeld() {
        Dataset<Row> panel = Panels.read(GRUNFELD);
        TestResult found = Poolability.test(
                fit(panel, "inv ~ value + capital | firm", "iid"), fit(panel, "inv ~ value + capital", "iid"));
        JsonNode expected = SharedReferences.expected("grunfeld").at("/tests/pFtest_fe_pool");
        assertThat(found.statistic()).isCloseTo(expected.get("stat").asDouble(), within(1e-9));
        assertThat(found.distribution()).isEqualTo("F(9, 188)");
        assertThat(found.nullHypothesis()).isEqualTo("The effects of firm are all equal");
    }

    @Test
    void hausmanDoesNotDependOnTheCovarianceAskedFor() {
        Dataset<Row> panel = Panels.read("gasoline");
        String formula = "lgaspcar ~ lincomep + lrpmg";
        LeastSquaresModel fixed = new LeastSquares()
                .setFormula(formula + " | country")
                .setVcov("cluster(country)")
                .fit(panel);
        RandomEffectsModel random = random(formula, "country").setVcov("robust").fit(panel);
        assertThat(Hausman.test(fixed, random)).isEqualTo(hausman(panel, formula, "country"));
    }

    @Test
    void hausmanRefusesOtherRegressors() {
        Dataset<Row> panel = Panels.read("gasoline");
        assertThatThrownBy(() -> Hausman.test(
                        least("lgaspcar ~ lincomep | country").fit(panel),
                        random("lgaspcar ~ lincomep + lrpmg", "country").fit(panel)))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("Hausman compares two models of the same outcome, regressors and rows; here the regressors"
                        + " differ: [lincomep] and [lincomep, lrpmg]");
    }

    @Test
    void hausmanRefusesOtherRowsEvenIfAsMany() {
        Dataset<Row> panel = Panels.read("gasoline");
        Dataset<Row> early = panel.where("year < 1978");
        Dataset<Row> late = panel.where("year > 1960");
        assertThatThrownBy(() -> Hausman.test(
                        least("lgaspcar ~ lincomep | country").fit(early),
                        random("lgaspcar ~ lincomep", "country").fit(late)))
                .isInstanceOf(NotEstimableException.class)
                .hasMessageStartingWith("Hausman needs both models on the same rows: the variance within country is ");
        assertThatThrownBy(() -> Hausman.test(
                        least("lgaspcar ~ lincomep | country").fit(early),
                        random("lgaspcar ~ lincomep", "country").fit(panel)))
                .isInstanceOf(NotEstimableException.class)
                .hasMessageContaining("the rows differ: 324 and 342");
    }

    @Test
    void hausmanRefusesAnotherEffect() {
        Dataset<Row> panel = Panels.read("gasoline");
        assertThatThrownBy(() -> Hausman.test(
                        least("lgaspcar ~ lincomep | country + year").fit(panel),
                        random("lgaspcar ~ lincomep", "country").fit(panel)))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("Hausman compares the same effect taken as fixed and as random: the fixed model has"
                        + " country + year, the random one country");
    }

    @Test
    void hausmanSaysPlainlyThatTheDifferenceIsNotPositiveDefinite() {
        TestResult test = hausman(Panels.read("gasoline"), "lgaspcar ~ lincomep + lrpmg + lcarpcap", "country");
        assertThat(test.note())
                .startsWith("The difference of the covariances is not positive definite (lowest eigenvalue -")
                .endsWith("so the statistic, an absolute value as in plm, decides nothing.");
    }

    @Test
    void poolabilityRefusesTwoPooledModels() {
        RegressionSummary pooled = fit(Panels.read("gasoline"), "lgaspcar ~ lincomep", "iid");
        assertThatThrownBy(() -> Poolability.test(pooled, pooled))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("Poolability compares a fixed-effects model with pooled least squares, not Pooled OLS with"
                        + " Pooled OLS");
    }

    @Test
    void jointTestOfAllSlopesIsTheSummarysF() {
        RegressionSummary summary = fit(Panels.read("crime"), "crmrte ~ prbarr + polpc | county", "cluster(county)");
        TestResult test = WaldTest.slopes(summary);
        assertThat(test.statistic())
                .isCloseTo(summary.fit().f(), within(1e-12 * summary.fit().f()));
        assertThat(test.distribution()).isEqualTo("F(2, 89)");
    }

    @Test
    void jointTestRefusesAnOmittedTerm() {
        RegressionSummary summary = fit(Panels.read("crime"), "crmrte ~ polpc + pctmin | county", "iid");
        assertThatThrownBy(() -> WaldTest.zero(summary, List.of("polpc", "pctmin")))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("pctmin is omitted in crmrte ~ polpc + pctmin | county: absorbed by county");
    }

    private static TestResult hausman(Dataset<Row> panel, String formula, String effect) {
        return Hausman.test(
                least(formula + " | " + effect).fit(panel),
                random(formula, effect).fit(panel));
    }

    private static RegressionSummary fit(Dataset<Row> panel, String formula, String vcov) {
        return least(formula).setVcov(vcov).fit(panel).summary();
    }

    private static LeastSquares least(String formula) {
        return new LeastSquares().setFormula(formula).setFitter("crossproducts");
    }

    private static RandomEffects random(String formula, String effect) {
        return new RandomEffects().setFormula(formula).setEffect(effect).setFitter("crossproducts");
    }
}
