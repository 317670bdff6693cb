package org.agglo.app.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.agglo.panel.Crosswalk;

/** Reads the panel's crosswalks and adds what they bring to the columns of the records. */
final class CrosswalksReader {
    private final Node panel;
    private final PanelSources sources;
    private final Scope own;
    private final Scope records;
    private final Scope nameable;
    private final List<Node> nodes;
    private final List<Crosswalk> walks = new ArrayList<>();
    /** Column to the source that brings it. */
    private final Map<String, String> brought = new HashMap<>();
    /** Crosswalks that bring nothing. */
    private final List<Node> idle = new ArrayList<>();

    private CrosswalksReader(Node panel, PanelSources sources, Scope own) {
        this.panel = panel;
        this.sources = sources;
        this.own = own;
        this.records = own.copy();
        this.nameable = own.copy();
        this.nodes = panel.has("crosswalks")
                ? panel.elements("crosswalks")
                : panel.child("crosswalk").stream().toList();
    }

    /**
     * The crosswalks.
     *
     * @param records the records' columns with those that are brought
     * @param nameable the records' columns with all of the crosswalks'
     */
    record Result(List<Crosswalk> crosswalks, Scope records, Scope nameable) {}

    /** @param own the records' own columns */
    static Result read(Node panel, PanelSources sources, Scope own) {
        CrosswalksReader reader = new CrosswalksReader(panel, sources, own);
        reader.read();
        return new Result(List.copyOf(reader.walks), reader.records, reader.nameable);
    }

    private void read() {
        if (panel.has("crosswalk") && panel.has("crosswalks")) {
            panel.problem("crosswalk", "Stands beside 'crosswalks'; put it into that list, or leave the list out");
        }
        if (panel.faulty("crosswalk") || panel.faulty("crosswalks")) {
            records.open();
        }
        Set<String> codes = new HashSet<>();
        Set<String> tables = new HashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node at = nodes.get(i);
            String on = at.text("on");
            if (!on.isEmpty() && !codes.add(on)) {
                at.problem(
                        "on",
                        "'%s' is looked up by an earlier crosswalk; let one source bring all columns".formatted(on));
            } else if (!tables.add(at.text("source"))) {
                at.problem(
                        "source",
                        "'%s' is an earlier crosswalk; declare it once more under another name"
                                .formatted(at.text("source")));
            }
            read(at, i);
        }
        if (needed(nodes.size()).allMatch(records::knows) && !records.isOpen()) {
            idle.forEach(this::useless);
        }
        times();
    }

    private void read(Node at, int i) {
        Scope codes = sources.scope(at, "source");
        String on = at.text("on");
        String table = "source '%s'".formatted(at.text("source"));
        Crosswalk walk = new Crosswalk(at.text("source"), on, at.maybe("weight"), at.maybe("from"), at.maybe("to"));
        walks.add(walk);
        PanelChecks.divided(panel, at, walk, codes);
        matched(at, on, codes, table, i);
        sources.named(at.text("source"))
                .filter(source ->
                        walk.isPlain() && !on.isEmpty() && !source.key().equals(List.of(on)))
                .ifPresent(source -> at.problem(
                        "on", "Is not the key of source '%s'; write key = [%s] there".formatted(source.name(), on)));
        bring(at, walk, codes, i);
        codes.names().forEach(name -> nameable.add(name, Optional.empty()));
    }

    /** The code must be in the records so far and in the crosswalk, and of one type. */
    private void matched(Node at, String on, Scope codes, String table, int i) {
        if (on.isEmpty()) {
            return;
        }
        if (!records.knows(on)) {
            String where = "source '%s'".formatted(panel.text("source"));
            at.problem("on", records.unknown(on, i == 0 ? where : where + " or from the crosswalks before this one"));
        }
        if (!codes.knows(on)) {
            at.problem("on", codes.unknown(on, table));
        }
        PanelSources.typed(at, "on", on, records.type(on), codes.type(on), table);
    }

    /** Adds the columns that the records lack and that the panel's key or a later crosswalk needs. */
    private void bring(Node at, Crosswalk walk, Scope codes, int i) {
        boolean brings = false;
        for (String name : needed(i + 1).distinct().toList()) {
            if (own.knows(name) || codes.isOpen() || !codes.knows(name) || name.equals(walk.on())) {
                continue;
            }
            brings = true;
            String before = brought.putIfAbsent(name, walk.source());
            if (before != null) {
                at.problem(
                        "source",
                        "'%s' comes from source '%s' already; leave it out of one of the two".formatted(name, before));
            } else {
                records.add(name, codes.type(name))
                        .ifPresent(both -> at.problem(
                                "source",
                                "Brings '%s' where '%s' is there already; rename it in source '%s'"
                                        .formatted(name, both, walk.source())));
            }
        }
        if (codes.isOpen()) {
            records.open();
        }
        if (!brings) {
            idle.add(at);
        }
        twice(at, walk, codes, brings);
    }

    /** The region is the records' own or the crosswalk's. */
    private void twice(Node at, Crosswalk walk, Scope codes, boolean brings) {
        String region = panel.text("region");
        if (brings
                && !own.isOpen()
                && own.knows(region)
                && !codes.isOpen()
                && codes.knows(region)
                && !region.equals(walk.on())) {
            at.problem(
                    "source",
                    "'%s' is in source '%s' already; leave it out of source '%s'"
                            .formatted(region, panel.text("source"), walk.source()));
        }
    }

    private void useless(Node at) {
        String region = panel.text("region");
        String why = own.knows(region)
                ? "'%s' is in source '%s' already; leave the crosswalk out".formatted(region, panel.text("source"))
                : "Brings no column that the panel's key or a later crosswalk needs; leave the crosswalk out";
        at.problem(why);
    }

    /** Which shares hold depends on the record's own period. */
    private void times() {
        String time = panel.text("time");
        if (walks.stream().anyMatch(walk -> !walk.isPlain()) && !own.knows(time) && records.knows(time)) {
            panel.problem(
                    "time",
                    "'%s' comes from a crosswalk; source '%s' must have it where crosswalks have shares or periods"
                            .formatted(time, panel.text("source")));
        }
    }

    /** The panel's key, and what is looked up from that crosswalk on. */
    private Stream<String> needed(int from) {
        return Stream.of(
                        panel.texts("cells").stream(),
                        Stream.of(panel.text("region"), panel.text("time")),
                        nodes.stream().skip(from).map(node -> node.text("on")))
                .flatMap(names -> names)
                .filter(name -> !name.isEmpty());
    }
}
