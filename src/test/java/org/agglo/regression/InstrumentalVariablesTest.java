package org.agglo.regression;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Two-stage least squares and its tests, formula × covariance × weights × fitter, against linearmodels, pyfixest and AER's ivreg, and
 * Cragg–Donald and Kleibergen–Paap by the papers' formulas in numpy; see {@code src/test/reference/expected_iv.py} and
 * {@code expected_ivreg.R}.
 */
class InstrumentalVariablesTest {
    private static final double RELATIVE = 1e-8;

    @TestFactory
    Stream<DynamicNode> agreesWithLinearmodelsPyfixestAndIvreg() {
        List<JsonNode> cases = new ArrayList<>();
        for (String file : List.of("iv.json", "ivreg.json")) {
            Golden.json(Path.of("src/test/resources/expected", file))
                    .get("cases")
                    .forEach(cases::add);
        }
        return GoldenTree.of(
                cases,
                List.of("auto", "mllib"),
                InstrumentalVariablesTest::model,
                InstrumentalVariablesTest::fit,
                (node, fitter, summary) -> compare(node, summary));
    }

    private static String model(JsonNode node) {
        return "%s: %s, weights %s"
                .formatted(
                        node.get("panel").asText(),
                        node.get("formula").asText(),
                        node.get("weights").asText());
    }

    private static InstrumentalVariablesModel fit(JsonNode node, String fitter) {
        String panel = node.get("panel").asText();
        String weights = node.get("weights").asText();
        boolean simulated = panel.equals("instruments");
        InstrumentalVariables estimator = new InstrumentalVariables()
                .setFormula(node.get("formula").asText())
                .setVcov("iid")
                .setFitter(fitter)
                .setClusters(simulated ? new String[] {"firm", "region", "year"} : new String[] {"state"});
        if (!weights.equals("none")) {
            String column = weights.equals("frequency") ? "f" : simulated ? "w" : "population";
            estimator.setWeightCol(column).setWeightType(weights);
        }
        return estimator.fit(Panels.read(panel));
    }

    private static void compare(JsonNode node, RegressionSummary summary) {
        Reference.sameTerms(node.get("terms"), summary, RELATIVE);
        Map<String, Double> found = values(summary);
        Golden.numbers(node).forEach((name, value) -> Reference.same(name, found.get(name), value, RELATIVE));
        Golden.numbers(node.path("tests")).forEach((name, value) -> {
            double small = Math.max(1, Math.abs(value) < 1 ? 1 / value : 1);
            Reference.same(name, found.get(name), value, name.endsWith("P") ? 1e-6 : RELATIVE * small);
        });
    }

    private static Map<String, Double> values(RegressionSummary summary) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("n", (double) summary.observations());
        values.put("df", summary.covariance().df());
        values.put("rss", summary.fit().rss());
        RegressionSummary.Instruments instruments = summary.instruments().orElseThrow();
        instruments.stages().forEach(stage -> {
            values.put("firstF:" + stage.endogenous(), stage.f().statistic());
            values.put("partialR2:" + stage.endogenous(), stage.partialR2());
            values.put("sheaR2:" + stage.endogenous(), stage.sheaR2());
            values.put("firstF", stage.f().statistic());
            values.put("firstP", stage.f().pValue());
        });
        Map<String, String> names = Map.of(
                "Cragg–Donald", "craggDonald",
                "Kleibergen–Paap rk", "kleibergenPaap",
                "Sargan", "sargan",
                "Hansen J", "hansen",
                "Wu–Hausman", "wuHausman",
                "Wu–Hausman, by regression", "endogeneity",
                "Durbin", "durbin");
        instruments.tests().forEach(test -> {
            String name = names.get(test.name());
            values.put(name, test.statistic());
            values.put(name + "P", test.pValue());
            if (name.equals("wuHausman")) {
                values.put("endogeneity", test.statistic());
            }
        });
        return values;
    }
}
