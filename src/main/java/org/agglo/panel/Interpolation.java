package org.agglo.panel;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nth_value;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * Fills the gaps of columns linearly within a unit, that is a region, or a region and its further cells.
 *
 * <pre>  v(t) = v(a) + (v(b) − v(a)) · (t − a)/(b − a)</pre>
 *
 * <p>a and b are the last period before t and the first after it that have a value, by the calendar and not by rows.
 * With extrapolation a gap at the start or the end of the series lies on the line through the two nearest values. A unit
 * with one value only has no line and keeps its gaps. Rows that are not there are not made.
 *
 * @param unit columns that make the unit
 * @param time the period's column
 * @param columns columns to fill; they become DOUBLE
 */
record Interpolation(List<String> unit, String time, List<String> columns, boolean extrapolate) {
    /** ARRAY of STRING: names of the row's columns that were filled; empty in most rows. */
    static final String FILLED = "filled";

    Dataset<Row> apply(Dataset<Row> rows) {
        if (columns.isEmpty()) {
            return rows.withColumn(FILLED, array().cast("array<string>"));
        }
        List<Column> computed = new ArrayList<>(List.of(col("*")));
        columns.forEach(name -> computed.add(line(named(name)).as("_line " + name)));
        return choose(rows.select(computed.toArray(Column[]::new)), rows.columns());
    }

    private Dataset<Row> choose(Dataset<Row> rows, String[] names) {
        List<Column> chosen = new ArrayList<>();
        for (String name : names) {
            Column value = named(name);
            chosen.add(
                    columns.contains(name)
                            ? coalesce(number(value), named("_line " + name)).as(name)
                            : value);
        }
        Column[] filled = columns.stream()
                .map(name ->
                        when(named(name).isNull().and(named("_line " + name).isNotNull()), lit(name)))
                .toArray(Column[]::new);
        chosen.add(array_compact(array(filled)).as(FILLED));
        return rows.select(chosen.toArray(Column[]::new));
    }

    private Column line(Column value) {
        WindowSpec units =
                Window.partitionBy(unit.stream().map(Interpolation::named).toArray(Column[]::new));
        WindowSpec before = units.orderBy(named(time).desc()).rowsBetween(1, Window.unboundedFollowing());
        WindowSpec after = units.orderBy(named(time)).rowsBetween(1, Window.unboundedFollowing());
        Column point = when(
                value.isNotNull(), struct(named(time).as("t"), number(value).as("v")));
        Column left = nth_value(point, 1, true).over(before);
        Column right = nth_value(point, 1, true).over(after);
        Column between = through(left, right);
        return extrapolate
                ? coalesce(
                        between,
                        through(left, nth_value(point, 2, true).over(before)),
                        through(right, nth_value(point, 2, true).over(after)))
                : between;
    }

    private Column through(Column a, Column b) {
        Column rise = b.getField("v").minus(a.getField("v"));
        Column run = b.getField("t").minus(a.getField("t"));
        Column from = named(time).minus(a.getField("t"));
        return a.getField("v").plus(rise.multiply(from).divide(run));
    }

    private static Column number(Column value) {
        return value.cast(DataTypes.DoubleType);
    }

    private static Column named(String name) {
        return col(Columns.quoted(name));
    }
}
