package org.agglo.panel;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.agglo.ingest.Checked;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Makes records ready to be gathered: looks their region up, and sets aside those without one or outside the window. */
record Records(PanelSpec spec, Optional<KeyedTable> crosswalk) {
    private static final String CODE = "_code";

    /** The crosswalk's columns that the records lack and the panel's key needs. */
    static List<String> lookedUp(PanelSpec spec, Checked source) {
        return Layout.key(spec).stream()
                .filter(column -> Layout.lookedUp(spec, column, Layout.declared(source)))
                .toList();
    }

    /** The columns of the source that the key and the looking up use as they are. */
    static Set<String> used(PanelSpec spec, Checked source) {
        Set<String> used = new TreeSet<>(Layout.key(spec));
        used.removeAll(lookedUp(spec, source));
        spec.crosswalk().ifPresent(walk -> used.add(walk.on()));
        return used;
    }

    Checked of(Checked source) {
        if (crosswalk.isPresent() && !spec.crosswalk().orElseThrow().isPlain()) {
            return new Split(spec, lookedUp(spec, source))
                    .of(inWindow(source), crosswalk.get().table().rows());
        }
        return inWindow(crosswalk.map(table -> lookUp(source, table)).orElse(source));
    }

    private Checked lookUp(Checked source, KeyedTable table) {
        String on = table.key().get(0);
        List<String> wanted = lookedUp(spec, source);
        List<Column> columns = new ArrayList<>(List.of(named(on).as(CODE)));
        wanted.forEach(name -> columns.add(named(name)));
        Dataset<Row> regions = broadcast(table.table().rows().select(columns.toArray(Column[]::new)));
        Checked found = source.map(
                rows -> rows.join(regions, rows.col(Columns.quoted(on)).equalTo(regions.col(CODE)), "left")
                        .drop(CODE));
        Column unknown = wanted.stream()
                .map(name -> named(name).isNull())
                .reduce(Column::or)
                .orElseThrow();
        return found.setAside(named(on).isNull(), "missing " + on)
                .setAside(unknown, Split.unknown(spec.crosswalk().orElseThrow()));
    }

    private Checked inWindow(Checked source) {
        Column time = named(spec.time());
        Optional<Column> early = spec.from().map(from -> time.lt(from));
        Optional<Column> late = spec.to().map(to -> time.gt(to));
        return early.flatMap(before -> late.map(before::or))
                .or(() -> early)
                .or(() -> late)
                .map(outside -> source.setAside(outside, reason()))
                .orElse(source);
    }

    private String reason() {
        if (spec.from().isPresent() && spec.to().isPresent()) {
            return "outside %d–%d".formatted(spec.from().get(), spec.to().get());
        }
        return spec.from()
                .map(from -> "before " + from)
                .orElseGet(() -> "after " + spec.to().orElseThrow());
    }

    private static Column named(String column) {
        return col(Columns.quoted(column));
    }
}
