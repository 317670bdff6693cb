package org.agglo.regression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.Shared;

/** The values beside the project, each file's own layout read into {@link Golden}s. */
final class SharedReferences {
    private final List<Golden> found = new ArrayList<>();

    private SharedReferences() {}

    static List<Golden> all() {
        SharedReferences references = new SharedReferences();
        references.grunfeld();
        references.produc();
        references.empluk();
        references.petersen();
        references.cigar();
        return references.found;
    }

    static JsonNode expected(String folder) {
        return Golden.json(Shared.path("reference/" + folder + "/expected.json"));
    }

    private void grunfeld() {
        String panel = "grunfeld/grunfeld.csv";
        String formula = "inv ~ value + capital";
        JsonNode json = expected("grunfeld");
        plm(panel, formula, json.get("pooling"));
        plm(panel, formula + " | firm", json.get("within_individual"));
        plm(panel, formula + " | year", json.get("within_time"));
        plm(panel, formula + " | firm + year", json.get("within_twoways"));
        random(panel, formula, json.get("random_individual_swar"), "firm");
        random(panel, formula, json.get("random_time_swar"), "year");
        for (String effects : List.of("firm", "firm + year")) {
            JsonNode node = json.get("fixest_" + effects.replace(" + ", "_"));
            Map<String, Double> r2 = Map.of(
                    "r2", node.at("/r2/r2").asDouble(),
                    "r2Adjusted", node.at("/r2/ar2").asDouble(),
                    "r2Within", node.at("/r2/wr2").asDouble(),
                    "r2WithinAdjusted", node.at("/r2/war2").asDouble());
            fixest(panel, formula + " | " + effects, node, "iid", "iid", r2);
            fixest(panel, formula + " | " + effects, node, "hetero", "robust", r2);
            fixest(panel, formula + " | " + effects, node, "cluster_firm", "cluster(firm)", r2);
            fixest(panel, formula + " | " + effects, node, "cluster_year", "cluster(year)", r2);
            fixest(panel, formula + " | " + effects, node, "twoway", "cluster(firm, year)", r2);
        }
    }

    private void produc() {
        String panel = "produc/produc.csv";
        String formula = "log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp";
        JsonNode json = expected("produc");
        plm(panel, formula, json.get("pooling"));
        plm(panel, formula + " | state", json.get("within"));
        plm(panel, formula + " | year", json.get("within_time"));
        plm(panel, formula + " | state + year", json.get("within_twoways"));
        random(panel, formula, json.get("random_individual"), "state");
        random(panel, formula, json.get("random_time"), "year");
    }

    private void empluk() {
        String panel = "empluk/empluk.csv";
        String formula = "log(emp) ~ log(wage) + log(capital)";
        JsonNode json = expected("empluk");
        plm(panel, formula, json.get("pooling"));
        plm(panel, formula + " | firm", json.get("within"));
        plm(panel, formula + " | firm + year", json.get("within_twoways"));
        random(panel, formula, json.get("random_swar"), "firm");
        JsonNode node = json.get("fixest_firm_year");
        fixest(panel, formula + " | firm + year", node, "iid", "iid", Map.of());
        fixest(panel, formula + " | firm + year", node, "cl", "cluster(firm)", Map.of());
        fixest(panel, formula + " | firm + year", node, "tw", "cluster(firm, year)", Map.of());
    }

    private void petersen() {
        JsonNode json = expected("petersen");
        JsonNode coef = json.get("coef");
        petersen("sandwich", coef, json.at("/computed/HC0"), "hc0");
        petersen("sandwich", coef, json.at("/computed/HC1"), "robust");
        petersen("sandwich", coef, json.at("/computed/CL_firm_HC1"), "cluster(firm)");
        petersen("sandwich", coef, json.at("/computed/CL_year_HC1"), "cluster(year)");
        JsonNode fixest = json.get("fixest");
        petersen("fixest", coef, fixest.get("iid"), "iid");
        petersen("fixest", coef, fixest.get("hetero"), "robust");
        petersen("fixest", coef, fixest.get("cluster_firm"), "cluster(firm)");
        petersen("fixest", coef, fixest.get("cluster_year"), "cluster(year)");
        petersen("fixest", coef, fixest.get("twoway_min"), "cluster(firm, year)");
        JsonNode effects = json.get("fixest_fe_firm_year");
        Map.of(
                        "iid", "iid",
                        "hetero", "robust",
                        "cluster_firm", "cluster(firm)",
                        "cluster_year", "cluster(year)",
                        "twoway", "cluster(firm, year)")
                .forEach((name, vcov) -> add(
                        "petersen/petersen.csv",
                        "fixest",
                        "y ~ x | firm + year",
                        vcov,
                        Map.of(
                                "x",
                                term(
                                        effects.get("coef_x").asDouble(),
                                        effects.get(name).asDouble())),
                        0));
        JsonNode published = json.get("published_petersen_kellogg");
        Map.of(
                        "ols_se", "iid",
                        "white_se", "robust",
                        "cluster_firm_se", "cluster(firm)",
                        "cluster_year_se", "cluster(year)")
                .forEach((name, vcov) -> add(
                        "petersen/petersen.csv",
                        "Petersen's page, 4 decimals",
                        "y ~ x",
                        vcov,
                        Map.of(
                                "(Intercept)",
                                term(
                                        published.get("const").asDouble(),
                                        published.get(name).get(0).asDouble()),
                                "x",
                                term(
                                        published.get("x").asDouble(),
                                        published.get(name).get(1).asDouble())),
                        4));
    }

