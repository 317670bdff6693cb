package org.agglo.app.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.agglo.disclosure.Treatment;
import org.agglo.disclosure.Treatment.Method;
import org.agglo.ingest.FieldType;
import org.agglo.ingest.Source;
import org.agglo.panel.Crosswalk;
import org.agglo.panel.Join;
import org.agglo.panel.PanelSpec;
import org.agglo.panel.Total;

/** Reads {@code panel} and collects the columns it will have. */
final class PanelReader {
    private final Node node;
    private final Map<String, Source> sources;
    private final Map<String, Treatment> treatments;
    private final List<TreatedColumn> treated = new ArrayList<>();
    private final Scope panel = new Scope();
    private final Scope records;
    private Scope codes = new Scope();

    private PanelReader(Node node, Map<String, Source> sources, Map<String, Treatment> treatments) {
        this.node = node;
        this.sources = sources;
        this.treatments = treatments;
        this.records = sourceScope(node, "source");
    }

    /** The specification, the panel's columns, and those that may rest on withheld cells. */
    record Result(PanelSpec spec, Scope scope, List<TreatedColumn> treated) {}

    /** @param sources as they are once treated */
    static Result read(Node node, Map<String, Source> sources, Map<String, Treatment> treatments) {
        PanelReader reader = new PanelReader(node, sources, treatments);
        return new Result(reader.spec(), reader.panel, reader.treated);
    }

    private PanelSpec spec() {
        Optional<Crosswalk> crosswalk = node.child("crosswalk").map(this::crosswalk);
        keys();
        if (Stream.of("region", "time", "cells", "crosswalk").anyMatch(node::faulty)) {
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
                crosswalk,
                totals,
                joins,
                groups,
                node.texts("interpolate"),
                node.flag("extrapolate"),
                node.whole("from"),
                node.whole("to"));
    }

    private Scope sourceScope(Node at, String key) {
        Optional<Source> source = at.maybe(key).map(sources::get);
        at.maybe(key)
                .filter(name -> !sources.containsKey(name))
                .ifPresent(name -> at.problem(key, unknownSource(name)));
        Scope scope = source.map(SourcesReader::scope).orElseGet(Scope::new);
        if (source.isEmpty()) {
            scope.open();
        }
        return scope;
    }

    private String unknownSource(String name) {
        String hint = Nearest.hint(name, sources.keySet());
        return "No source '%s'%s"
                .formatted(
                        name,
                        hint.isEmpty()
                                ? "; there are " + (sources.isEmpty() ? "none" : String.join(", ", sources.keySet()))
                                : hint);
    }

    /** Where records find their region. */
    private Crosswalk crosswalk(Node at) {
        codes = sourceScope(at, "source");
        String on = at.text("on");
        Crosswalk walk = new Crosswalk(at.text("source"), on, at.maybe("weight"), at.maybe("from"), at.maybe("to"));
        PanelChecks.divided(node, at, walk, codes);
        matched(at, "on", on, codes, "source '%s'".formatted(at.text("source")));
        Optional.ofNullable(sources.get(at.text("source")))
                .filter(source ->
                        walk.isPlain() && !on.isEmpty() && !source.key().equals(List.of(on)))
                .ifPresent(source -> at.problem(
                        "on", "Is not the key of source '%s'; write key = [%s] there".formatted(source.name(), on)));
        lookUp(at);
        return walk;
    }

    /** Adds the keys that the records lack and the crosswalk has; the region has to be one of them. */
    private void lookUp(Node at) {
        String region = node.text("region");
        if (records.knows(region) && !records.isOpen()) {
            at.problem(
                    "'%s' is in source '%s' already; leave the crosswalk out".formatted(region, node.text("source")));
        }
        List<String> keys = new ArrayList<>(node.texts("cells"));
        keys.addAll(List.of(region, node.text("time")));
        keys.stream()
                .filter(name -> !records.knows(name) && codes.knows(name))
                .forEach(name -> records.add(name, codes.type(name)));
        if (codes.isOpen()) {
            records.open();
        }
    }

    /** A column by which records, or the panel, meet another source must be in both and of one type. */
    private void matched(Node at, String key, String on, Scope other, String otherName) {
        if (on.isEmpty()) {
            return;
        }
        if (!records.knows(on)) {
            at.problem(key, records.unknown(on, "source '%s'".formatted(node.text("source"))));
        }
        if (!other.knows(on)) {
            at.problem(key, other.unknown(on, otherName));
        }
        typed(at, key, on, records.type(on), other.type(on), otherName);
    }

    private static void typed(
            Node at, String key, String on, Optional<FieldType> here, Optional<FieldType> there, String otherName) {
        if (here.isPresent() && there.isPresent() && !here.equals(there)) {
            at.problem(
                    key,
                    "'%s' is %s here and %s in %s; declare both alike, or no row can match"
                            .formatted(on, words(here.get()), words(there.get()), otherName));
        }
    }

    private static String words(FieldType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private void keys() {
        for (String key : List.of("region", "time")) {
            node.maybe(key).ifPresent(name -> key(key, name));
        }
        node.texts("cells").forEach(name -> key("cells", name));
        String time = node.text("time");
        if (SourcesReader.isNot(FieldType.INTEGER, time, records)) {
            node.problem("time", "'%s' must be declared as integer".formatted(time));
        }
    }

    private void key(String key, String name) {
        if (!records.knows(name)) {
            String where = node.has("crosswalk")
                    ? "the source or its crosswalk"
                    : "source '%s'".formatted(node.text("source"));
            node.problem(key, nameable().unknown(name, where));
        }
        panel.add(name, records.type(name))
                .ifPresent(both -> node.problem(key, "'%s' is a key of the panel already".formatted(both)));
    }

    /** The columns that may be keys: the records' and the crosswalk's. */
    private Scope nameable() {
        Scope both = new Scope();
        records.names().forEach(name -> both.add(name, Optional.empty()));
        codes.names().forEach(name -> both.add(name, Optional.empty()));
        return both;
    }

    private List<Total> totals() {
        List<Node> children = node.children("totals");
        if (!node.has("totals")) {
            records.names().stream()
                    .filter(name -> !panel.names().contains(name))
                    .forEach(name -> panel.add(name, records.type(name)));
            if (records.isOpen()) {
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
        if (!sum.isEmpty() && !records.knows(sum)) {
            at.problem("sum", records.unknown(sum, "source '%s'".formatted(node.text("source"))));
        } else if (records.isText(sum)) {
            at.problem("sum", "'%s' is text and cannot be added up".formatted(sum));
        }
        Map<String, List<String>> prefixes = new LinkedHashMap<>();
        at.child("prefixes")
                .ifPresent(child -> child.keys().forEach(name -> {
                    if (!records.knows(name)) {
                        child.problem(name, records.unknown(name, "source '%s'".formatted(node.text("source"))));
                    } else if (SourcesReader.isNot(FieldType.TEXT, name, records)) {
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
        if (!sources.containsKey(at.name())) {
            at.problem(unknownSource(at.name()));
            panel.open();
            return new Join(at.name(), at.texts("on"));
        }
        Source source = sources.get(at.name());
        Scope joined = SourcesReader.scope(source);
        List<String> on = at.texts("on");
        for (String name : on) {
            if (!panel.knows(name)) {
                at.problem("on", panel.unknown(name, "the panel"));
            }
            if (!joined.knows(name)) {
                at.problem("on", joined.unknown(name, "source '%s'".formatted(at.name())));
            }
            typed(at, "on", name, panel.type(name), joined.type(name), "source '%s'".formatted(at.name()));
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
