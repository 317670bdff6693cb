package org.agglo.app.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.agglo.contract.Contract;
import org.agglo.contract.Rule;
import org.agglo.contract.Severity;
import org.agglo.disclosure.Hierarchy;
import org.agglo.ingest.Source;

/** Reads {@code contracts}. */
final class ContractReader {
    private final Node node;
    private final Map<String, Source> sources;
    private final boolean panel;
    private final Scope scope;
    private final String where;
    private final List<String> key;

    private ContractReader(Node node, Map<String, Source> sources, Scope panelScope, List<String> panelKey) {
        this.node = node;
        this.sources = sources;
        String of = node.text("of");
        this.panel = of.equals(Contract.PANEL);
        Source source = sources.get(of);
        if (!panel && source == null) {
            node.problem(
                    "of",
                    "No source '%s'%s"
                            .formatted(
                                    of,
                                    Nearest.hint(of, sources.keySet()).isEmpty()
                                            ? "; there are panel, " + String.join(", ", sources.keySet())
                                            : Nearest.hint(of, sources.keySet())));
        }
        this.scope = panel ? panelScope : source == null ? open() : SourcesReader.scope(source);
        this.where = panel ? "the panel" : "source '%s'".formatted(of);
        this.key = panel ? panelKey : source == null ? List.of() : source.key();
    }

    private static Scope open() {
        Scope scope = new Scope();
        scope.open();
        return scope;
    }

    /**
     * The contracts, in file order.
     *
     * @param sources as they are once treated
     * @param panel the panel's columns, measures included
     */
    static List<Contract> read(Node root, Map<String, Source> sources, Scope panel, List<String> panelKey) {
        return root.children("contracts").stream()
                .map(node -> new ContractReader(node, sources, panel, panelKey).contract())
                .toList();
    }

    private Contract contract() {
        Map<String, List<String>> selected = new LinkedHashMap<>();
        node.child("where")
                .ifPresent(child -> child.keys().forEach(column -> {
                    known(child, column, column);
                    selected.put(column, child.texts(column));
                }));
        List<Rule> rules = rules();
        if (rules.isEmpty() && !node.lost()) {
            node.problem("Holds nobody to anything; give a rule, such as not-null = [...]");
        }
        return new Contract(
                node.name(),
                node.text("of"),
                Severity.valueOf(node.maybe("severity").orElse("error").toUpperCase(Locale.ROOT)),
                selected,
                rules,
                node.origin().toString());
    }

    private List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (String column : node.texts("not-null")) {
            known(node, "not-null", column);
            rules.add(new Rule.NotNull(column));
        }
        node.child("accepted")
                .ifPresent(child -> child.keys().forEach(column -> {
                    known(child, column, column);
                    rules.add(new Rule.Accepted(column, child.texts(column)));
                }));
        node.child("range").ifPresent(child -> child.keys().forEach(column -> rules.add(range(child, column))));
        if (!node.texts("unique").isEmpty()) {
            node.texts("unique").forEach(column -> known(node, "unique", column));
            rules.add(new Rule.Unique(node.texts("unique")));
        }
        node.child("children").ifPresent(child -> rules.add(children(child)));
        node.child("total").ifPresent(child -> rules.add(total(child)));
        node.child("adds-up").ifPresent(child -> rules.add(whole(child, Optional.empty())));
        node.child("mean").ifPresent(child -> {
            number(child, "weight", child.text("weight"));
            rules.add(whole(child, child.maybe("weight")));
        });
        node.child("jump").ifPresent(child -> rules.add(jump(child)));
        return rules;
    }

    private Rule range(Node at, String column) {
        number(at, column, column);
        List<Double> ends = at.numbers(column);
        double high = ends.size() > 1 ? ends.get(1) : Double.POSITIVE_INFINITY;
        if (high < ends.get(0)) {
            at.problem(column, "The greatest value is below the least");
        }
        return new Rule.Range(column, ends.get(0), high);
    }

    private Rule children(Node at) {
        Hierarchy hierarchy = HierarchyReader.read(at, at.flag("equal"));
        String column = hierarchy.column();
        known(at, "column", column);
        if (!column.isEmpty() && scope.knows(column) && !key.contains(column)) {
            at.problem("column", "Is not part of the key of %s, so a row's parent cannot be found".formatted(where));
        }
        number(at, "sum", at.text("sum"));
        return new Rule.Children(
                hierarchy, at.text("sum"), at.number("tolerance").orElse(0.0));
    }

    private Rule total(Node at) {
        String name = at.text("source");
        String equals = at.maybe("equals").orElse(at.text("sum"));
        number(at, "sum", at.text("sum"));
        Optional<Source> other = Optional.ofNullable(sources.get(name));
        if (other.isEmpty() && !name.isEmpty()) {
            at.problem("source", "No source '%s'; there are %s".formatted(name, String.join(", ", sources.keySet())));
        }
        Scope others = other.map(SourcesReader::scope).orElseGet(ContractReader::open);
        for (String on : at.texts("on")) {
            known(at, "on", on);
            if (!others.knows(on)) {
                at.problem("on", others.unknown(on, "source '%s'".formatted(name)));
            }
        }
        other.filter(source -> !List.copyOf(source.key()).containsAll(at.texts("on"))
                        || source.key().size() != at.texts("on").size())
                .ifPresent(source -> at.problem(
                        "on",
                        "Is not the key of source '%s'; write key = [%s] there"
                                .formatted(name, String.join(", ", at.texts("on")))));
        if (!equals.isEmpty() && !others.knows(equals)) {
            at.problem("equals", others.unknown(equals, "source '%s'".formatted(name)));
        }
        return new Rule.Total(
                name,
                at.texts("on"),
                at.text("sum"),
                equals,
                at.number("tolerance").orElse(0.0));
    }

    private Rule whole(Node at, Optional<String> weight) {
        number(at, "column", at.text("column"));
        at.texts("by").forEach(name -> known(at, "by", name));
        return new Rule.Whole(
                at.text("column"),
                weight,
                at.texts("by"),
                at.number("equals").orElse(1.0),
                at.number("tolerance").orElse(0.0));
    }

    private Rule jump(Node at) {
        if (!panel) {
            at.problem("Only the panel has periods; leave 'of' out");
        }
        number(at, "column", at.text("column"));
        return new Rule.Jump(
                at.text("column"),
                at.number("factor").orElse(1.0),
                at.number("from").orElse(0.0));
    }

    private void known(Node at, String setting, String column) {
        if (!column.isEmpty() && !scope.knows(column)) {
            at.problem(setting, scope.unknown(column, where));
        }
    }

    private void number(Node at, String setting, String column) {
        known(at, setting, column);
        if (scope.isText(column)) {
            at.problem(setting, "'%s' is text; a number is needed".formatted(column));
        }
    }
}
