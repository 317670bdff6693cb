package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/**
 * The matrix: formula × weights × covariance × small-sample rules × fitter through the public API, on a simulated panel with gaps.
 * Each formula is fitted once by each fitter under each weights, and gives all its covariances from that fit. Every cell is either a
 * number that another program computes, or a refusal in words. To test more, add to {@code src/test/reference/expected_matrix.py}
 * and {@code .R}, not to this class.
 */
class MatrixTest {
    private static final double RELATIVE = 1e-8;
    private static final List<String> FITTERS = List.of("crossproducts", "mllib");
    private static final Map<String, String> WEIGHTS = Map.of("analytic", "size", "frequency", "count");

    private final JsonNode grid = read("matrix.json");
    private int numbers;
    private int refusals;

    /** One formula under one kind of weights, fitted when first asked for. */
    private record Fit(JsonNode model, String fitter, Supplier<LeastSquaresModel> fitted) {
        String formula() {
            return model.get("formula").asText();
        }

        String weights() {
            return model.get("weights").asText();
        }

        String name() {
            return formula() + (weights().isEmpty() ? "" : ", weights " + weights());
        }

        Optional<String> expected(String vcov, String rules) {
            return Optional.ofNullable(model.get("cells").path(rules).get(vcov)).map(JsonNode::asText);
        }

        RegressionSummary summary(String vcov, String rules) {
            return fitted.get().summary(vcov, rules);
        }
    }

    @TestFactory
    Stream<DynamicNode> everyCellIsAnotherProgramsNumberOrARefusal(TestReporter reporter) {
        List<DynamicNode> tests = new ArrayList<>();
        for (String fitter : FITTERS) {
            List<DynamicNode> models = new ArrayList<>();
            Stream.of(grid, read("matrix_plm.json"))
                    .flatMap(file -> each(file.get("models")))
                    .map(model -> fit(model, fitter))
                    .forEach(fit -> models.add(dynamicContainer(fit.name(), cells(fit))));
            tests.add(dynamicContainer(fitter, models));
        }
        String count = "%d numbers and %d refusals".formatted(numbers, refusals);
        reporter.publishEntry("matrix", count);
        assertThat(numbers).as(count).isGreaterThan(4000);
        return Stream.of(dynamicContainer(count, tests));
    }

    private List<DynamicTest> cells(Fit fit) {
        List<DynamicTest> cells = new ArrayList<>();
        fit.model()
                .get("cells")
                .fieldNames()
                .forEachRemaining(rules -> each(grid.get("vcovs"))
                        .map(JsonNode::asText)
                        .forEach(vcov -> cell(fit, vcov, rules).ifPresent(cells::add)));
        return cells;
    }

    /** A package's own file may be silent on a cell that the whole grid has. */
    private Optional<DynamicTest> cell(Fit fit, String vcov, String rules) {
        Optional<String> expected = fit.expected(vcov, rules);
        Optional<String> refused = refusal(fit, vcov, rules);
        if (expected.isPresent()) {
            numbers++;
            String by = expected.get().substring(0, expected.get().indexOf(' '));
            return Optional.of(dynamicTest("%s by %s — %s".formatted(vcov, rules, by), () -> {
                assertThat(refused).isEmpty();
                compare(fit, expected.get().split(" "), fit.summary(vcov, rules));
            }));
        }
        if (fit.model().get("cells").size() < grid.get("rules").size()) {
            return Optional.empty();
        }
        refusals++;
        return Optional.of(dynamicTest("%s by %s — refused".formatted(vcov, rules), () -> {
            assertThat(refused).as("no program's number").isPresent();
            assertThatThrownBy(() -> fit.summary(vcov, rules))
                    .isInstanceOf(NotEstimableException.class)
                    .hasMessage(vcov + ": " + refused.get());
        }));
    }

