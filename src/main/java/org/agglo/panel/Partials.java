package org.agglo.panel;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agglo.spark.Columns;
import org.agglo.spark.DataException;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/**
 * Moments of columns by group, in one job: each partition gathers its own, and the driver merges them in the order of
 * the partitions, so that the same table gives the same bits each time.
 */
final class Partials {
    private Partials() {}

    /** One list of moments per group, one per variable; the groups in no order. */
    static Map<List<Object>, List<Moments>> gather(
            Dataset<Row> rows, List<String> groups, List<String> variables, String job) {
        List<String> needed = new ArrayList<>(groups);
        needed.addAll(variables);
        Columns.require("The panel", rows.schema(), needed);
        variables.forEach(name -> requireNumeric(rows, name));
        Dataset<Row> narrow = rows.select(needed.stream()
                .map(name -> groups.contains(name) && needed.indexOf(name) < groups.size() ? named(name) : number(name))
                .toArray(Column[]::new));
        int keys = groups.size();
        int values = variables.size();
        List<Map<List<Object>, List<Moments>>> parts = Jobs.named(
                rows.sparkSession(),
                job,
                () -> narrow.javaRDD()
                        .mapPartitions(
                                part -> List.of(gather(part, keys, values)).iterator())
                        .collect());
        Map<List<Object>, List<Moments>> all = new HashMap<>();
        parts.forEach(part -> part.forEach((group, moments) -> all.merge(group, moments, Partials::merge)));
        return all;
    }

    private static Map<List<Object>, List<Moments>> gather(Iterator<Row> rows, int keys, int values) {
        Map<List<Object>, List<Moments>> groups = new HashMap<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            List<Moments> moments = groups.computeIfAbsent(key(row, keys), key -> empty(values));
            for (int i = 0; i < values; i++) {
                moments.get(i).add(row.isNullAt(keys + i) ? null : row.getDouble(keys + i));
            }
        }
        return groups;
    }

    private static List<Object> key(Row row, int keys) {
        List<Object> key = new ArrayList<>(keys);
        IntStream.range(0, keys).forEach(i -> key.add(row.get(i)));
        return key;
    }

    static List<Moments> empty(int values) {
        List<Moments> moments = new ArrayList<>(values);
        IntStream.range(0, values).forEach(i -> moments.add(new Moments()));
        return moments;
    }

    private static List<Moments> merge(List<Moments> left, List<Moments> right) {
        IntStream.range(0, left.size()).forEach(i -> left.get(i).merge(right.get(i)));
        return left;
    }

    private static void requireNumeric(Dataset<Row> rows, String name) {
        var type = rows.schema().apply(name).dataType();
        if (!(type instanceof NumericType)) {
            throw new DataException("Column %s is %s and has no mean. Describe a column of numbers"
                    .formatted(name, type.simpleString()));
        }
    }

    private static Column named(String name) {
        return col(Columns.quoted(name));
    }

    private static Column number(String name) {
        return named(name).cast(DataTypes.DoubleType);
    }
}
