package org.agglo.app.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.agglo.app.compare.Comparison.Change;
import org.agglo.app.compare.Comparison.Input;
import org.agglo.app.compare.Comparison.Part;
import org.agglo.app.compare.Comparison.Rows;

/** Goes through two runs part by part. */
final class Comparer {
    private final RunFiles before;
    private final RunFiles after;
    private final Tolerance tolerance;
    private final Set<Part> parts;

    Comparer(RunFiles before, RunFiles after, Tolerance tolerance, Set<Part> parts) {
        this.before = before;
        this.after = after;
        this.tolerance = tolerance;
        this.parts = parts;
    }

    Comparison compare() {
        boolean manifests =
                !before.manifest().isMissingNode() && !after.manifest().isMissingNode();
        boolean results = !before.results().isMissingNode() && !after.results().isMissingNode();
        if (!manifests && !results) {
            throw new ComparisonException(
                    "%s and %s have no file in common: one has a manifest alone, the other results alone"
                            .formatted(before.path(), after.path()));
        }
        EstimateChanges estimates = results && parts.contains(Part.ESTIMATES)
                ? EstimateChanges.of(before.results(), after.results(), tolerance)
                : EstimateChanges.NONE;
        return new Comparison(
                run(before),
                run(after),
                manifests ? changes("versions") : List.of(),
                manifests && parts.contains(Part.SETTINGS) ? changes("settings") : List.of(),
                manifests && parts.contains(Part.INPUTS) ? inputs() : List.of(),
                manifests && parts.contains(Part.ROWS) ? rows() : List.of(),
                parts.contains(Part.PANEL) ? panel(manifests) : List.of(),
                estimates.changed(),
                estimates.models(),
                estimates.compared());
    }

    private static Comparison.Run run(RunFiles files) {
        JsonNode manifest = files.manifest();
        return new Comparison.Run(
                files.path().toString(),
                files.study(),
                manifest.path("id").asText(""),
                manifest.path("finished").asText(""));
    }

    private List<Change> changes(String part) {
        return changes(
                leaves(before.manifest().path(part)), leaves(after.manifest().path(part)));
    }

    private static List<Change> changes(Map<String, String> before, Map<String, String> after) {
        List<Change> changes = new ArrayList<>();
        for (String path : union(before.keySet(), after.keySet())) {
            if (!Objects.equals(before.get(path), after.get(path))) {
                changes.add(new Change(path, before.get(path), after.get(path)));
            }
        }
        return changes;
    }

    /** Path to value of every leaf; lists of leaves are leaves. */
    private static Map<String, String> leaves(JsonNode node) {
        Map<String, String> leaves = new LinkedHashMap<>();
        leaves("", node, leaves);
        return leaves;
    }

    private static void leaves(String path, JsonNode node, Map<String, String> leaves) {
        if (node.isObject()) {
            node.properties()
                    .forEach(child -> leaves(
                            path.isEmpty() ? child.getKey() : path + "." + child.getKey(), child.getValue(), leaves));
        } else if (!node.isMissingNode()) {
            leaves.put(path, node.isValueNode() ? node.asText() : node.toString());
        }
    }

    private List<Input> inputs() {
        Map<List<String>, JsonNode> old = inputs(before);
        Map<List<String>, JsonNode> now = inputs(after);
        List<Input> changes = new ArrayList<>();
        for (List<String> file : union(old.keySet(), now.keySet())) {
            JsonNode was = old.get(file);
            JsonNode is = now.get(file);
            if (was == null || is == null || !was.path("sha256").equals(is.path("sha256"))) {
                String change = was == null ? "added" : is == null ? "removed" : "changed";
                changes.add(new Input(file.get(0), file.get(1), change, bytes(was), bytes(is)));
            }
        }
        return changes;
    }

    private static long bytes(JsonNode input) {
        return input == null ? -1 : input.path("bytes").asLong(-1);
    }

    private static Map<List<String>, JsonNode> inputs(RunFiles files) {
        Map<List<String>, JsonNode> inputs = new LinkedHashMap<>();
        files.manifest()
                .path("inputs")
                .forEach(input -> inputs.put(
                        List.of(
                                input.path("source").asText(),
                                input.path("path").asText()),
                        input));
        return inputs;
    }

    private List<Rows> rows() {
        List<Rows> changes = new ArrayList<>();
        JsonNode old = before.manifest().path("rows");
        JsonNode now = after.manifest().path("rows");
        for (String source : union(names(old), names(now))) {
            Map<String, Long> was = counts(old.path(source));
            Map<String, Long> is = counts(now.path(source));
            for (String count : union(was.keySet(), is.keySet())) {
                long a = was.getOrDefault(count, 0L);
                long b = is.getOrDefault(count, 0L);
                if (!tolerance.rows(a, b)) {
                    changes.add(new Rows(source, count, a, b));
                }
            }
        }
        return changes;
    }

    private static Map<String, Long> counts(JsonNode rows) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("in", rows.path("in").asLong());
        counts.put("used", rows.path("used").asLong());
        counts.put("not selected", rows.path("notSelected").asLong());
        rows.path("setAside")
                .properties()
                .forEach(reason -> counts.put(
                        "set aside: " + reason.getKey(), reason.getValue().asLong()));
        return counts;
    }

    private List<Change> panel(boolean manifests) {
        return changes(
                size((manifests ? before.manifest() : before.results()).path("panel")),
                size((manifests ? after.manifest() : after.results()).path("panel")));
    }

    private static Map<String, String> size(JsonNode panel) {
        Map<String, String> size = new LinkedHashMap<>();
        for (String what : List.of("regions", "rows")) {
            size.put(what, panel.path(what).asText());
        }
        size.put("gaps", panel.path("gaps").path("count").asText());
        JsonNode periods = panel.path("periods");
        size.put(
                "periods",
                periods.isEmpty()
                        ? ""
                        : "%s–%s"
                                .formatted(
                                        periods.path(0).asText(),
                                        periods.path(periods.size() - 1).asText()));
        return size;
    }

    static Set<String> names(JsonNode node) {
        Set<String> names = new LinkedHashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static <T> Set<T> union(Set<T> first, Set<T> second) {
        Set<T> union = new LinkedHashSet<>(first);
        union.addAll(second);
        return union;
    }
}
