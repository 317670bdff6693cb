package org.agglo.panel;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Field;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Makes records ready to be gathered: looks their region up, and sets aside those without one or outside the window.
 *
 * @param tables the rows of each step's crosswalk
 */
record Records(PanelSpec spec, List<Step> steps, List<Dataset<Row>> tables) {
    private static final String CODE = "_code";

    /** The columns of the source that the key and the looking up use as they are. */
    static Set<String> used(PanelSpec spec, Checked source) {
        Set<String> used = new TreeSet<>(Layout.key(spec));
        spec.crosswalks().forEach(walk -> used.add(walk.on()));
        used.retainAll(source.source().fields().stream().map(Field::name).toList());
        return used;
    }

    Checked of(Checked source) {
        if (steps.stream().anyMatch(step -> !step.walk().isPlain())) {
            return new Split(spec, new Regions(steps, tables)).of(inWindow(source));
        }
        Checked found = source;
        for (int i = 0; i < steps.size(); i++) {
            found = lookUp(found, steps.get(i), tables.get(i));
        }
        return inWindow(found);
    }

    /** Records with what a crosswalk with one row for each code brings. */
    static Checked lookUp(Checked source, Step step, Dataset<Row> table) {
        String on = step.walk().on();
        List<Column> columns = new ArrayList<>(List.of(named(on).as(CODE)));
        step.brings().forEach(name -> columns.add(named(name)));
        Dataset<Row> regions = broadcast(table.select(columns.toArray(Column[]::new)));
        Checked found = source.map(
                rows -> rows.join(regions, rows.col(Columns.quoted(on)).equalTo(regions.col(CODE)), "left")
                        .drop(CODE));
        Column unknown = step.brings().stream()
                .map(name -> named(name).isNull())
                .reduce(Column::or)
                .orElseThrow();
        return found.setAside(named(on).isNull(), "missing " + on).setAside(unknown, step.unknown());
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
