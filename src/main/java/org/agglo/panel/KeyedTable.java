package org.agglo.panel;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Padding;
import org.agglo.ingest.Reading;
import org.agglo.ingest.RowCounts;
import org.agglo.spark.Columns;
import org.agglo.spark.DataException;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * A source's used rows gathered by key, and the counts of all its rows by reason, from one pass over its files.
 *
 * @param source the source, with the rows set aside that lack a part of the key
 * @param reading how its rows came
 * @param key names of the key columns
 * @param table one row per key: the key, {@link Gather#ROWS}, then the gathered columns
 * @param counts of the source's rows
 * @param padded column to used rows whose code got back zeros that it had lost, for columns that say so
 * @param unmatched codes that crosswalks lead nowhere, one for each crosswalk with such codes
 */
record KeyedTable(
        Checked source,
        Reading reading,
        List<String> key,
        Held table,
        RowCounts counts,
        Map<String, Long> padded,
        List<Unmatched> unmatched) {
    private static final int KEYS_NAMED = 5;

    /**
     * Gathers.
     *
     * @param whole which of the sums is that of the whole column that {@link Lost} names; −1 for none
     */
    static KeyedTable of(Gather gather, Gathering gathering, int whole) {
        return counted(gather, gathering.of(gather), whole);
    }

    private static KeyedTable counted(Gather gather, Held held, int whole) {
        RowCounts counts = RowCounts.of(byReason(held, gather.reasonAt()));
        Held used = used(held, gather);
        return new KeyedTable(
                gather.source(),
                gather.reading(),
                gather.key(),
                used,
                counts,
                padded(gather.source(), used),
                unmatched(gather, held, counts, whole));
    }

    private static List<Unmatched> unmatched(Gather gather, Held held, RowCounts counts, int whole) {
        boolean any = gather.lost().stream()
                .flatMap(lost -> lost.reasons().stream())
                .anyMatch(counts.setAside()::containsKey);
        return any ? Unmatched.of(gather.lost(), held, whole) : List.of();
    }

    /**
     * The rows as they are, which the key has to tell apart.
     *
     * @param role what the panel uses the source for
     * @throws DataException naming the keys that several rows share
     */
    static KeyedTable unique(
            String role,
            Checked source,
            List<String> key,
            List<String> columns,
            List<Lost> lost,
            int cells,
            Gathering gathering) {
        List<Column> values = new ArrayList<>();
        columns.forEach(column -> values.add(functions.first(named(column)).as(column)));
        Gather gather = Gather.of(role, source, key, values, lost, cells);
        boolean checked = Set.copyOf(source.source().key()).equals(Set.copyOf(key));
        if (checked && gathering == Gathering.OF_FILES && !gather.small()) {
            return plain(gather, columns);
        }
        KeyedTable table =
                gather.small() && gathering == Gathering.OF_FILES ? few(gather, columns) : of(gather, gathering, -1);
        List<String> doubled = table.doubled();
        if (!doubled.isEmpty()) {
            throw new DataException(
                    "Source %s has several rows for the same %s: %s. Keep one of each, or set key = [%s] and duplicates = first"
                            .formatted(
                                    source.source().name(),
                                    String.join(", ", key),
                                    String.join("; ", doubled),
                                    String.join(", ", key)));
        }
        return table;
    }

    /** Gathered by the driver: what a Spark job would cost is more than the work. */
    private static KeyedTable few(Gather gather, List<String> columns) {
        Dataset<Row> rows = bare(gather, columns);
        return counted(
                gather,
                Held.small(rows, gather.job(), all -> Few.gathered(all, rows.columns(), gather.reasonAt() + 1)),
                -1);
    }

    /** The rows as they are, of a source whose own key, checked when it was read, has told them apart: nothing to gather. */
    private static KeyedTable plain(Gather gather, List<String> columns) {
        Dataset<Row> rows = bare(gather, columns).persist(StorageLevel.MEMORY_AND_DISK());
        KeyedTable table =
                Jobs.named(rows.sparkSession(), gather.job(), () -> counted(gather, new Held(rows, null), -1));
        if (table.counts().used() > gather.cells() / table.table().rows().columns().length) {
            return table;
        }
        Held local = Held.small(table.table().rows(), gather.job());
        rows.unpersist();
        return new KeyedTable(
                table.source(), table.reading(), table.key(), local, table.counts(), table.padded(), table.unmatched());
    }

    /** What a row tells by itself: as {@link Gather#whole()}, of one row each. */
    private static Dataset<Row> bare(Gather gather, List<String> columns) {
        Dataset<Row> all = gather.source().all();
        Column reason = all.col(Checked.REASON);
        List<Column> kept = new ArrayList<>(gather.told(all));
        kept.add(lit(1L).as(Gather.ROWS));
        columns.forEach(column -> kept.add(when(reason.isNull(), named(column)).as(column)));
        Padding.fields(gather.source().source())
                .forEach(field -> kept.add(all.col(Columns.quoted(Padding.column(field)))
                        .cast(DataTypes.LongType)
                        .as(Padding.column(field))));
        return all.select(kept.toArray(Column[]::new));
    }

    private static Column named(String column) {
        return col(Columns.quoted(column));
    }

    private static Map<String, Long> byReason(Held held, int reasonAt) {
        Map<String, Long> counts = new HashMap<>();
        if (held.local() != null) {
            held.local().forEach(row -> counts.merge(row.getString(reasonAt), row.getLong(reasonAt + 1), Long::sum));
        } else {
            held.rows()
                    .groupBy(Checked.REASON)
                    .agg(functions.sum(Gather.ROWS))
                    .collectAsList()
                    .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
        }
        return counts;
    }

    private static Map<String, Long> padded(Checked source, Held used) {
        Map<String, Long> padded = new LinkedHashMap<>();
        for (String field : Padding.fields(source.source())) {
            padded.put(field, sum(used, Padding.column(field)));
        }
        return padded;
    }

    private static long sum(Held used, String column) {
        if (used.local() != null) {
            int at = used.rows().schema().fieldIndex(column);
            return used.local().stream()
                    .mapToLong(row -> row.isNullAt(at) ? 0 : row.getLong(at))
                    .sum();
        }
        Dataset<Row> counted = used.rows().agg(coalesce(functions.sum(named(column)), lit(0L)));
        return Jobs.named(counted.sparkSession(), "codes with zeros put back", counted::first)
                .getLong(0);
    }

    /** The rows that are used, without what tells why others are not. */
    private static Held used(Held held, Gather gather) {
        Dataset<Row> rows = held.rows();
        if (held.local() == null) {
            return new Held(rows.where(rows.col(Checked.REASON).isNull()).drop(Lost.CODE, Checked.REASON), null);
        }
        int reasonAt = gather.reasonAt();
        List<Row> used = held.local().stream()
                .filter(row -> row.isNullAt(reasonAt))
                .map(row -> without(row, gather.key().size(), reasonAt))
                .toList();
        Dataset<Row> bare = rows.sparkSession()
                .createDataFrame(used, rows.drop(Lost.CODE, Checked.REASON).schema());
        return new Held(bare, used);
    }

    private static Row without(Row row, int from, int to) {
        List<Object> cells = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            if (i < from || i > to) {
                cells.add(row.get(i));
            }
        }
        return RowFactory.create(cells.toArray());
    }

    private List<String> doubled() {
        List<List<Object>> keys = new ArrayList<>();
        for (Iterator<Row> rows = table.iterator(); rows.hasNext(); ) {
            Row row = rows.next();
            if (row.getLong(key.size()) > 1) {
                keys.add(KeyOrder.of(row, key.size()));
            }
        }
        List<String> named = new ArrayList<>(keys.stream()
                .sorted(KeyOrder::compare)
                .limit(KEYS_NAMED)
                .map(KeyOrder::text)
                .toList());
        if (keys.size() > KEYS_NAMED) {
            named.add("and %d more".formatted(keys.size() - KEYS_NAMED));
        }
        return named;
    }
}
