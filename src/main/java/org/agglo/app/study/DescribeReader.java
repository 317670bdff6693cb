package org.agglo.app.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code describe}. */
final class DescribeReader {
    private DescribeReader() {}

    static Optional<Describe> read(Node root, Scope panel) {
        return root.child("describe").map(node -> describe(node, panel));
    }

    private static Describe describe(Node node, Scope panel) {
        for (String name : node.texts("variables")) {
            if (!panel.knows(name)) {
                node.problem("variables", panel.unknown(name, "the panel"));
            } else if (panel.isText(name)) {
                node.problem("variables", "'%s' is text and has no mean".formatted(name));
            }
        }
        Map<String, List<String>> where = new LinkedHashMap<>();
        node.child("where")
                .ifPresent(at -> at.keys().forEach(name -> {
                    Variables.known(at, name, List.of(name), panel);
                    where.put(name, at.texts(name));
                }));
        return new Describe(
                node.texts("variables"),
                where,
                node.child("averages").map(at -> averages(at, panel)),
                node.child("ranking").map(at -> ranking(at, panel)),
                published(node),
                node.origin());
    }

    private static Describe.Averages averages(Node at, Scope panel) {
        Variables.number(at, "variable", panel);
        Variables.column(at, "by", panel);
        return new Describe.Averages(at.text("variable"), at.text("by"));
    }

    private static Describe.Ranking ranking(Node at, Scope panel) {
        Variables.number(at, "variable", panel);
        return new Describe.Ranking(
                at.text("variable"),
                at.whole("top").orElse(0),
                at.whole("bottom").orElse(0),
                at.number("above"));
    }

    private static Map<String, Describe.Moments> published(Node node) {
        Map<String, Describe.Moments> published = new LinkedHashMap<>();
        node.child("published")
                .ifPresent(at -> at.keys().forEach(name -> {
                    if (!node.texts("variables").contains(name)) {
                        at.problem(
                                name,
                                "'%s' is not among the variables that are described%s"
                                        .formatted(name, Nearest.hint(name, node.texts("variables"))));
                    }
                    List<Double> m = at.numbers(name);
                    if (m.size() == 5) {
                        published.put(name, new Describe.Moments(m.get(0), m.get(1), m.get(2), m.get(3), m.get(4)));
                    }
                }));
        return published;
    }
}
