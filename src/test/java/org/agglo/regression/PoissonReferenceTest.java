package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Poisson regressions, formula × covariance × weights × fitter, against statsmodels' GLM with dummies (to 1e-8) and pyfixest's fepois
 * (to 1e-6: its covariances hold the weights of the step before the last); see {@code src/test/reference/expected_poisson.py}.
 */
class PoissonReferenceTest {
    private static final Map<String, Double> RELATIVE = Map.of("statsmodels", 1e-8, "pyfixest", 1e-6);

    @TestFactory
    Stream<DynamicNode> agreesWithStatsmodelsAndPyfixest() {
        return GoldenTree.of(
                Golden.json(Path.of("src/test/resources/expected/poisson.json")).get("cases"),
                List.of("crossproducts", "mllib"),
                PoissonReferenceTest::model,
                PoissonReferenceTest::fit,
                PoissonReferenceTest::compare);
    }

    private static String model(JsonNode node) {
        return "%s: %s, exposure '%s', weights %s"
                .formatted(
                        node.get("panel").asText(),
                        node.get("formula").asText(),
                        node.get("exposure").asText(),
                        node.get("weights").asText());
    }

    private static PoissonModel fit(JsonNode node, String fitter) {
        String panel = node.get("panel").asText();
        String weights = node.get("weights").asText();
        String[] clusters = switch (panel) {
            case "trade" -> new String[] {"origin", "destination", "year"};
            case "ships" -> new String[] {"type"};
            default -> new String[] {"subject"};
        };
        Poisson estimator = new Poisson()
                .setFormula(node.get("formula").asText())
                .setVcov("iid")
                .setClusters(clusters)
                .setExposureCol(node.get("exposure").asText())
                .setFitter(fitter);
        if (!weights.equals("none")) {
            estimator.setWeightCol(weights.equals("frequency") ? "f" : "w").setWeightType(weights);
        }
        return estimator.fit(Panels.read(panel));
    }

    private static void compare(JsonNode node, String fitter, RegressionSummary summary) {
        assertThat(summary.fitter()).isEqualTo(fitter);
        assertThat(summary.covariance().df()).isInfinite();
        double relative = RELATIVE.get(node.get("by").asText());
        Reference.sameTerms(node.get("terms"), summary, relative);
        Map<String, Double> found = values(summary);
        Golden.numbers(node).forEach((name, value) -> Reference.same(name, found.get(name), value, relative));
    }

    private static Map<String, Double> values(RegressionSummary summary) {
        RegressionSummary.Likelihood likelihood = summary.likelihood().orElseThrow();
        return Map.of(
                "n", (double) summary.observations(),
                "deviance", likelihood.deviance(),
                "logLikelihood", likelihood.logLikelihood(),
                "nullLogLikelihood", likelihood.nullLogLikelihood(),
                "pseudoR2", likelihood.pseudoR2());
    }
}
