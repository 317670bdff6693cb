package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Every covariance under every package's small-sample rules, with and without effects and weights, against what that package
 * computes: one fit for each model, all covariances after it. To test more, add to the reference files, not to this class.
 */
class CovarianceMatrixTest {
    /** fixest's iterations at its default tolerance leave 5e-9 in clustered errors of the unbalanced EmplUK with two effects. */
    private static final double RELATIVE = 1e-8;

    /**
     * An error that a program computes.
     *
     * @param digits decimals that were published; 0 if all digits are there
     */
    record Case(
            String panel,
            String formula,
            String random,
            String weights,
            String weightType,
            String vcov,
            String rules,
            String by,
            Map<String, Double> errors,
            Double df,
            int digits) {
        String model() {
            return String.join(" ", panel, formula, weights, random.isEmpty() ? "" : random + " as " + by);
        }
    }

    @TestFactory
    Stream<DynamicNode> agreesWithCommittedValues() {
        List<Case> cases = new ArrayList<>();
        for (String file : List.of("covariances.json", "covariances_plm.json")) {
            Golden.json(Path.of("src/test/resources/expected", file))
                    .get("cases")
                    .forEach(node -> cases.add(committed(node)));
        }
        return matrix(cases);
    }

    private static Case committed(JsonNode node) {
        return new Case(
                node.get("panel").asText(),
                node.get("formula").asText(),
                node.path("random").asText(),
                node.path("weights").asText(),
                node.path("weightType").asText(),
                node.get("vcov").asText(),
                node.get("rules").asText(),
                node.get("by").asText(),
                Golden.numbers(node.get("errors")),
                node.path("df").isNumber() ? node.get("df").asDouble() : null,
                0);
    }

    @TestFactory
    Stream<DynamicNode> agreesWithSharedValues() {
        return matrix(new SharedErrors().cases());
    }

