package org.agglo.app.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.agglo.app.compare.Comparison.Estimate;
import org.agglo.app.compare.Comparison.Model;

/** Coefficients of two files of results, matched by table, model, group and term. */
record EstimateChanges(List<Estimate> changed, List<Model> models, int compared) {
    static final EstimateChanges NONE = new EstimateChanges(List.of(), List.of(), 0);

    private record Key(String table, String model, String group) {}

    private record Coefficient(Double estimate, Double error, Double low, Double high) {
        static final Coefficient ABSENT = new Coefficient(null, null, null, null);

        static Coefficient of(JsonNode node) {
            return new Coefficient(
                    number(node, "estimate"), number(node, "error"), number(node, "low"), number(node, "high"));
        }

        private static Double number(JsonNode node, String name) {
            JsonNode number = node.path(name);
            return number.isNumber() ? number.asDouble() : null;
        }

        boolean excludes(Coefficient other) {
            return low != null
                    && high != null
                    && other.estimate != null
                    && (other.estimate < low || other.estimate > high);
        }
    }

    static EstimateChanges of(JsonNode before, JsonNode after, Tolerance tolerance) {
        Map<Key, Map<String, Coefficient>> old = models(before);
        Map<Key, Map<String, Coefficient>> now = models(after);
        List<Estimate> changed = new ArrayList<>();
        List<Model> lone = new ArrayList<>();
        int compared = 0;
        for (Key key : Comparer.union(old.keySet(), now.keySet())) {
            if (!old.containsKey(key) || !now.containsKey(key)) {
                String change = now.containsKey(key) ? "added" : "removed";
                lone.add(new Model(key.table, key.model, key.group, change));
                continue;
            }
            for (String term :
                    Comparer.union(old.get(key).keySet(), now.get(key).keySet())) {
                Coefficient was = old.get(key).getOrDefault(term, Coefficient.ABSENT);
                Coefficient is = now.get(key).getOrDefault(term, Coefficient.ABSENT);
                compared++;
                if (differs(was, is, tolerance)) {
                    changed.add(new Estimate(
                            key.table,
                            key.model,
                            key.group,
                            term,
                            was.estimate,
                            was.error,
                            is.estimate,
                            is.error,
                            was.excludes(is)));
                }
            }
        }
        return new EstimateChanges(changed, lone, compared);
    }

    private static boolean differs(Coefficient was, Coefficient is, Tolerance tolerance) {
        if (was.estimate == null || is.estimate == null) {
            return was.estimate != null || is.estimate != null;
        }
        if (tolerance.withinInterval() && was.low != null) {
            return was.excludes(is);
        }
        double scale = Math.max(Math.abs(was.estimate), Math.abs(is.estimate));
        boolean errors = was.error != null && is.error != null;
        if (errors) {
            scale = Math.max(scale, Math.max(was.error, is.error));
        }
        boolean same = tolerance.estimates(was.estimate, is.estimate, scale)
                && (errors ? tolerance.estimates(was.error, is.error, scale) : Objects.equals(was.error, is.error));
        return !same;
    }

    private static Map<Key, Map<String, Coefficient>> models(JsonNode results) {
        Map<Key, Map<String, Coefficient>> models = new LinkedHashMap<>();
        for (JsonNode table : results.path("tables")) {
            for (JsonNode model : table.path("models")) {
                Map<String, Coefficient> terms = new LinkedHashMap<>();
                for (JsonNode coefficient : model.path("summary").path("coefficients")) {
                    boolean omitted = coefficient.path("omitted").isTextual();
                    terms.put(
                            coefficient.path("term").asText(),
                            omitted ? Coefficient.ABSENT : Coefficient.of(coefficient));
                }
                models.put(
                        new Key(
                                table.path("name").asText(),
                                model.path("name").asText(),
                                model.path("group").asText("")),
                        terms);
            }
        }
        return models;
    }
}
