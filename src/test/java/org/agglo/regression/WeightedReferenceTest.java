package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights against pyfixest and statsmodels on the crime panel, and against what Stata prints of the cigarette panel. */
class WeightedReferenceTest {
    private static final double RELATIVE = 1e-8;
    private static final Map<String, String> COLUMNS = Map.of("analytic", "pctmin", "frequency", "count");
    private static final String[] CLUSTERS = {"county", "year", "region"};
    private static final Map<String, ToDoubleFunction<RegressionSummary>> VALUES = Map.of(
            "n", s -> s.observations(),
            "df", s -> s.covariance().df(),
            "rss", s -> s.fit().rss(),
            "tss", s -> s.fit().tss(),
            "r2", s -> s.fit().r2(),
            "r2Adjusted", s -> s.fit().r2Adjusted(),
            "r2Within", s -> s.fit().r2Within(),
            "r2WithinAdjusted", s -> s.fit().r2WithinAdjusted(),
            "f", s -> s.fit().f());

    private static LeastSquares weighted(String formula, String weights, String fitter) {
        return new LeastSquares()
                .setFormula(formula)
                .setWeightCol(COLUMNS.get(weights))
                .setWeightType(weights)
                .setClusters(CLUSTERS)
                .setFitter(fitter);
    }

    @TestFactory
    Stream<DynamicTest> agreesWithPythonByBothFittersAndWhereRowsStay() {
        Dataset<Row> table = Panels.read("crime").withColumn("count", functions.expr("year - 80"));
        List<JsonNode> cases = StreamSupport.stream(
                        Golden.json(Path.of("src/test/resources/expected/weights.json"))
                                .get("cases")
                                .spliterator(),
                        false)
                .toList();
        return cases.stream()
                .map(node -> node.get("formula").asText() + "; "
                        + node.get("weights").asText())
                .distinct()
                .flatMap(model -> {
                    String[] parts = model.split("; ");
                    LeastSquares crossProducts = weighted(parts[0], parts[1], "crossproducts");
                    LeastSquares mllib = weighted(parts[0], parts[1], "mllib");
                    boolean wide = !parts[0].contains("county + year");
                    return Stream.of(
                                    crossProducts.fit(table),
                                    mllib.fit(table),
                                    wide ? crossProducts.fit(table, 10) : null)
                            .filter(fitted -> fitted != null)
                            .flatMap(fitted -> cases.stream()
                                    .filter(node ->
                                            model.equals(node.get("formula").asText() + "; "
                                                    + node.get("weights").asText()))
                                    .map(node -> DynamicTest.dynamicTest(
                                            String.join(
                                                    " ",
                                                    model,
                                                    node.get("vcov").asText(),
                                                    node.get("by").asText(),
                                                    fitted.summary().fitter()),
                                            () -> compare(node, fitted))));
                });
    }

    private static void compare(JsonNode expected, LeastSquaresModel model) {
        RegressionSummary summary = model.summary(expected.get("vcov").asText());
        expected.get("terms").properties().forEach(term -> {
            RegressionSummary.Coefficient found = Reference.coefficient(summary, term.getKey());
            same(
                    term.getKey(),
                    found.estimate(),
                    term.getValue().get("estimate").asDouble());
            same(
                    "error of " + term.getKey(),
                    found.error(),
                    term.getValue().get("error").asDouble());
        });
        expected.get("fit").properties().stream()
                .filter(value -> VALUES.containsKey(value.getKey()))
                .forEach(value -> same(
                        value.getKey(),
                        VALUES.get(value.getKey()).applyAsDouble(summary),
                        value.getValue().asDouble()));
    }

    private static void same(String name, double found, double expected) {
        assertThat(found).as(name).isCloseTo(expected, within(RELATIVE * Math.abs(expected)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Sales ~ Price; w=Pop; 1",
                "Sales ~ Price | State; |State w; 0",
                "Sales ~ Price | State + Year; |State+Year w; 0"
            })
    void agreesWithStatasWeightedSlopes(String formula, String name, int place) {
        double expected = SharedReferences.expected("cigar")
                .get("coef")
                .get(name)
                .get(place)
                .asDouble();
        RegressionSummary summary = new LeastSquares()
                .setFormula(formula)
                .setWeightCol("Pop")
                .fit(Panels.read("cigar/Cigar.csv"))
                .summary();
        assertThat(Reference.coefficient(summary, "Price").estimate()).isCloseTo(expected, within(1e-5));
    }
}