    private static Stream<DynamicNode> matrix(List<Case> cases) {
        return cases.stream()
                .collect(Collectors.groupingBy(Case::model, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(model -> dynamicContainer(model.getKey(), tests(model.getValue())));
    }

    private static Stream<DynamicNode> tests(List<Case> cases) {
        List<BiFunction<String, String, RegressionSummary>> fitted = new ArrayList<>();
        return cases.stream()
                .map(one -> dynamicTest("%s by %s — %s".formatted(one.vcov(), one.rules(), one.by()), () -> {
                    if (fitted.isEmpty()) {
                        fitted.add(fit(cases));
                    }
                    compare(one, fitted.get(0).apply(one.vcov(), one.rules()));
                }));
    }

    private static BiFunction<String, String, RegressionSummary> fit(List<Case> cases) {
        Case first = cases.get(0);
        String[] columns = cases.stream()
                .flatMap(one -> Vcov.parse(one.vcov()).keys().stream())
                .distinct()
                .toArray(String[]::new);
        if (!first.random().isEmpty()) {
            return new RandomEffects()
                    .setFormula(first.formula())
                    .setEffect(first.random())
                    .setMethod(first.by().equals("linearmodels") ? "harmonic" : "swar")
                    .setVcovColumns(columns)
                    .fit(Panels.read(first.panel()))::summary;
        }
        LeastSquares estimator = new LeastSquares().setFormula(first.formula()).setVcovColumns(columns);
        if (!first.weights().isEmpty()) {
            estimator.setWeightCol(first.weights()).setWeightType(first.weightType());
        }
        return estimator.fit(Panels.read(first.panel()))::summary;
    }

    private static void compare(Case expected, RegressionSummary summary) {
        if (expected.df() != null) {
            assertThat(summary.covariance().df()).isEqualTo(expected.df());
        }
        expected.errors().forEach((term, error) -> {
            double found =
                    summary.coefficients().get(Terms.estimated(summary, term)).error();
            double allowed = expected.digits() == 0 ? RELATIVE * error : Math.pow(10, -expected.digits());
            assertThat(Math.abs(found - error))
                    .as("%s: %s, expected %s, ratio squared %s", term, found, error, Math.pow(found / error, 2))
                    .isLessThanOrEqualTo(allowed);
        });
        assertThat(summary.covariance().smallSample())
                .startsWith(summary.covariance().rules());
    }

    /** The errors beside the project, by file and key. */
    private static final class SharedErrors {
        private final List<Case> found = new ArrayList<>();
        private JsonNode node;
        private String panel;
        private String formula;
        private String random = "";
        private String by;

        List<Case> cases() {
            grunfeld();
            petersen();
            cigar();
            empluk();
            produc();
            return found;
        }

        private void grunfeld() {
            panel = "grunfeld/grunfeld.csv";
            JsonNode all = SharedReferences.expected("grunfeld");
            by = "fixest 0.12.2";
            for (String effects : List.of("firm", "firm + year")) {
                formula = "inv ~ value + capital | " + effects;
                node = all.get("fixest_" + effects.replace(" + ", "_"));
                add("cluster_firm", "cluster", "fixest");
                add("twoway_conv", "cluster(firm, year)", "fixest(G.df = conventional)");
                add("full", "cluster(firm)", "fixest(K.fixef = full)");
                add("none_noG", "cluster(firm)", "fixest(K.fixef = none, G.adj = false)");
                add("DK", "dk(year)", "fixest");
                add("DK_raw", "dk(year)", "fixest(K.adj = false, G.adj = false)");
                add("NW", "nw(firm, year)", "fixest");
            }
            by = "plm 2.6-6";
            formula = "inv ~ value + capital | firm";
            node = all.get("within_robust");
            add("arellano_HC0", "cluster(firm)", "plm");
            add("arellano_sss", "cluster(firm)", "plm(type = sss)");
            add("arellano_HC1", "cluster(firm)", "plm(type = HC1)");
            add("HC3", "cluster(firm)", "plm(type = HC3)");
            add("white1_HC0", "hc0", "plm");
            add("cluster_time_HC0", "cluster(year)", "plm");
            add("SCC_default", "dk(year)", "plm");
            add("SCC_lag0", "dk(year, lag = 0)", "plm");
            add("SCC_lag4", "dk(year, lag = 4)", "plm");
            add("NW", "nw(firm, year)", "plm");
            add("DC", "cluster(firm, year)", "plm");
            random = "firm";
            formula = "inv ~ value + capital";
            node = all.get("random_robust");
            add("arellano_HC0", "cluster(firm)", "plm");
            add("SCC", "dk(year)", "plm");
            random = "";
            formula = "inv ~ capital | firm + year";
            node = all;
            by = "fixest's vignette";
            vignette("published_stata_xtreg_cluster_firm", "stata-xtreg", 8);
            vignette("fixest_cluster_firm", "stata-xtreg", 0);
            vignette("fixest_cluster_firm", "fixest", 0);
            vignette("lm_full", "stata-areg", 0);
            vignette("plm_like", "plm", 0);
        }

        private void vignette(String key, String rules, int digits) {
            double error = node.get("fixest_vignette_capital_only").get(key).asDouble();
            add(Map.of("capital", error), null, "cluster(firm)", rules, digits);
        }

        private void petersen() {
            panel = "petersen/petersen.csv";
            JsonNode all = SharedReferences.expected("petersen");
            formula = "y ~ x";
            by = "sandwich 3.0-2";
            node = all.get("computed");
            add("HC2", "hc2", "none");
            add("HC3", "hc3", "fixest");
            add("HC1", "hc1", "reghdfe");
            add("CL_firm_HC0_noCadj", "cluster(firm)", "none");
            add("CL_firm_HC1", "cluster(firm)", "stata-areg");
            add("CL_twoway_sandwich_HC1", "cluster(firm, year)", "fixest(G.df = conventional)");
            by = "fixest 0.12.2";
            node = all.get("fixest");
            add("twoway_min", "cluster(firm, year)", "reghdfe");
            add("twoway_conv", "cluster(firm, year)", "fixest(G.df = conventional)");
            add("DK_default", "dk(year)", "fixest");
            add("NW_default", "nw(firm, year)", "fixest");
            add("DK_lag0", "dk(year, lag = 0)", "fixest");
            add("DK_lag4", "dk(year, lag = 4)", "fixest");
            formula = "y ~ x | firm + year";
            node = all.get("fixest_fe_firm_year");
            add("twoway_conv", "cluster(firm, year)", "fixest(G.df = conventional)");
            add("cluster_firm_fixefK_full", "cluster(firm)", "fixest(K.fixef = full)");
            add("cluster_firm_fixefK_none", "cluster(firm)", "fixest(K.fixef = none)");
            add("cluster_firm_noadj", "cluster(firm)", "fixest(K.adj = false, G.adj = false)");
            add("twoway", "twoway", "fixest");
            add("DK", "dk(year)", "fixest");
            add("NW", "nw(firm, year)", "fixest");
        }

        private void cigar() {
            panel = "cigar/Cigar.csv";
            JsonNode se = SharedReferences.expected("cigar").get("se");
            cigar("Sales ~ Price", "iid", "stata-areg", se.get("iid Sales~Price (Stata reg)"), 6);
            cigar("Sales ~ Price", "robust", "stata-areg", se.get("robust (reg,r)"), 6);
            cigar("Sales ~ Price", "cluster(State)", "stata-areg", se.get("cluster State, Price"), 7);
            cigar("Sales ~ Price", "cluster(State, Year)", "reghdfe", se.get("2way State,Year no FE (reghdfe)"), 6);
            cigar("Sales ~ Price | State", "iid", "stata-areg", se.get("iid |State (areg)"), 7);
            cigar("Sales ~ Price | State", "robust", "stata-areg", se.get("robust |State (areg,r)"), 7);
            cigar("Sales ~ Price | State", "robust", "reghdfe", se.get("robust |State (areg,r)"), 7);
            cigar("Sales ~ Price | State", "iid", "stata-xtreg", se.get("iid |State (areg)"), 7);
            JsonNode byYear = se.get("|State cluster Year (areg & reghdfe)");
            cigar("Sales ~ Price | State", "cluster(Year)", "stata-areg", byYear, 7);
            cigar("Sales ~ Price | State", "cluster(Year)", "reghdfe", byYear, 7);
            JsonNode byState = se.get("|State cluster State (reghdfe)");
            cigar("Sales ~ Price | State", "cluster(State)", "reghdfe", byState, 7);
            cigar("Sales ~ Price | State", "cluster(State)", "stata-xtreg", byState, 7);
            JsonNode both = se.get("|State 2way State,Year (reghdfe)");
            cigar("Sales ~ Price | State", "cluster(State, Year)", "reghdfe", both, 7);
        }

        private void cigar(String model, String vcov, String rules, JsonNode errors, int digits) {
            formula = model;
            by = "Stata";
            JsonNode slope = errors.size() == 0 ? errors : errors.get(errors.size() - 1);
            add(Map.of("Price", slope.asDouble()), null, vcov, rules, digits);
        }

        private void empluk() {
            panel = "empluk/empluk.csv";
            JsonNode all = SharedReferences.expected("empluk");
            by = "fixest 0.12.2";
            formula = "log(emp) ~ log(wage) + log(capital) | firm + year";
            node = all.get("fixest_firm_year");
            add("DK", "dk(year)", "fixest");
            add("NW", "nw(firm, year)", "fixest");
            by = "plm 2.6-6";
            formula = "log(emp) ~ log(wage) + log(capital) | firm";
            node = all.get("within_robust");
            add("arellano", "cluster(firm)", "plm");
            add("SCC", "dk(year)", "plm");
            add("NW", "nw(firm, year)", "plm");
        }

        private void produc() {
            panel = "produc/produc.csv";
            by = "plm 2.6-6";
            JsonNode all = SharedReferences.expected("produc");
            Map.of("within_individual", "state", "within_twoways", "state + year", "within_time", "year")
                    .forEach((key, effects) -> {
                        formula = "log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp | " + effects;
                        node = all.get(key);
                        add("arellano", "cluster(state)", "plm");
                        add("SCC", "dk(year)", "plm");
                        add("DC", "cluster(state, year)", "plm");
                    });
        }

        private void add(String key, String vcov, String rules) {
            JsonNode found = node.get(key);
            Double df = found.has("df_t") ? found.get("df_t").asDouble() : null;
            JsonNode errors = found.has("se") ? found.get("se") : found;
            Map<String, Double> byTerm = new LinkedHashMap<>();
            if (errors.isNumber()) {
                byTerm.put("x", errors.asDouble());
            }
            errors.properties()
                    .forEach(error -> byTerm.put(
                            error.getKey().equals("const") ? "(Intercept)" : error.getKey(),
                            error.getValue().asDouble()));
            add(byTerm, df, vcov, rules, 0);
        }

        private void add(Map<String, Double> errors, Double df, String vcov, String rules, int digits) {
            found.add(new Case(panel, formula, random, "", "", vcov, rules, by, errors, df, digits));
        }
    }
}
