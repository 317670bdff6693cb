package org.agglo.regression;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/** Cases of expected numbers as tests: by fitter, by model, and below it one for each covariance and program. */
final class GoldenTree {
    private GoldenTree() {}

    /** Holds a summary to what one case expects. */
    interface Comparison {
        void of(JsonNode node, String fitter, RegressionSummary summary);
    }

    /**
     * @param model names the model of a case; cases of the same are fitted once
     * @param fit of the first case of a model, by a fitter
     */
    static <M extends RegressionModel<M>> Stream<DynamicNode> of(
            Iterable<JsonNode> cases,
            List<String> fitters,
            Function<JsonNode, String> model,
            BiFunction<JsonNode, String, M> fit,
            Comparison compare) {
        Map<String, List<JsonNode>> models = new LinkedHashMap<>();
        cases.forEach(node -> models.computeIfAbsent(model.apply(node), key -> new ArrayList<>())
                .add(node));
        return fitters.stream()
                .map(fitter -> dynamicContainer(
                        fitter,
                        models.entrySet().stream()
                                .map(same -> dynamicContainer(
                                        same.getKey(), tests(same.getValue(), fitter, fit, compare)))));
    }

    private static <M extends RegressionModel<M>> Stream<DynamicNode> tests(
            List<JsonNode> same, String fitter, BiFunction<JsonNode, String, M> fit, Comparison compare) {
        List<M> model = new ArrayList<>();
        return same.stream()
                .map(node -> dynamicTest(
                        node.get("vcov").asText() + " — " + node.get("by").asText(), () -> {
                            if (model.isEmpty()) {
                                model.add(fit.apply(node, fitter));
                            }
                            compare.of(
                                    node,
                                    fitter,
                                    model.get(0).summary(node.get("vcov").asText()));
                        }));
    }
}
