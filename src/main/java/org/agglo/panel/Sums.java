package org.agglo.panel;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * Totals as Spark columns.
 *
 * <p>A total over a key's records that count is their sum; 0 where records exist and none counts; null where the value,
 * or the code that decides whether it counts, is missing in any of them, because suppressed is not zero.
 *
 * <p>Whole numbers add up exactly. Of other numbers the part on a grid of 1/1024 adds up exactly and the rest by itself,
 * so that the order of the records, which differs from run to run, does not show in the sum.
 */
final class Sums {
    private static final double GRID = 1024;

    private Sums() {}

    /** Three columns per total, to aggregate: the sum on the grid, the rest, and how many records are not known. */
    static List<Column> aggregates(List<Total> totals) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < totals.size(); i++) {
            Total total = totals.get(i);
            Column counts = counts(total);
            Column value = named(total.sum()).cast(DataTypes.DoubleType);
            Column coarse = rint(value.multiply(GRID)).divide(GRID);
            Column outside = coalesce(counts.equalTo(false), lit(false));
            columns.add(sum(when(counts, coarse)).as("_coarse" + i));
            columns.add(sum(when(counts, value.minus(coarse))).as("_fine" + i));
            columns.add(count_if(outside.equalTo(false).and(value.isNull().or(counts.isNull())))
                    .as(unknown(i)));
        }
        return columns;
    }

    /** The total itself, from the aggregated columns. */
    static Column value(int i, Total total) {
        Column sum = coalesce(col("_coarse" + i), lit(0.0)).plus(coalesce(col("_fine" + i), lit(0.0)));
        return when(col(unknown(i)).equalTo(0), sum).as(total.name());
    }

    /** The aggregated column with the number of records that are not known. */
    static String unknown(int i) {
        return "_unknown" + i;
    }

    /** True where the record counts, false where it does not, null where a code is missing. */
    private static Column counts(Total total) {
        return total.prefixes().entrySet().stream()
                .map(entry -> startsWithAny(named(entry.getKey()).cast(DataTypes.StringType), entry.getValue()))
                .reduce(Column::and)
                .orElse(lit(true));
    }

    private static Column startsWithAny(Column code, List<String> prefixes) {
        return prefixes.stream()
                .collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry ->
                        substring(code, 1, entry.getKey()).isin(entry.getValue().toArray()))
                .reduce(Column::or)
                .orElse(lit(false));
    }

    private static Column named(String column) {
        return col(Columns.quoted(column));
    }
}
