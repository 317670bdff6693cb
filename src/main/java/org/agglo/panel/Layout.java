package org.agglo.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agglo.ingest.Checked;
import org.agglo.spark.Columns;
import org.agglo.spark.DataException;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** The panel's columns and where each comes from, found out before any file is read; what cannot be is refused here. */
final class Layout {
    /** A column of the panel. */
    private record Origin(String name, DataType type, String from) {}

    private final Map<String, Origin> columns = new LinkedHashMap<>();

    private Layout() {}

    /**
     * Lays out the panel.
     *
     * @throws DataException for a column that is not there, is there twice, or has a type that does not do
     */
    static void check(PanelSpec spec, Map<String, Checked> sources) {
        Layout layout = new Layout();
        Checked source = source(sources, spec.source());
        StructType records = declared(source);
        List<String> key = key(spec);
        spec.crosswalks().forEach(walk -> source(sources, walk.source()));
        List<Step> steps = Step.of(spec, name -> sources.get(name).source());
        Way way = new Way(spec, steps, records, name -> declared(sources.get(name)));
        way.check();
        for (String column : key) {
            String from = way.origin(column);
            layout.add(column, way.schema(from).apply(column).dataType(), from);
        }
        way.checkUse();
        layout.requirePeriod(spec.time());
        if (spec.totals().isEmpty()) {
            others(source, key)
                    .forEach(name -> layout.add(name, records.apply(name).dataType(), spec.source()));
        } else {
            spec.totals().forEach(total -> layout.addTotal(total, spec.source(), records));
        }
        spec.joins().forEach(join -> layout.addJoin(join, source(sources, join.source())));
        spec.groups().keySet().forEach(name -> layout.add(name, DataTypes.StringType, "groups"));
        spec.interpolate().forEach(layout::requireNumeric);
        layout.add(Interpolation.FILLED, DataTypes.StringType, "the panel, which lists there what was interpolated");
    }

    /** Region, time, further cells. */
    static List<String> key(PanelSpec spec) {
        List<String> key = new ArrayList<>(List.of(spec.region(), spec.time()));
        key.addAll(spec.cells());
        return List.copyOf(key);
    }

    /** The source's declared columns less those. */
    static List<String> others(Checked source, List<String> columns) {
        return source.source().fields().stream()
                .map(field -> field.name())
                .filter(name -> !columns.contains(name))
                .toList();
    }

    /** The source by its name. */
    static Checked source(Map<String, Checked> sources, String name) {
        Checked source = sources.get(name);
        if (source == null) {
            throw new IllegalArgumentException(
                    "The panel uses source %s, which was not read; there are %s".formatted(name, sources.keySet()));
        }
        return source;
    }

    /** The schema of the source's declared columns. */
    static StructType declared(Checked source) {
        StructType all = source.all().schema();
        StructType declared = new StructType();
        for (var field : source.source().fields()) {
            declared = declared.add(all.apply(field.name()));
        }
        return declared;
    }

    private void addTotal(Total total, String source, StructType records) {
        List<String> needed = new ArrayList<>(total.prefixes().keySet());
        needed.add(total.sum());
        Columns.require("Source " + source, records, needed);
        DataType type = records.apply(total.sum()).dataType();
        if (!(type instanceof NumericType)) {
            throw new DataException("Total %s adds up %s of source %s, which is %s. Declare it as integer or number"
                    .formatted(total.name(), total.sum(), source, type.simpleString()));
        }
        add(total.name(), DataTypes.DoubleType, "totals");
    }

    private void addJoin(Join join, Checked joined) {
        StructType table = declared(joined);
        StructType panel = new StructType();
        for (Origin origin : columns.values()) {
            panel = panel.add(origin.name(), origin.type());
        }
        for (String on : join.on()) {
            requireSame(on, "The panel so far", panel, join.source(), table);
        }
        others(joined, join.on()).forEach(name -> add(name, table.apply(name).dataType(), join.source()));
    }

    private void add(String name, DataType type, String from) {
        if (name.startsWith("_")) {
            throw new DataException(
                    "Column %s of %s starts with _, as only columns of Agglo's own do. Rename it: %s { from = %s }"
                            .formatted(name, from, name.replaceFirst("^_+", ""), name));
        }
        Origin before = columns.putIfAbsent(name.toLowerCase(Locale.ROOT), new Origin(name, type, from));
        if (before != null) {
            throw doubled(name, before.from(), from);
        }
    }

    static DataException doubled(String name, String first, String second) {
        return new DataException("Column %s comes from %s and from %s. Give one of them another name, or leave it out"
                .formatted(name, first, second));
    }

    static void requireSame(String column, String leftName, StructType left, String source, StructType right) {
        Columns.require(leftName, left, List.of(column));
        Columns.require("Source " + source, right, List.of(column));
        String one = left.apply(column).dataType().simpleString();
        String other = right.apply(column).dataType().simpleString();
        if (!one.equals(other)) {
            throw new DataException("%s has %s as %s and source %s as %s, so no row can match. Declare it with one type"
                    .formatted(leftName, column, one, source, other));
        }
    }

    private void requirePeriod(String time) {
        Origin origin = columns.get(time.toLowerCase(Locale.ROOT));
        if (!origin.type().equals(DataTypes.LongType)) {
            throw new DataException("Period %s of %s is %s; periods are whole numbers. Declare it as integer"
                    .formatted(time, origin.from(), origin.type().simpleString()));
        }
    }

    private void requireNumeric(String name) {
        Origin origin = columns.get(name.toLowerCase(Locale.ROOT));
        if (origin == null || !origin.name().equals(name)) {
            throw new DataException("The panel has no column %s to interpolate; it has %s"
                    .formatted(
                            name,
                            String.join(
                                    ", ",
                                    columns.values().stream().map(Origin::name).toList())));
        }
        if (!(origin.type() instanceof NumericType)) {
            throw new DataException("Column %s of %s is %s and cannot be interpolated. Declare it as number"
                    .formatted(name, origin.from(), origin.type().simpleString()));
        }
    }
}
