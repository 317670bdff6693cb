package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Every formula under every covariance by every fitter against what other programs compute, through the public API. To test
 * more, add to the reference files, not to this class.
 */
class ReferenceTest {
    /**
     * Nearly all agree to 1e-9; fixest's iterations at its default tolerance leave 5e-9 in clustered errors of the unbalanced
     * EmplUK with two effects, and pyfixest solves normal equations in doubles.
     */
    private static final double RELATIVE = 1e-8;

    /** A variance that a program sets to zero, a probability below a double's smallest. */
    private static final double NOTHING = 1e-300;

    private static final List<String> FITTERS = List.of("crossproducts", "mllib");

    @TestFactory
    Stream<DynamicNode> agreesWithCommittedValues() {
        return matrix(Golden.committed());
    }

    @TestFactory
    Stream<DynamicNode> agreesWithSharedValues() {
        return matrix(SharedReferences.all());
    }

    private static Stream<DynamicNode> matrix(List<Golden> references) {
        Map<String, List<Golden>> byModel = references.stream()
                .collect(Collectors.groupingBy(Golden::model, LinkedHashMap::new, Collectors.toList()));
        return FITTERS.stream()
                .map(fitter ->
                        dynamicContainer(fitter, byModel.values().stream().flatMap(same -> tests(same, fitter))));
    }

    private static Stream<DynamicNode> tests(List<Golden> same, String fitter) {
        Supplier<Function<String, RegressionSummary>> model = once(() -> fit(same, fitter));
        return same.stream()
                .map(reference -> dynamicTest(
                        reference.title(),
                        () -> compare(reference, fitter, model.get().apply(reference.vcov()))));
    }

    /** The summary by covariance, of one fit. */
    private static Function<String, RegressionSummary> fit(List<Golden> same, String fitter) {
        Golden first = same.get(0);
        String[] clusters = same.stream()
                .flatMap(reference -> Vcov.parse(reference.vcov()).keys().stream())
                .distinct()
                .toArray(String[]::new);
        if (first.random()) {
            RandomEffectsModel model = new RandomEffects()
                    .setFormula(first.formula())
                    .setEffect(first.effect())
                    .setMethod(first.form())
                    .setClusters(clusters)
                    .setFitter(fitter)
                    .fit(Panels.read(first.panel()));
            return model::summary;
        }
        LeastSquares estimator = new LeastSquares()
                .setFormula(first.formula())
                .setClusters(clusters)
                .setFitter(fitter)
                .setSingletons("keep");
        if (first.panel().equals("gaps")) {
            estimator.setUnitCol("unit").setTimeCol("year");
        }
        return estimator.fit(Panels.read(first.panel()))::summary;
    }

    private static <T> Supplier<T> once(Supplier<T> work) {
        List<T> kept = new ArrayList<>();
        return () -> {
            if (kept.isEmpty()) {
                kept.add(work.get());
            }
            return kept.get(0);
        };
    }

    private static void compare(Golden reference, String fitter, RegressionSummary summary) {
        assertThat(summary.fitter()).isEqualTo(fitter);
        Map<String, Double> fit = values(summary);
        reference.fit().forEach((name, expected) -> same(name, fit.get(name), expected, RELATIVE, 0));
        reference.terms().forEach((term, values) -> compare(reference, term, values, summary));
    }

    private static void compare(
            Golden reference, String term, Map<String, Double> expected, RegressionSummary summary) {
        RegressionSummary.Coefficient found = summary.coefficients().get(Terms.estimated(summary, term));
        Map<String, Double> values = Reference.values(found);
        double printed = reference.digits() == 0 ? 0 : Math.pow(10, -reference.digits());
        double bound = reference.digits() == 0 ? RELATIVE * bound(found) : printed;
        double tail = RELATIVE * Math.max(1, found.statistic() * found.statistic());
        expected.forEach((name, value) -> {
            switch (name) {
                case "p" -> same(term + " p", found.pValue(), value, tail, 0);
                case "low", "high" -> same(term + " " + name, values.get(name), value, 0, bound);
                default ->
                    same(term + " " + name, values.get(name), value, reference.digits() == 0 ? RELATIVE : 0, printed);
            }
        });
    }

    /** A bound near zero is a difference of larger numbers, whose size counts. */
    private static double bound(RegressionSummary.Coefficient found) {
        return Math.max(Math.abs(found.low()), Math.abs(found.high()));
    }

    private static Map<String, Double> values(RegressionSummary summary) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("n", (double) summary.sample().used());
        values.put("df", summary.covariance().df());
        values.put("rss", summary.fit().rss());
        values.put("r2", summary.fit().r2());
        values.put("r2Adjusted", summary.fit().r2Adjusted());
        values.put("r2Within", summary.fit().r2Within());
        values.put("r2WithinAdjusted", summary.fit().r2WithinAdjusted());
        summary.random().ifPresent(random -> {
            values.put("idiosyncratic", random.idiosyncratic());
            values.put("individual", random.effects().get(0).variance());
            values.put("thetaMin", random.effects().get(0).thetaMin());
            values.put("thetaMax", random.effects().get(0).thetaMax());
        });
        return values;
    }

    private static void same(String name, double found, double expected, double relative, double absolute) {
        boolean equal = found == expected
                || Math.abs(found - expected) <= relative * Math.abs(expected) + absolute
                || Math.max(Math.abs(found), Math.abs(expected)) < NOTHING;
        assertThat(equal).as("%s is %s, expected %s", name, found, expected).isTrue();
    }
}
