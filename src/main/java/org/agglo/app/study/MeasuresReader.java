package org.agglo.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agglo.ingest.FieldType;
import org.agglo.measure.QuotientBounds;

/** Reads {@code derive} and {@code measures}; adds their columns to the panel's. */
final class MeasuresReader {
    private MeasuresReader() {}

    static List<Derived> derived(Node root, Scope panel) {
        List<Derived> derived = new ArrayList<>();
        root.child("derive")
                .ifPresent(node -> node.keys().forEach(name -> {
                    Formulas.expression(node, name, panel);
                    NewColumn.add(node, name, panel);
                    derived.add(new Derived(name, node.text(name), node.origin(name)));
                }));
        return derived;
    }

    /** @param treated the panel's columns that may rest on withheld cells */
    static List<Measure> measures(Node root, Scope panel, List<TreatedColumn> treated) {
        List<Measure> measures = new ArrayList<>();
        for (Node node : root.children("measures")) {
            Measure.LocationQuotient quotient = quotient(node, panel, treated);
            measures.add(quotient);
            NewColumn.add(node, node.name(), Optional.of(FieldType.NUMBER), panel);
            if (quotient.bounds().isPresent()) {
                NewColumn.add(node, quotient.low(), Optional.of(FieldType.NUMBER), panel);
                NewColumn.add(node, quotient.high(), Optional.of(FieldType.NUMBER), panel);
            }
        }
        return measures;
    }

    private static Measure.LocationQuotient quotient(Node node, Scope panel, List<TreatedColumn> treated) {
        number(node, "activity", panel);
        number(node, "total", panel);
        node.texts("by").forEach(name -> known(node, "by", name, panel));
        return new Measure.LocationQuotient(
                node.name(),
                node.text("activity"),
                node.text("total"),
                node.texts("by"),
                node.child("published").map(child -> published(child, panel)),
                bounds(node, treated),
                node.origin());
    }

    /** Bounds, if what the quotient is made of has any. */
    private static Optional<QuotientBounds> bounds(Node node, List<TreatedColumn> treated) {
        Optional<TreatedColumn> activity = bounded(node.text("activity"), treated);
        Optional<TreatedColumn> total = bounded(node.text("total"), treated);
        return activity.or(() -> total)
                .map(any -> new QuotientBounds(
                        ends(node.text("activity"), activity), ends(node.text("total"), total), node.texts("by")));
    }

    private static Optional<TreatedColumn> bounded(String column, List<TreatedColumn> treated) {
        return treated.stream().filter(one -> one.column().equals(column)).findFirst();
    }

    private static QuotientBounds.Ends ends(String column, Optional<TreatedColumn> treated) {
        return treated.map(one -> new QuotientBounds.Ends(one.low(), one.high()))
                .orElse(new QuotientBounds.Ends(column, column));
    }

    private static Measure.Published published(Node node, Scope panel) {
        number(node, "column", panel);
        node.maybe("by").ifPresent(name -> known(node, "by", name, panel));
        return new Measure.Published(
                node.text("column"), node.whole("decimals").orElse(0), node.flag("recover"), node.maybe("by"));
    }

    static void known(Node node, String key, String name, Scope panel) {
        if (!panel.knows(name)) {
            node.problem(key, panel.unknown(name, "the panel"));
        }
    }

    /** The setting names a column of numbers. */
    static void number(Node node, String key, Scope panel) {
        node.maybe(key).ifPresent(name -> number(node, key, name, panel));
    }

    static void number(Node node, String key, String name, Scope panel) {
        known(node, key, name, panel);
        if (panel.isText(name)) {
            node.problem(key, "'%s' is text; a number is needed".formatted(name));
        }
    }
}