    /** What the package lacks, and what is not defined. */
    private static Optional<String> refusal(Fit fit, String vcov, String rules) {
        String kind = vcov.replaceAll("\\(.*", "");
        boolean several = vcov.equals("cluster(state, year)");
        return switch (rules) {
            case "stata-xtreg", "stata-areg" -> stata(fit, vcov, rules, kind, several);
            case "reghdfe" ->
                List.of("nw", "conley").contains(kind)
                        ? lacks("reghdfe", "take fixest, plm, linearmodels or none")
                        : Optional.empty();
            case "plm", "linearmodels" ->
                kind.equals("conley") ? lacks(rules, "take fixest or none") : ofCopies(fit, kind);
            default -> ofCopies(fit, kind);
        };
    }

    private static Optional<String> stata(Fit fit, String vcov, String rules, String kind, boolean several) {
        String name = rules.replace("stata-", "Stata's ");
        if (List.of("nw", "dk", "conley").contains(kind)) {
            return lacks(name, "take fixest, plm, linearmodels or none");
        }
        if (several) {
            return lacks(name, "it clusters by one column; take reghdfe or fixest");
        }
        if (rules.equals("stata-areg")) {
            return Optional.empty();
        }
        if (kind.startsWith("hc")) {
            return lacks(
                    name, "its vce(robust) is clustered by the panel's units: ask for cluster(…), or take stata-areg");
        }
        return vcov.equals("cluster(place)") && fit.formula().contains("| state")
                ? lacks(
                        name,
                        "it stops where clusters cut through the units of state; take stata-areg, reghdfe or fixest")
                : Optional.empty();
    }

    private static Optional<String> lacks(String name, String instead) {
        return Optional.of("%s has no such covariance; %s".formatted(name, instead));
    }

    private static Optional<String> ofCopies(Fit fit, String kind) {
        return fit.weights().equals("frequency") && kind.equals("nw")
                ? Optional.of("rows with a frequency above 1 stand for several of one unit and period;"
                        + " name units that have one, or take dk(…)")
                : Optional.empty();
    }

    private static Fit fit(JsonNode model, String fitter) {
        List<LeastSquaresModel> kept = new ArrayList<>();
        return new Fit(model, fitter, () -> {
            if (kept.isEmpty()) {
                String weights = model.get("weights").asText();
                LeastSquares estimator = new LeastSquares()
                        .setFormula(model.get("formula").asText())
                        .setFitter(fitter)
                        .setUnitCol("place")
                        .setTimeCol("year")
                        .setVcovColumns("place", "state", "year", "lat", "lon");
                if (!weights.isEmpty()) {
                    estimator.setWeightCol(WEIGHTS.get(weights)).setWeightType(weights);
                }
                kept.add(estimator.fit(Panels.read("places")));
            }
            return kept.get(0);
        });
    }

    /** @param expected program, degrees of freedom, and an error for each estimate */
    private static void compare(Fit fit, String[] expected, RegressionSummary summary) {
        assertThat(summary.fitter()).isEqualTo(fit.fitter());
        assertThat(summary.observations()).isEqualTo(fit.model().get("n").asLong());
        double df = expected[1].equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(expected[1]);
        assertThat(summary.covariance().df()).isEqualTo(df);
        int next = 2;
        for (Map.Entry<String, JsonNode> estimate : fit.model().get("estimates").properties()) {
            RegressionSummary.Coefficient found = Reference.coefficient(summary, estimate.getKey());
            close(estimate.getKey(), found.estimate(), estimate.getValue().asDouble());
            close("error of " + estimate.getKey(), found.error(), Double.parseDouble(expected[next++]));
        }
        assertThat(next).as("errors").isEqualTo(expected.length);
    }

    private static void close(String name, double found, double expected) {
        assertThat(found).as(name).isCloseTo(expected, within(RELATIVE * Math.abs(expected)));
    }

    private static JsonNode read(String name) {
        return Golden.json(Path.of("src/test/resources/expected", name));
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
