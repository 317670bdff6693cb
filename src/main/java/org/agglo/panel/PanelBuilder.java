package org.agglo.panel;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Reading;
import org.agglo.ingest.RowCounts;
import org.agglo.spark.Columns;
import org.agglo.spark.DataException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Makes the panel from checked sources.
 *
 * <p>Records find their region in the crosswalks; those that do not, and those outside the window, are set aside and
 * counted. Then they are added up by region, period and further cells, or, without totals, are the panel's rows already.
 * Tables join by key, regions get their groups, and the gaps of stated columns are interpolated.
 *
 * <p>A total is 0 for a region and period with records of which none counts, such as a province without manufacturing.
 * It is null where a record that counts has no value, for what is suppressed is not zero. A region and period without
 * any record has no row; rows are never made up, and {@link PanelReport#gaps} lists what is absent. A row that a joined
 * table does not have is null in its columns, and can be interpolated like any empty cell.
 *
 * <p>Every source is read once, in one Spark job of a few stages, and the result is kept.
 */
public final class PanelBuilder {
    /** So many rows need no second partition to be joined and interpolated. */
    private static final int ONE_PARTITION = 50_000;

    private final PanelSpec spec;
    private final Map<String, Checked> sources;
    private final List<String> key;
    private final int cells;
    private final Gathering gathering;

    private PanelBuilder(PanelSpec spec, Map<String, Checked> sources, int cells, Gathering gathering) {
        this.spec = spec;
        this.sources = sources;
        this.key = Layout.key(spec);
        this.cells = cells;
        this.gathering = gathering;
    }

    /**
     * Makes the panel.
     *
     * @param sources by name; those that the panel does not use are ignored
     * @throws DataException if a column is not there, comes twice, or has a type that does not do; if rows share a key
     *     that should tell them apart; if no record can be used
     */
    public static Panel build(SparkSession spark, PanelSpec spec, Map<String, Checked> sources) {
        return build(spec, sources, Held.CELLS, Gathering.OF_FILES);
    }

    /** The same, with rows gathered otherwise than from the files alone. */
    public static Panel build(PanelSpec spec, Map<String, Checked> sources, Gathering gathering) {
        return build(spec, sources, Held.CELLS, gathering);
    }

    /** Makes the panel, with tables of more cells than that kept by Spark and not by the driver. */
    static Panel build(PanelSpec spec, Map<String, Checked> sources, int cells) {
        return build(spec, sources, cells, Gathering.OF_FILES);
    }

    private static Panel build(PanelSpec spec, Map<String, Checked> sources, int cells, Gathering gathering) {
        Layout.check(spec, sources);
        Groups.check(spec.groups());
        return new PanelBuilder(spec, sources, cells, gathering).build();
    }

    private Panel build() {
        Checked source = sources.get(spec.source());
        List<Step> steps = Step.of(spec, name -> sources.get(name).source());
        List<KeyedTable> crosswalks = steps.stream().map(this::crosswalk).toList();
        List<Dataset<Row>> regions =
                crosswalks.stream().map(table -> table.table().rows()).toList();
        KeyedTable base = gather(
                new Records(spec, steps, regions).of(source),
                Records.used(spec, source),
                steps,
                Lost.of(spec, steps, crosswalks));
        List<KeyedTable> joined = spec.joins().stream()
                .map(join -> {
                    Checked table = sources.get(join.source());
                    return KeyedTable.unique(
                            "join", table, join.on(), Layout.others(table, join.on()), List.of(), cells, gathering);
                })
                .toList();
        Held panel = sorted(base, plan(base, joined));
        Survey survey = new Survey(spec, List.of(panel.rows().columns()), joined, panel.iterator());
        List<KeyedTable> tables = new ArrayList<>(crosswalks);
        tables.add(base);
        tables.addAll(joined);
        PanelReport report = survey.report(counts(tables), padded(tables), incomplete(base), base.unmatched());
        tables.forEach(table -> table.table().release());
        Map<String, Reading> readings = new LinkedHashMap<>();
        tables.forEach(table -> readings.put(table.source().source().name(), table.reading()));
        return new Panel(panel.rows(), key, report, used(tables), readings);
    }

    private KeyedTable crosswalk(Step step) {
        return KeyedTable.unique(
                "crosswalk", sources.get(step.walk().source()), step.key(), step.others(), List.of(), cells, gathering);
    }

    private KeyedTable gather(Checked records, Set<String> used, List<Step> steps, List<Lost> lost) {
        KeyedTable table = spec.totals().isEmpty()
                ? KeyedTable.unique("panel", records, key, Layout.others(records, key), lost, cells, gathering)
                : KeyedTable.of(
                        Gather.adding("panel", records, key, spec.totals(), used, lost, cells),
                        gathering,
                        lost.isEmpty() ? -1 : lost.get(0).place(lost.get(0).with(spec.totals())));
        Unusable.refuse(steps, table);
        return table;
    }

    private Held sorted(KeyedTable base, Dataset<Row> plan) {
        String job = "sort the panel";
        // Joins keep the number of rows. Spark looks at the order first and builds the rows then: a table it keeps
        // costs more.
        boolean large = spec.totals().isEmpty() && base.counts().used() * plan.columns().length > cells;
        return large ? Held.sorted(plan, key.size(), job) : held(base, plan).sorted(key.size(), job);
    }

    private Held held(KeyedTable base, Dataset<Row> plan) {
        List<Row> local = base.table().local();
        boolean small = local != null && (long) local.size() * plan.columns().length <= cells;
        return small ? Held.small(plan, "build the panel") : Held.of(plan, "build the panel", cells);
    }

    private Dataset<Row> plan(KeyedTable base, List<KeyedTable> joined) {
        Dataset<Row> rows = bare(base);
        for (KeyedTable table : joined) {
            rows = join(rows, table);
        }
        List<Column> grouped = new ArrayList<>(List.of(col("*")));
        spec.groups().forEach((name, groups) -> grouped.add(Groups.column(spec.region(), name, groups)));
        List<String> unit =
                key.stream().filter(name -> !name.equals(spec.time())).toList();
        return new Interpolation(unit, spec.time(), spec.interpolate(), spec.extrapolate())
                .apply(rows.select(grouped.toArray(Column[]::new)));
    }

    /** The gathered rows with the columns that go into the panel. */
    private Dataset<Row> bare(KeyedTable base) {
        List<Column> columns =
                new ArrayList<>(key.stream().map(PanelBuilder::named).toList());
        if (spec.totals().isEmpty()) {
            Layout.others(base.source(), key).forEach(name -> columns.add(named(name)));
        }
        for (int i = 0; i < spec.totals().size(); i++) {
            columns.add(Sums.value(i, spec.totals().get(i)));
        }
        List<Row> local = base.table().local();
        Dataset<Row> rows = base.table().rows().select(columns.toArray(Column[]::new));
        // Without joins and windows the driver computes what it holds, and there is no job to be kept in one partition.
        boolean job = !spec.joins().isEmpty() || !spec.interpolate().isEmpty();
        return job && local != null && local.size() <= ONE_PARTITION ? rows.coalesce(1) : rows;
    }

    private static Dataset<Row> join(Dataset<Row> rows, KeyedTable table) {
        Held held = table.table();
        Dataset<Row> right = held.local() != null ? broadcast(held.rows()) : held.rows();
        Column match = table.key().stream()
                .map(name -> rows.col(Columns.quoted(name)).equalTo(right.col(Columns.quoted(name))))
                .reduce(Column::and)
                .orElseThrow();
        List<Column> columns = new ArrayList<>();
        for (String name : rows.columns()) {
            columns.add(rows.col(Columns.quoted(name)));
        }
        Layout.others(table.source(), table.key()).forEach(name -> columns.add(right.col(Columns.quoted(name))));
        return rows.join(right, match, "left").select(columns.toArray(Column[]::new));
    }

    private Map<String, PanelReport.Incomplete> incomplete(KeyedTable base) {
        List<Total> totals = spec.totals();
        if (totals.isEmpty()) {
            return Map.of();
        }
        List<String> names = List.of(base.table().rows().columns());
        int[] at = IntStream.range(0, totals.size())
                .map(i -> names.indexOf(Sums.unknown(i)))
                .toArray();
        long[] nullRows = new long[at.length];
        long[] records = new long[at.length];
        for (Iterator<Row> rows = base.table().iterator(); rows.hasNext(); ) {
            Row row = rows.next();
            for (int i = 0; i < at.length; i++) {
                long unknown = row.getLong(at[i]);
                nullRows[i] += unknown > 0 ? 1 : 0;
                records[i] += unknown;
            }
        }
        Map<String, PanelReport.Incomplete> incomplete = new LinkedHashMap<>();
        for (int i = 0; i < at.length; i++) {
            if (records[i] > 0) {
                incomplete.put(totals.get(i).name(), new PanelReport.Incomplete(nullRows[i], records[i]));
            }
        }
        return incomplete;
    }

    private static Map<String, RowCounts> counts(List<KeyedTable> tables) {
        Map<String, RowCounts> counts = new LinkedHashMap<>();
        tables.forEach(table -> counts.put(table.source().source().name(), table.counts()));
        return counts;
    }

    private static Map<String, Map<String, Long>> padded(List<KeyedTable> tables) {
        Map<String, Map<String, Long>> padded = new LinkedHashMap<>();
        tables.stream()
                .filter(table -> !table.padded().isEmpty())
                .forEach(table -> padded.put(table.source().source().name(), table.padded()));
        return padded;
    }

    private static Map<String, Checked> used(List<KeyedTable> tables) {
        Map<String, Checked> used = new LinkedHashMap<>();
        tables.forEach(table -> used.put(table.source().source().name(), table.source()));
        return used;
    }

    private static Column named(String column) {
        return col(Columns.quoted(column));
    }
}
