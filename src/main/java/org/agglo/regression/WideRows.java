package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agglo.stats.CrossProducts;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Rows too many for the driver: a table of a gathered query's columns, the outcome {@code value0}, regressors {@code value1} …,
 * levels {@code level0} …; with an effect also what it leaves of them, {@code swept0} …; with weights those after the
 * regressors.
 */
final class WideRows {
    private final Dataset<Row> table;
    private final int values;
    private final boolean weighted;
    private final boolean swept;

    private WideRows(Dataset<Row> table, int values, boolean weighted, boolean swept) {
        this.table = table;
        this.values = values;
        this.weighted = weighted;
        this.swept = swept;
    }

    /** The rows used, nothing swept out. */
    static WideRows of(Dataset<Row> used, int values, boolean weighted) {
        return new WideRows(used, values, weighted, false);
    }

    /** The same with one effect swept out by window functions. */
    WideRows without(List<String> effect) {
        Map<String, Column> columns = new LinkedHashMap<>();
        IntStream.range(0, values).forEach(j -> columns.put("swept" + j, raw(j)));
        LevelMeans means = new LevelMeans(effect.stream().map(functions::col).toList(), weighted ? weight() : null);
        return new WideRows(means.off(table, columns), values, weighted, true);
    }

    /** Column j, the outcome 0, as given. */
    Column raw(int j) {
        return functions.col("value" + j);
    }

    /** Column j, the outcome 0, after the effect is swept out. */
    Column left(int j) {
        return swept ? functions.col("swept" + j) : raw(j);
    }

    /** What weighs the rows, 1 if nothing does. */
    Column weight() {
        return weighted ? functions.col("value" + values) : functions.lit(1.0);
    }

    /** The weighted cross-products of the columns. */
    CrossProducts crossProducts(List<Column> columns) {
        if (!weighted) {
            return Blocks.crossProducts(select(columns));
        }
        List<Column> all = new ArrayList<>(List.of(weight()));
        all.addAll(columns);
        return Blocks.weighted(select(all));
    }

    /** The columns as a table of their own. */
    Dataset<Row> select(List<Column> columns) {
        return table.select(columns.toArray(Column[]::new));
    }

    /** The sums of the columns over the rows that share a level in each of the key columns. */
    Dataset<Row> sums(List<String> keys, List<Column> columns) {
        return grouped(keys, columns).drop(keys.toArray(String[]::new));
    }

    /** For each level of the key, in order, the level as text and the sums of the columns; one Spark job. */
    List<Row> sumsByLevel(String key, List<Column> columns) {
        List<Column> shown = new ArrayList<>(List.of(functions.col(key).cast("string")));
        Dataset<Row> sums = grouped(List.of(key), columns);
        Arrays.stream(sums.drop(key).columns()).map(functions::col).forEach(shown::add);
        return sums.orderBy(key).select(shown.toArray(Column[]::new)).collectAsList();
    }

    private Dataset<Row> grouped(List<String> keys, List<Column> columns) {
        List<Column> named = new ArrayList<>();
        for (int j = 0; j < columns.size(); j++) {
            named.add(columns.get(j).as("score" + j));
        }
        keys.forEach(key -> named.add(functions.col(key)));
        List<Column> sums = IntStream.range(0, columns.size())
                .mapToObj(j -> functions.sum("score" + j))
                .toList();
        return select(named)
                .groupBy(columns(keys))
                .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
    }

    /** The number of combinations of levels that occur; one Spark job. */
    long levels(List<String> columns) {
        return table.select(columns(columns)).distinct().count();
    }

    /** The weighted mean of a column in each combination of levels, as a table of effects. */
    Dataset<Row> means(String effect, List<String> columns, List<LevelKind> kinds, Column value) {
        Column label = LevelKind.combined(IntStream.range(0, columns.size())
                .mapToObj(i -> kinds.get(i).text(functions.col(columns.get(i))))
                .toList());
        Column mean = functions.sum(value.multiply(weight())).divide(functions.sum(weight()));
        return table.groupBy(columns(columns))
                .agg(mean.as("estimate"), functions.count(functions.lit(1)).as("rows"))
                .select(
                        functions.lit(effect).as("effect"),
                        label.as("level"),
                        functions.col("estimate"),
                        functions.col("rows"));
    }

    private static Column[] columns(List<String> names) {
        return names.stream().map(functions::col).toArray(Column[]::new);
    }

    /** Whether each level of one lies within one level of the other; one Spark job. */
    boolean nested(List<String> inner, List<String> outer) {
        Column level = functions.struct(columns(outer));
        return table.groupBy(columns(inner))
                .agg(functions.min(level).as("least"), functions.max(level).as("most"))
                .filter(functions.col("least").notEqual(functions.col("most")))
                .isEmpty();
    }
}