    /** Stata's printed digits. */
    private void cigar() {
        JsonNode se = expected("cigar").get("se");
        cigar("Stata reg", "Sales ~ Price", "iid", se.get("iid Sales~Price (Stata reg)"), 6);
        cigar("Stata areg", "Sales ~ Price | State", "iid", se.get("iid |State (areg)"), 7);
        cigar("Stata reg, r", "Sales ~ Price", "robust", se.get("robust (reg,r)"), 6);
        cigar("Stata areg, r", "Sales ~ Price | State", "robust", se.get("robust |State (areg,r)"), 7);
        cigar("Stata reg, cluster", "Sales ~ Price", "cluster(State)", se.get("cluster State, Price"), 7);
        cigar(
                "areg and reghdfe",
                "Sales ~ Price | State",
                "cluster(Year)",
                se.get("|State cluster Year (areg & reghdfe)"),
                7);
        cigar("reghdfe", "Sales ~ Price | State", "cluster(State)", se.get("|State cluster State (reghdfe)"), 7);
        cigar("reghdfe", "Sales ~ Price", "cluster(State, Year)", se.get("2way State,Year no FE (reghdfe)"), 6);
        cigar(
                "reghdfe",
                "Sales ~ Price | State",
                "cluster(State, Year)",
                se.get("|State 2way State,Year (reghdfe)"),
                7);
        JsonNode coef = expected("cigar").get("coef");
        estimates("Sales ~ Price", "(Intercept)", coef.get("Sales~Price").get(0).asDouble());
        estimates("Sales ~ Price", "Price", coef.get("Sales~Price").get(1).asDouble());
        estimates("Sales ~ Price | State", "Price", coef.get("|State").get(0).asDouble());
        estimates(
                "Sales ~ Price | State + Year",
                "Price",
                coef.get("|State+Year").get(0).asDouble());
    }

    private void estimates(String formula, String term, double estimate) {
        add("cigar/Cigar.csv", "Stata, 5 decimals", formula, "iid", Map.of(term, Map.of("estimate", estimate)), 5);
    }

    private void cigar(String by, String formula, String vcov, JsonNode errors, int digits) {
        Map<String, Map<String, Double>> terms = new LinkedHashMap<>();
        if (errors.size() == 2) {
            terms.put("(Intercept)", Map.of("error", errors.get(0).asDouble()));
        }
        double slope = errors.size() == 0
                ? errors.asDouble()
                : errors.get(errors.size() - 1).asDouble();
        terms.put("Price", Map.of("error", slope));
        add("cigar/Cigar.csv", by, formula, vcov, terms, digits);
    }

    private void petersen(String by, JsonNode coef, JsonNode errors, String vcov) {
        Map<String, Map<String, Double>> terms = Map.of(
                "(Intercept)",
                        term(
                                coef.get("(Intercept)").asDouble(),
                                errors.get("const").asDouble()),
                "x", term(coef.get("x").asDouble(), errors.get("x").asDouble()));
        add("petersen/petersen.csv", by, "y ~ x", vcov, terms, 0);
    }

    private void plm(String panel, String formula, JsonNode node) {
        Map<String, Double> fit = new LinkedHashMap<>();
        if (node.has("ssr")) {
            fit.put("rss", node.get("ssr").asDouble());
            fit.put("df", node.get("df_resid").asDouble());
            fit.put(formula.contains("|") ? "r2Within" : "r2", node.get("r2").asDouble());
        }
        found.add(new Golden(panel, "plm 2.6-6", formula, "iid", "", "", fit, terms(node), 0));
    }

    private void random(String panel, String formula, JsonNode node, String effect) {
        Map<String, Double> fit = new LinkedHashMap<>();
        fit.put("df", Double.POSITIVE_INFINITY);
        fit.put("idiosyncratic", node.at("/sigma2/idios").asDouble());
        JsonNode sigma = node.get("sigma2");
        fit.put("individual", sigma.get(sigma.has("id") ? "id" : "time").asDouble());
        if (node.has("theta")) {
            fit.put("thetaMax", node.get("theta").asDouble());
            fit.put("rss", node.get("ssr").asDouble());
            fit.put("r2", node.get("r2").asDouble());
        }
        found.add(new Golden(panel, "plm 2.6-6", formula, "iid", effect, "swar", fit, terms(node), 0));
    }

    private void fixest(String panel, String formula, JsonNode node, String name, String vcov, Map<String, Double> r2) {
        JsonNode errors = node.get(name);
        Map<String, Double> fit = new LinkedHashMap<>(r2);
        fit.put("df", errors.get("df_t").asDouble());
        Map<String, Map<String, Double>> terms = new LinkedHashMap<>();
        node.get("coef").properties().forEach(term -> {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("estimate", term.getValue().asDouble());
            values.put("error", errors.get("se").get(term.getKey()).asDouble());
            values.put("p", errors.get("p").get(term.getKey()).asDouble());
            terms.put(term.getKey(), values);
        });
        found.add(new Golden(panel, "fixest 0.12.2", formula, vcov, "", "", fit, terms, 0));
    }

    private static Map<String, Map<String, Double>> terms(JsonNode node) {
        Map<String, Map<String, Double>> terms = new LinkedHashMap<>();
        node.get("coef")
                .properties()
                .forEach(term -> terms.put(
                        term.getKey(),
                        term(
                                term.getValue().asDouble(),
                                node.get("se").get(term.getKey()).asDouble())));
        return terms;
    }

    private static Map<String, Double> term(double estimate, double error) {
        return Map.of("estimate", estimate, "error", error);
    }

    private void add(
            String panel, String by, String formula, String vcov, Map<String, Map<String, Double>> terms, int digits) {
        found.add(new Golden(panel, by, formula, vcov, "", "", Map.of(), terms, digits));
    }
}
