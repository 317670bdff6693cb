package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Every panel estimator, effect, method and covariance on balanced and unbalanced panels, by both fitters, against what R and
 * linearmodels compute. To test more, add to the scripts, not to this class.
 */
class PanelEstimatorsTest {
    private static final double RELATIVE = 1e-8;

    /** A variance that another program sets to zero, as a share of the errors'. */
    private static final double NONE = 1e-12;

    @TestFactory
    Stream<DynamicNode> agreeWithR() {
        return matrix(PanelJson.all("panel.json", "cases"));
    }

    @TestFactory
    Stream<DynamicNode> agreeWithLinearmodels() {
        return matrix(PanelJson.all("linearmodels.json", "cases"));
    }

    private static Stream<DynamicNode> matrix(List<JsonNode> cases) {
        Map<String, List<JsonNode>> byModel = cases.stream()
                .collect(Collectors.groupingBy(PanelJson::model, LinkedHashMap::new, Collectors.toList()));
        return Stream.of("crossproducts", "mllib")
                .map(fitter ->
                        dynamicContainer(fitter, byModel.values().stream().flatMap(same -> {
                            Supplier<RegressionModel<?>> model = once(() -> fit(same, fitter));
                            return same.stream()
                                    .map(node -> dynamicTest(
                                            PanelJson.model(node) + " "
                                                    + node.get("vcov").asText() + " — "
                                                    + node.get("by").asText(),
                                            () -> compare(node, model.get())));
                        })));
    }

    private static Supplier<RegressionModel<?>> once(Supplier<RegressionModel<?>> make) {
        Map<String, RegressionModel<?>> made = new LinkedHashMap<>();
        return () -> made.computeIfAbsent("", key -> make.get());
    }

    private static RegressionModel<?> fit(List<JsonNode> same, String fitter) {
        JsonNode node = same.get(0);
        Dataset<Row> rows = PanelJson.rows(node);
        String formula = node.get("formula").asText();
        String[] effects = PanelJson.words(node.get("effect"));
        String[] clusters = same.stream()
                .flatMap(one -> Vcov.parse(one.get("vcov").asText()).keys().stream())
                .distinct()
                .toArray(String[]::new);
        return switch (node.get("estimator").asText()) {
            case "random" ->
                new RandomEffects()
                        .setEffect(effects)
                        .setMethod(node.get("method").asText())
                        .setFormula(formula)
                        .setClusters(clusters)
                        .setFitter(fitter)
                        .fit(rows);
            case "between" ->
                new BetweenEffects()
                        .setEffect(effects[0])
                        .setFormula(formula)
                        .setClusters(clusters)
                        .setFitter(fitter)
                        .fit(rows);
            case "mundlak" ->
                new Mundlak()
                        .setEffect(effects[0])
                        .setFormula(formula)
                        .setClusters(clusters)
                        .setFitter(fitter)
                        .fit(rows);
            default ->
                new FirstDifference()
                        .setUnitCol(effects[0])
                        .setTimeCol("year")
                        .setGaps(node.get("gaps").asText())
                        .setFormula(formula)
                        .setClusters(clusters)
                        .setFitter(fitter)
                        .fit(rows);
        };
    }

    private static void compare(JsonNode node, RegressionModel<?> model) {
        RegressionSummary found = model.summary(node.get("vcov").asText());
        node.get("terms").properties().forEach(term -> {
            RegressionSummary.Coefficient b = Reference.coefficient(found, term.getKey());
            close(term.getKey(), b.estimate(), term.getValue().get("estimate").asDouble(), 0);
            close(
                    "error of " + term.getKey(),
                    b.error(),
                    term.getValue().get("error").asDouble(),
                    0);
        });
        if (node.has("rsquared")) {
            compareRSquared(
                    node.get("rsquared"),
                    PanelRSquared.of(model, node.get("effect").get(0).asText()));
        }
        Map<String, Double> values = values(found);
        values.forEach((name, value) -> {
            if (node.path(name).isNumber()) {
                double none = NONE * values.getOrDefault("idiosyncratic", 0.0);
                close(name, value, node.get(name).asDouble(), none);
            }
        });
    }

    private static void compareRSquared(JsonNode expected, PanelRSquared found) {
        close("within", found.within(), expected.get("within").asDouble(), 0);
        close("between", found.between(), expected.get("between").asDouble(), 0);
        close("overall", found.overall(), expected.get("overall").asDouble(), 0);
        close(
                "withinCorrelation",
                found.withinCorrelation(),
                expected.get("withinCorrelation").asDouble(),
                0);
        close(
                "betweenCorrelation",
                found.betweenCorrelation(),
                expected.get("betweenCorrelation").asDouble(),
                0);
        close(
                "overallCorrelation",
                found.overallCorrelation(),
                expected.get("overallCorrelation").asDouble(),
                0);
    }

    private static Map<String, Double> values(RegressionSummary found) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("n", (double) found.sample().used());
        values.put("rss", found.fit().rss());
        values.put("r2", found.fit().r2());
        found.random().ifPresent(random -> {
            values.put("idiosyncratic", random.idiosyncratic());
            values.put("first", random.effects().get(0).variance());
            if (random.effects().size() > 1) {
                values.put("second", random.effects().get(1).variance());
            }
        });
        return values;
    }

    private static void close(String name, double found, double expected, double absolute) {
        assertThat(Math.abs(found - expected))
                .as("%s is %s, expected %s", name, found, expected)
                .isLessThanOrEqualTo(RELATIVE * Math.abs(expected) + absolute);
    }
}
