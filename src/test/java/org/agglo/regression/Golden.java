package org.agglo.regression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What another program computes of one model under one covariance.
 *
 * @param panel a file of the tests' panels, or a path below the shared reference folder
 * @param by the program that it comes from
 * @param effect of random effects; empty if none
 * @param form "swar" or "harmonic"; empty if none
 * @param fit values by name, such as "n", "rss", "df"
 * @param terms values by term: "estimate", "error", "statistic", "p", "low", "high"
 * @param digits decimals that were published, rounded or cut; 0 if all digits are there
 */
record Golden(
        String panel,
        String by,
        String formula,
        String vcov,
        String effect,
        String form,
        Map<String, Double> fit,
        Map<String, Map<String, Double>> terms,
        int digits) {
    private static final List<String> WORDS =
            List.of("panel", "by", "formula", "vcov", "estimator", "effect", "components", "terms", "clusters");

    boolean random() {
        return !effect.isEmpty();
    }

    /** What one fit serves. */
    String model() {
        return String.join(" ", panel, formula, effect, form);
    }

    String title() {
        return "%s: %s %s%s — %s".formatted(panel, formula, vcov, random() ? " random " + effect + " " + form : "", by);
    }

    /** The committed values of R and Python on the committed panels. */
    static List<Golden> committed() {
        List<Golden> all = new ArrayList<>();
        for (String file : List.of("plm.json", "python.json", "formulas.json")) {
            json(Path.of("src/test/resources/expected", file)).get("cases").forEach(node -> all.add(of(node)));
        }
        return all;
    }

    /** The committed tests of models. */
    static List<JsonNode> tests() {
        List<JsonNode> all = new ArrayList<>();
        json(Path.of("src/test/resources/expected/plm.json")).get("tests").forEach(all::add);
        return all;
    }

    static JsonNode json(Path path) {
        try {
            return new ObjectMapper().readTree(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Golden of(JsonNode node) {
        Map<String, Double> fit = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            if (!WORDS.contains(field.getKey()) && field.getValue().isNumber()) {
                fit.put(field.getKey(), field.getValue().asDouble());
            }
        });
        boolean random = node.path("estimator").asText().equals("random");
        if (random) {
            fit.put("df", Double.POSITIVE_INFINITY);
        }
        Map<String, Map<String, Double>> terms = new LinkedHashMap<>();
        node.get("terms").properties().forEach(term -> terms.put(term.getKey(), numbers(term.getValue())));
        return new Golden(
                node.get("panel").asText(),
                node.get("by").asText(),
                node.get("formula").asText(),
                node.get("vcov").asText(),
                node.path("effect").asText(),
                node.path("components").asText(),
                fit,
                terms,
                0);
    }

    static Map<String, Double> numbers(JsonNode node) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            if (field.getValue().isNumber()) {
                numbers.put(field.getKey(), field.getValue().asDouble());
            }
        });
        return numbers;
    }
}
