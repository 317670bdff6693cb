package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Rows too many for the driver: a table of a gathered query's columns, the outcome {@code value0}, regressors {@code value1} …,
 * levels {@code level0} …; with an effect also what it leaves of them, {@code swept0} ….
 */
final class WideRows {
    private final Dataset<Row> table;
    private final int values;
    private final boolean swept;

    private WideRows(Dataset<Row> table, int values, boolean swept) {
        this.table = table;
        this.values = values;
        this.swept = swept;
    }

    /** The rows used, nothing swept out. */
    static WideRows of(Dataset<Row> used, int values) {
        return new WideRows(used, values, false);
    }

    /** The rows used, one effect swept out by window functions. */
    static WideRows swept(Dataset<Row> used, int values, String effect) {
        String[] names = IntStream.range(0, values).mapToObj(j -> "value" + j).toArray(String[]::new);
        Dataset<Row> within = new Within()
                .setInputCols(names)
                .setEffect(effect)
                .setSuffix("_within")
                .transform(used);
        return new WideRows(within, values, true);
    }

    /** Column j, the outcome 0, as given. */
    Column raw(int j) {
        return functions.col("value" + j);
    }

    /** Column j, the outcome 0, after the effect is swept out. */
    Column left(int j) {
        return swept ? functions.col("value" + j + "_within") : raw(j);
    }

    int values() {
        return values;
    }

    /** The columns as a table of their own. */
    Dataset<Row> select(List<Column> columns) {
        return table.select(columns.toArray(Column[]::new));
    }

    /** The sums of the columns over the rows that share a level in each of the key columns. */
    Dataset<Row> sums(List<String> keys, List<Column> columns) {
        List<Column> named = new ArrayList<>();
        for (int j = 0; j < columns.size(); j++) {
            named.add(columns.get(j).as("score" + j));
        }
        keys.forEach(key -> named.add(functions.col(key)));
        List<Column> sums = IntStream.range(0, columns.size())
                .mapToObj(j -> functions.sum("score" + j))
                .toList();
        return select(named)
                .groupBy(keys.stream().map(functions::col).toArray(Column[]::new))
                .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new))
                .drop(keys.toArray(String[]::new));
    }

    /** Whether each level of one column lies within one level of the other; one Spark job. */
    boolean nested(String inner, String outer) {
        return table.groupBy(inner)
                .agg(functions.min(outer).as("least"), functions.max(outer).as("most"))
                .filter(functions.col("least").notEqual(functions.col("most")))
                .isEmpty();
    }
}
