package org.agglo.app.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code describe} and {@code figures}. */
final class DescribeReader {
    private DescribeReader() {}

    static Describe describe(Node node, Scope panel) {
        node.texts("variables").forEach(name -> MeasuresReader.number(node, "variables", name, panel));
        Map<String, List<String>> where = new LinkedHashMap<>();
        node.child("where")
                .ifPresent(child -> child.keys().forEach(name -> {
                    MeasuresReader.known(child, name, name, panel);
                    where.put(name, child.texts(name));
                }));
        return new Describe(
                node.texts("variables"),
                where,
                node.child("averages").map(child -> averages(child, panel)),
                node.child("ranking").map(child -> ranking(child, panel)),
                published(node),
                node.origin());
    }

    private static Describe.Averages averages(Node node, Scope panel) {
        MeasuresReader.number(node, "variable", panel);
        node.maybe("by").ifPresent(by -> MeasuresReader.known(node, "by", by, panel));
        return new Describe.Averages(node.text("variable"), node.text("by"));
    }

    private static Describe.Ranking ranking(Node node, Scope panel) {
        MeasuresReader.number(node, "variable", panel);
        return new Describe.Ranking(
                node.text("variable"),
                node.whole("top").orElse(0),
                node.whole("bottom").orElse(0),
                node.number("above"));
    }

    private static Map<String, Describe.Moments> published(Node node) {
        Map<String, Describe.Moments> published = new LinkedHashMap<>();
        node.child("published")
                .ifPresent(child -> child.keys().forEach(name -> {
                    if (!node.texts("variables").contains(name)) {
                        String hint = Nearest.hint(name, node.texts("variables"));
                        child.problem(name, "'%s' is not among 'variables'%s".formatted(name, hint));
                    }
                    List<Double> m = child.numbers(name);
                    published.put(name, new Describe.Moments(m.get(0), m.get(1), m.get(2), m.get(3), m.get(4)));
                }));
        return published;
    }

    static Figures figures(Node root, Optional<Describe> describe, List<TableSpec> tables) {
        Optional<Node> node = root.child("figures");
        boolean averages = node.map(n -> n.flag("averages")).orElse(false);
        if (averages && describe.flatMap(Describe::averages).isEmpty()) {
            node.get().problem("averages", "There are no averages to draw; declare describe.averages");
        }
        return new Figures(averages, node.flatMap(n -> n.child("coefficients")).map(n -> coefficients(n, tables)));
    }

    private static Figures.Coefficients coefficients(Node node, List<TableSpec> tables) {
        List<String> names = tables.stream().map(TableSpec::name).toList();
        String term = Formulas.label(node.text("term"));
        for (String name : node.texts("tables")) {
            Optional<TableSpec> table =
                    tables.stream().filter(t -> t.name().equals(name)).findFirst();
            if (table.isEmpty()) {
                String hint = Nearest.hint(name, names);
                node.problem("tables", "No table '%s'%s".formatted(name, listed(hint, names)));
            } else if (node.has("term") && !Terms.inAny(term, table.get().models())) {
                node.problem("term", Terms.missing(term, table.get().models(), "table '%s'".formatted(name)));
            }
        }
        return new Figures.Coefficients(term, node.texts("tables"));
    }

    private static String listed(String hint, List<String> names) {
        return hint.isEmpty() && !names.isEmpty() ? "; there are " + String.join(", ", names) : hint;
    }
}
