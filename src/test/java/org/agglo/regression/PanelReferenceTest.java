package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Between effects and first differences against plm on the shared panels. */
class PanelReferenceTest {
    private static final double RELATIVE = 1e-8;

    private static final Map<String, String> FORMULAS = Map.of(
            "grunfeld", "inv ~ value + capital",
            "produc", "log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp",
            "empluk", "log(emp) ~ log(wage) + log(capital)");

    @TestFactory
    Stream<DynamicTest> agreeWithPlm() {
        return FORMULAS.keySet().stream()
                .sorted()
                .flatMap(panel -> Stream.of("between", "fd")
                        .map(model -> dynamicTest(panel + " " + model, () -> same(fit(panel, model), panel, model))));
    }

    private static RegressionSummary fit(String panel, String model) {
        Dataset<Row> rows = Panels.read(panel + "/" + panel + ".csv");
        String unit = panel.equals("produc") ? "state" : "firm";
        return model.equals("between")
                ? new BetweenEffects()
                        .setFormula(FORMULAS.get(panel))
                        .setEffect(unit)
                        .setFitter("crossproducts")
                        .fit(rows)
                        .summary()
                : new FirstDifference()
                        .setFormula(FORMULAS.get(panel))
                        .setUnitCol(unit)
                        .setTimeCol("year")
                        .setFitter("crossproducts")
                        .fit(rows)
                        .summary();
    }

    private static void same(RegressionSummary found, String panel, String model) {
        JsonNode expected = SharedReferences.expected(panel).get(model);
        expected.get("coef").properties().forEach(term -> {
            RegressionSummary.Coefficient b = Reference.coefficient(found, term.getKey());
            close(term.getKey(), b.estimate(), term.getValue().asDouble());
            close(
                    "error of " + term.getKey(),
                    b.error(),
                    expected.get("se").get(term.getKey()).asDouble());
        });
        if (expected.has("ssr")) {
            close("ssr", found.fit().rss(), expected.get("ssr").asDouble());
            close("r2", found.fit().r2(), expected.get("r2").asDouble());
            assertThat(found.covariance().df())
                    .isEqualTo(expected.get("df_resid").asDouble());
        }
    }

    private static void close(String name, double found, double expected) {
        assertThat(Math.abs(found - expected))
                .as("%s is %s, expected %s", name, found, expected)
                .isLessThanOrEqualTo(RELATIVE * Math.abs(expected));
    }
}
