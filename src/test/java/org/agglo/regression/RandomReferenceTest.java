package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agglo.regression.RegressionSummary.Component;
import org.agglo.regression.RegressionSummary.Components;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Random effects by every method and for every effect against plm. */
class RandomReferenceTest {
    private static final double RELATIVE = 1e-8;

    /** A variance that is zero may be anything below this share of the errors'. */
    private static final double NONE = 1e-12;

    private record Case(String panel, String formula, String key, List<String> effects, String method) {}

    @TestFactory
    Stream<DynamicTest> agreesWithPlm() {
        List<Case> cases = new ArrayList<>();
        String grunfeld = "inv ~ value + capital";
        for (String method : List.of("swar", "walhus", "amemiya", "nerlove")) {
            cases.add(new Case("grunfeld", grunfeld, "random_individual_" + method, List.of("firm"), method));
            cases.add(new Case("grunfeld", grunfeld, "random_time_" + method, List.of("year"), method));
            cases.add(new Case("grunfeld", grunfeld, "random_twoways_" + method, List.of("firm", "year"), method));
            cases.add(new Case(
                    "empluk", "log(emp) ~ log(wage) + log(capital)", "random_" + method, List.of("firm"), method));
        }
        cases.add(new Case(
                "empluk",
                "log(emp) ~ log(wage) + log(capital)",
                "random_twoways_swar",
                List.of("firm", "year"),
                "swar"));
        String produc = "log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp";
        cases.add(new Case("produc", produc, "random_individual", List.of("state"), "swar"));
        cases.add(new Case("produc", produc, "random_time", List.of("year"), "swar"));
        cases.add(new Case("produc", produc, "random_twoways", List.of("state", "year"), "swar"));
        return cases.stream().map(one -> dynamicTest(one.panel() + " " + one.key(), () -> compare(one)));
    }

    private static void compare(Case one) {
        JsonNode expected = SharedReferences.expected(one.panel()).get(one.key());
        RegressionSummary found = new RandomEffects()
                .setFormula(one.formula())
                .setEffect(one.effects().toArray(String[]::new))
                .setMethod(one.method())
                .setFitter("crossproducts")
                .fit(Panels.read(one.panel() + "/" + one.panel() + ".csv"))
                .summary();
        Components components = found.random().orElseThrow();
        JsonNode sigma = expected.get("sigma2");
        same("idios", components.idiosyncratic(), sigma.get("idios").asDouble());
        for (int e = 0; e < one.effects().size(); e++) {
            String kind = one.effects().get(e).equals("year") ? "time" : "id";
            Component component = components.effects().get(e);
            double variance = sigma.get(kind).asDouble();
            assertThat(Math.abs(component.variance() - variance))
                    .as(kind)
                    .isLessThanOrEqualTo(RELATIVE * variance + NONE * components.idiosyncratic());
            if (expected.has("theta")) {
                JsonNode theta = expected.get("theta");
                same("theta", component.thetaMax(), (theta.isObject() ? theta.get(kind) : theta).asDouble());
                same("theta", component.thetaMin(), component.thetaMax());
            }
        }
        boolean unscaled = one.panel().equals("empluk") && one.effects().size() == 2;
        expected.get("coef").properties().forEach(term -> {
            RegressionSummary.Coefficient b = Reference.coefficient(found, term.getKey());
            same(term.getKey(), b.estimate(), term.getValue().asDouble());
            double error = expected.get("se").get(term.getKey()).asDouble();
            // plm leaves the errors' standard deviation out of the errors of two effects in an unbalanced panel
            same(
                    "error of " + term.getKey(),
                    b.error(),
                    unscaled ? error * found.fit().rmse() : error);
        });
        if (expected.has("ssr")) {
            same("ssr", found.fit().rss(), expected.get("ssr").asDouble());
            same("r2", found.fit().r2(), expected.get("r2").asDouble());
            assertThat(found.sample().used() - found.fit().rank())
                    .isEqualTo(expected.get("df_resid").asLong());
        }
    }

    private static void same(String name, double found, double expected) {
        assertThat(Math.abs(found - expected))
                .as("%s is %s, expected %s", name, found, expected)
                .isLessThanOrEqualTo(RELATIVE * Math.abs(expected));
    }
}
