package org.agglo.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code derive} and {@code measures}, each of which adds columns to the panel. */
final class MeasuresReader {
    private MeasuresReader() {}

    static List<Derived> derive(Node root, Scope panel) {
        List<Derived> derived = new ArrayList<>();
        root.child("derive")
                .ifPresent(node -> node.keys().forEach(name -> {
                    Variables.expression(node, name, panel);
                    NewColumn.add(node, name, panel);
                    derived.add(new Derived(name, node.text(name), node.origin(name)));
                }));
        return derived;
    }

    static List<Measure> measures(Node root, Scope panel) {
        List<Measure> measures = new ArrayList<>();
        for (Node node : root.children("measures")) {
            Variables.number(node, "activity", panel);
            Variables.number(node, "total", panel);
            Variables.known(node, "by", node.texts("by"), panel);
            Optional<Measure.Published> published = node.child("published").map(at -> {
                Variables.number(at, "column", panel);
                return new Measure.Published(
                        at.text("column"), at.whole("decimals").orElse(0), at.flag("recover"));
            });
            NewColumn.add(node, node.name(), Optional.of(org.agglo.ingest.FieldType.NUMBER), panel);
            measures.add(new Measure.LocationQuotient(
                    node.name(),
                    node.text("activity"),
                    node.text("total"),
                    node.texts("by"),
                    published,
                    node.origin()));
        }
        return measures;
    }
}
