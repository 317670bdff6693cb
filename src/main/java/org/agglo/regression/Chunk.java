package org.agglo.regression;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.reflect.ClassTag$;

/**
 * One partition's rows as primitive columns. A row of the query holds the reason it is dropped (−1: it is used), then the
 * values, then the levels.
 */
final class Chunk implements Serializable {
    private static final long serialVersionUID = 1;

    final double[][] values;
    final int[][] codes;
    /** By column of levels: the levels in the order they were met. */
    final List<List<Object>> levels = new ArrayList<>();
    /** Rows dropped, by the code of their group (−1 without one) in the high half and the reason in the low. */
    final Map<Long, Long> dropped = new HashMap<>();

    int rows;
    /** Rows beyond the limit, seen but not kept. */
    long beyond;

    private Chunk(int values, int levels) {
        this.values = new double[values][64];
        this.codes = new int[levels][64];
        for (int i = 0; i < levels; i++) {
            this.levels.add(new ArrayList<>());
        }
    }

    /**
     * The rows of a query, in one Spark job.
     *
     * @param values how many columns of values it has after the reason
     * @param kinds of the columns of levels after these
     * @param grouped whether the first of these holds the groups by which dropped rows are counted
     * @param limit most rows to keep of each partition
     */
    static List<Chunk> collect(Dataset<Row> query, int values, LevelKind[] kinds, boolean grouped, int limit) {
        Work work = new Work(values, List.of(kinds), grouped ? 0 : -1, limit);
        return JavaRDD.fromRDD(query.queryExecution().toRdd(), ClassTag$.MODULE$.<InternalRow>apply(InternalRow.class))
                .mapPartitions(work)
                .collect();
    }

    private record Work(int values, List<LevelKind> kinds, int by, int limit)
            implements FlatMapFunction<Iterator<InternalRow>, Chunk>, Serializable {
        @Override
        public Iterator<Chunk> call(Iterator<InternalRow> rows) {
            return List.of(Chunk.of(rows, values, kinds, by, limit)).iterator();
        }
    }

    /**
     * @param by index of the group's column among the levels, −1 without groups
     * @param limit most rows to keep
     */
    static Chunk of(Iterator<InternalRow> rows, int values, List<LevelKind> kinds, int by, int limit) {
        Chunk chunk = new Chunk(values, kinds.size());
        List<Map<Object, Integer>> indexes = new ArrayList<>();
        kinds.forEach(kind -> indexes.add(new HashMap<>()));
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            int reason = row.getInt(0);
            if (reason >= 0) {
                int group = by < 0 ? -1 : chunk.code(row, 1 + values, by, kinds, indexes);
                chunk.dropped.merge(((long) group << 32) | reason, 1L, Long::sum);
            } else if (chunk.rows == limit) {
                chunk.beyond++;
            } else {
                chunk.keep(row, kinds, indexes);
            }
        }
        chunk.trim();
        return chunk;
    }

    private void keep(InternalRow row, List<LevelKind> kinds, List<Map<Object, Integer>> indexes) {
        grow();
        for (int j = 0; j < values.length; j++) {
            values[j][rows] = row.getDouble(1 + j);
        }
        for (int j = 0; j < codes.length; j++) {
            codes[j][rows] = code(row, 1 + values.length, j, kinds, indexes);
        }
        rows++;
    }

    private int code(
            InternalRow row, int first, int column, List<LevelKind> kinds, List<Map<Object, Integer>> indexes) {
        if (row.isNullAt(first + column)) {
            return -1;
        }
        Object level = kinds.get(column).read(row, first + column);
        Integer code = indexes.get(column).get(level);
        if (code == null) {
            Object kept = LevelKind.kept(level);
            code = levels.get(column).size();
            levels.get(column).add(kept);
            indexes.get(column).put(kept, code);
        }
        return code;
    }

    private void grow() {
        int capacity = values.length > 0 ? values[0].length : codes[0].length;
        if (rows == capacity) {
            resize(capacity * 2);
        }
    }

    private void trim() {
        resize(rows);
    }

    private void resize(int capacity) {
        for (int j = 0; j < values.length; j++) {
            values[j] = Arrays.copyOf(values[j], capacity);
        }
        for (int j = 0; j < codes.length; j++) {
            codes[j] = Arrays.copyOf(codes[j], capacity);
        }
    }
}
