package org.agglo.regression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.spark.Columns;
import org.agglo.spark.DataException;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;

/**
 * The columns of units and periods in which lags are looked up: the value of the same unit in the period that many whole
 * numbers away, nothing if there is no such row. Window functions over the periods' range find it, so gaps are respected.
 *
 * @param unit column of units, such as a province
 * @param time column of periods, whole numbers such as years
 */
record PanelKeys(String unit, String time) {
    private static final String DOUBLED = Lagged.HELD + "doubled";
    private static final String BROKEN = Lagged.HELD + "broken";

    /** Reasons for which the table cannot be used at all. */
    static final String DOUBLED_REASON = "unit and period doubled";

    static final String BROKEN_REASON = "period no whole number";

    /** Those that are set; empty if one is not. */
    static Optional<PanelKeys> of(Params params, Param<String> unit, Param<String> time) {
        return params.isSet(unit) && params.isSet(time)
                ? Optional.of(
                        new PanelKeys(params.get(unit).get(), params.get(time).get()))
                : Optional.empty();
    }

    /** @throws DataException if the table does not have them, or the periods are no numbers */
    void require(Schema schema) {
        schema.requireLevels(unit);
        schema.requireLevels(time);
        DataType type = schema.type(time);
        if (!(type instanceof NumericType)) {
            throw new DataException(
                    "The periods in '%s' are of type %s; lags need whole numbers, such as years, to tell how far two rows are apart"
                            .formatted(time, type.simpleString()));
        }
    }

    /** The table with a column for each of the names in other periods, and two that tell faults. */
    Dataset<Row> given(Dataset<Row> table, Collection<Lagged> lags) {
        Column units = new Schema(table.schema()).kind(unit).column(functions.col(Columns.quoted(unit)));
        Column number = functions.col(Columns.quoted(time)).cast("double");
        Column whole = number.equalTo(functions.floor(number));
        Column periods =
                functions.when(whole, functions.col(Columns.quoted(time)).cast("bigint"));
        Column both = units.isNotNull().and(periods.isNotNull());
        WindowSpec rows = Window.partitionBy(units).orderBy(periods);
        Map<String, Column> columns = new LinkedHashMap<>();
        for (Lagged lag : lags) {
            WindowSpec there = rows.rangeBetween(lag.periods(), lag.periods());
            Column value =
                    functions.max(functions.col(Columns.quoted(lag.name()))).over(there);
            columns.put(lag.held(), functions.when(both, value));
        }
        Column same = functions.count(functions.lit(1)).over(rows.rangeBetween(0, 0));
        columns.put(DOUBLED, both.and(same.gt(1)));
        columns.put(BROKEN, functions.not(whole));
        return table.withColumns(columns);
    }

    /** The table with one more column, computed with lags; a row for which they cannot be told stops the job that asks. */
    Dataset<Row> added(Dataset<Row> table, List<Lagged> lags, String name, Column column) {
        List<Column> columns = new ArrayList<>();
        for (String there : table.columns()) {
            columns.add(functions.col(Columns.quoted(there)));
        }
        String message = "Lags need one row for each %s and %s, and whole numbers in %s".formatted(unit, time, time);
        Column broken = functions.col(Columns.quoted(DOUBLED)).or(functions.col(Columns.quoted(BROKEN)));
        Column refused = functions.raise_error(functions.lit(message)).cast("double");
        columns.add(functions.when(broken, refused).otherwise(column).as(name));
        return given(table, lags).select(columns.toArray(Column[]::new));
    }

    /** The faults of the given table's rows, by reason. */
    static List<Node.Check> faults() {
        return List.of(
                new Node.Check(functions.col(Columns.quoted(BROKEN)), BROKEN_REASON),
                new Node.Check(functions.col(Columns.quoted(DOUBLED)), DOUBLED_REASON));
    }

    /**
     * Says what is wrong, with an example; one Spark job.
     *
     * @param given the table with its faults
     */
    DataException refusal(Dataset<Row> given, String reason) {
        boolean doubled = reason.equals(DOUBLED_REASON);
        Row example = given.filter(functions.col(Columns.quoted(doubled ? DOUBLED : BROKEN)))
                .select(functions.col(Columns.quoted(unit)), functions.col(Columns.quoted(time)))
                .orderBy(functions.col(Columns.quoted(unit)), functions.col(Columns.quoted(time)))
                .head();
        return new DataException(
                doubled
                        ? "Lags need one row for each %s and %s, and there are several of %s = %s, %s = %s; aggregate them first"
                                .formatted(unit, time, unit, example.get(0), time, example.get(1))
                        : "Lags need whole numbers in '%s', such as years; there is %s where %s = %s"
                                .formatted(time, example.get(1), unit, example.get(0)));
    }
}
