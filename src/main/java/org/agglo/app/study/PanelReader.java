package org.agglo.app.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.agglo.disclosure.Treatment;
import org.agglo.disclosure.Treatment.Method;
import org.agglo.ingest.FieldType;
import org.agglo.ingest.Source;
import org.agglo.panel.Join;
import org.agglo.panel.PanelSpec;
import org.agglo.panel.Total;

/** Reads {@code panel} and collects the columns it will have. */
final class PanelReader {
    private final Node node;
    private final PanelSources sources;
    private final Map<String, Treatment> treatments;
    private final List<TreatedColumn> treated = new ArrayList<>();
    private final Scope panel = new Scope();
    /** The columns of the panel's source. */
    private final Scope own;
    /** The same with what the crosswalks bring. */
    private final CrosswalksReader.Result crosswalks;

    private PanelReader(Node node, Map<String, Source> sources, Map<String, Treatment> treatments) {
        this.node = node;
        this.sources = new PanelSources(sources);
        this.treatments = treatments;
        this.own = this.sources.scope(node, "source");
        this.crosswalks = CrosswalksReader.read(node, this.sources, own);
    }

    /** The specification, the panel's columns, and those that may rest on withheld cells. */
    record Result(PanelSpec spec, Scope scope, List<TreatedColumn> treated) {}

    /** @param sources as they are once treated */
    static Result read(Node node, Map<String, Source> sources, Map<String, Treatment> treatments) {
        PanelReader reader = new PanelReader(node, sources, treatments);
        return new Result(reader.spec(), reader.panel, reader.treated);
    }

    private PanelSpec spec() {
        keys();
        if (Stream.of("region", "time", "cells", "crosswalk", "crosswalks").anyMatch(node::faulty)
                || node.elements("crosswalks").stream().anyMatch(Node::faulty)) {
            panel.open();
        }
        List<Total> totals = totals();
        List<Join> joins = node.children("join").stream().map(this::join).toList();
        Map<String, Map<String, List<String>>> groups = GroupsReader.read(node, panel);
        PanelChecks.interpolated(node, panel, treated);
        PanelChecks.window(node);
        return new PanelSpec(
                node.text("region"),
                node.text("time"),
                node.texts("cells"),
                node.text("source"),
                crosswalks.crosswalks(),
                totals,
                joins,
                groups,
                node.texts("interpolate"),
                node.flag("extrapolate"),
                node.whole("from"),
                node.whole("to"));
    }

    private void keys() {
        Scope records = crosswalks.records();
        for (String key : List.of("region", "time")) {
            node.maybe(key).ifPresent(name -> key(records, key, name));
        }
        node.texts("cells").forEach(name -> key(records, "cells", name));
        String time = node.text("time");
        if (SourcesReader.isNot(FieldType.INTEGER, time, records)) {
            node.problem("time", "'%s' must be declared as integer".formatted(time));
        }
    }

    private void key(Scope records, String key, String name) {
        if (!records.knows(name)) {
            String where = node.has("crosswalk")
                    ? "the source or its crosswalk"
                    : node.has("crosswalks")
                            ? "the source or its crosswalks"
                            : "source '%s'".formatted(node.text("source"));
            node.problem(key, crosswalks.nameable().unknown(name, where));
        }
        panel.add(name, records.type(name))
                .ifPresent(both -> node.problem(key, "'%s' is a key of the panel already".formatted(both)));
    }

    private List<Total> totals() {
        List<Node> children = node.children("totals");
        if (!node.has("totals")) {
            own.names().stream()
                    .filter(name -> !panel.names().contains(name))
                    .forEach(name -> panel.add(name, own.type(name)));
            if (own.isOpen()) {
                panel.open();
            }
            treated(node.text("source"));
        }
        return children.stream().flatMap(child -> totals(child).stream()).toList();
    }

    /** The columns that a treated source brings as they are. */
    private void treated(String source) {
        Optional.ofNullable(treatments.get(source))
                .filter(treatment -> treatment.method() != Method.MISSING)
                .ifPresent(treatment -> treatment
                        .columns()
                        .forEach(column -> treated.add(new TreatedColumn(column, treatment.flag(column)))));
    }

    /** A total; of a treated column also the totals of its bounds, and how many withheld cells are in it. */
    private List<Total> totals(Node at) {
        Total total = total(at);
        Treatment treatment = treatments.get(node.text("source"));
        if (treatment == null
                || treatment.method() == Method.MISSING
                || !treatment.columns().contains(total.sum())) {
            return List.of(total);
        }
        List<Total> all = new ArrayList<>(List.of(total));
        List<String> names = treatment.brought(total.name());
        List<String> sums = treatment.brought(total.sum());
        for (int i = 0; i < names.size(); i++) {
            NewColumn.add(at, names.get(i), Optional.of(FieldType.NUMBER), panel);
            all.add(new Total(names.get(i), sums.get(i), total.prefixes()));
        }
        treated.add(new TreatedColumn(total.name(), treatment.flag(total.name())));
        return all;
    }

    private Total total(Node at) {
        String sum = at.text("sum");
        column(at);
        if (!sum.isEmpty() && !own.knows(sum)) {
            at.problem("sum", own.unknown(sum, "source '%s'".formatted(node.text("source"))));
        } else if (own.isText(sum)) {
            at.problem("sum", "'%s' is text and cannot be added up".formatted(sum));
        }
        Map<String, List<String>> prefixes = new LinkedHashMap<>();
        at.child("prefixes")
                .ifPresent(child -> child.keys().forEach(name -> {
                    if (!own.knows(name)) {
                        child.problem(name, own.unknown(name, "source '%s'".formatted(node.text("source"))));
                    } else if (SourcesReader.isNot(FieldType.TEXT, name, own)) {
                        child.problem(name, "Codes must be declared as text, else leading zeros are lost");
                    }
                    prefixes.put(name, child.texts(name));
                }));
        return new Total(at.name(), sum, prefixes);
    }

    /** A new column of the panel, named by the study. */
    private void column(Node at) {
        NewColumn.add(at, at.name(), Optional.of(FieldType.NUMBER), panel);
    }

    private Join join(Node at) {
        if (!sources.all().containsKey(at.name())) {
            at.problem(sources.unknown(at.name()));
            panel.open();
            return new Join(at.name(), at.texts("on"));
        }
        Source source = sources.all().get(at.name());
        Scope joined = SourcesReader.scope(source);
        List<String> on = at.texts("on");
        for (String name : on) {
            if (!panel.knows(name)) {
                at.problem("on", panel.unknown(name, "the panel"));
            }
            if (!joined.knows(name)) {
                at.problem("on", joined.unknown(name, "source '%s'".formatted(at.name())));
            }
            PanelSources.typed(at, "on", name, panel.type(name), joined.type(name), "source '%s'".formatted(at.name()));
        }
        if (!on.isEmpty() && !Set.copyOf(on).equals(Set.copyOf(source.key()))) {
            at.problem(
                    "on",
                    "Is not the key of source '%s'; write key = [%s] there"
                            .formatted(at.name(), String.join(", ", on)));
        }
        bring(at, joined, on);
        return new Join(at.name(), on);
    }

    private void bring(Node at, Scope joined, List<String> on) {
        joined.names().stream()
                .filter(name -> !on.contains(name))
                .forEach(name -> panel.add(name, joined.type(name))
                        .ifPresent(both -> at.problem("The panel has a column '%s' already; rename it in source '%s'"
                                .formatted(both, at.name()))));
        if (joined.isOpen()) {
            panel.open();
        }
        treated(at.name());
    }
}
