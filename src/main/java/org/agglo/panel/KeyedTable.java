package org.agglo.panel;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.agglo.ingest.Checked;
import org.agglo.ingest.InputFile;
import org.agglo.ingest.RowCounts;
import org.agglo.spark.Columns;
import org.agglo.spark.DataException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;

/**
 * A source's used rows gathered by key, and the counts of all its rows by reason, from one pass over its files.
 *
 * @param source the source, with the rows set aside that lack a part of the key
 * @param key names of the key columns
 * @param table one row per key: the key, {@link #ROWS}, then the gathered columns
 * @param counts of the source's rows
 */
record KeyedTable(Checked source, List<String> key, Held table, RowCounts counts) {
    /** How many records a key has. */
    static final String ROWS = "_rows";

    private static final int KEYS_NAMED = 5;

    /** Files as small as this, compressed or not, give a table that the driver can hold, from one partition. */
    private static final long SMALL_BYTES = 1 << 20;

    /**
     * Gathers with the aggregates given, which have names.
     *
     * @param cells the most that the driver holds
     */
    static KeyedTable of(Checked source, List<String> key, List<Column> aggregates, int cells) {
        String name = source.source().name();
        Checked complete = source;
        for (String column : key) {
            complete = complete.setAside(named(column).isNull(), "missing " + column);
        }
        boolean small = bytes(source) <= Math.min(SMALL_BYTES, cells);
        Dataset<Row> all = small ? complete.all().coalesce(1) : complete.all();
        Column used = all.col(Checked.REASON).isNull();
        List<Column> groups = new ArrayList<>();
        key.forEach(column -> groups.add(when(used, named(column)).as(column)));
        groups.add(all.col(Checked.REASON).as(Checked.REASON));
        Dataset<Row> plan = all.groupBy(groups.toArray(Column[]::new))
                .agg(count(lit(1)).as(ROWS), aggregates.toArray(Column[]::new));
        String job = "gather " + name + " by " + String.join(", ", key);
        Held held = small ? Held.small(plan, job) : Held.of(plan, job, cells);
        Map<String, Long> byReason = byReason(held, key.size());
        return new KeyedTable(complete, key, used(held, key.size()), RowCounts.of(byReason));
    }

    /**
     * The rows as they are, which the key has to tell apart.
     *
     * @throws DataException naming the keys that several rows share
     */
    static KeyedTable unique(Checked source, List<String> key, List<String> columns, int cells) {
        List<Column> values = new ArrayList<>();
        columns.forEach(column -> values.add(functions.first(named(column)).as(column)));
        KeyedTable table = of(source, key, values, cells);
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

    private static long bytes(Checked source) {
        return source.files().stream().mapToLong(InputFile::bytes).sum();
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
                    .agg(sum(ROWS))
                    .collectAsList()
                    .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
        }
        return counts;
    }

    private static Held used(Held held, int reasonAt) {
        Dataset<Row> rows = held.rows();
        if (held.local() == null) {
            return new Held(rows.where(rows.col(Checked.REASON).isNull()).drop(Checked.REASON), null);
        }
        List<Row> used =
                held.local().stream().filter(row -> row.isNullAt(reasonAt)).toList();
        List<Row> without = used.stream().map(row -> without(row, reasonAt)).toList();
        Dataset<Row> bare = rows.sparkSession()
                .createDataFrame(without, rows.drop(Checked.REASON).schema());
        return new Held(bare, without);
    }

    private static Row without(Row row, int at) {
        List<Object> cells = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            if (i != at) {
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
