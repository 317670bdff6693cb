package org.agglo.measure;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agglo.spark.Columns;
import org.agglo.spark.DataException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** The columns that a quotient is made of, and which of their rows can be used. */
record Employment(String activityName, String totalName, List<String> by) {
    Employment {
        by = List.copyOf(by);
    }

    static Column named(String name) {
        return col(Columns.quoted(name));
    }

    /** The value as a double; null where it is null, NaN or infinite. Spark holds NaN to be above infinity. */
    static Column finite(Column value) {
        Column number = value.cast(DataTypes.DoubleType);
        return when(abs(number).lt(Double.POSITIVE_INFINITY), number);
    }

    Column activity() {
        return finite(named(activityName));
    }

    Column total() {
        return finite(named(totalName));
    }

    Column[] groups() {
        return by.stream().map(Employment::named).toArray(Column[]::new);
    }

    /** Why a row has no quotient by itself, whatever the reference; null if it has one. */
    Column fault() {
        return unusable().when(total().equalTo(0), QuotientReport.ZERO_TOTAL);
    }

    /** True where a row counts in the reference sums. */
    Column usable() {
        return unusable().isNull();
    }

    private Column unusable() {
        Column noGroup =
                by.stream().map(name -> named(name).isNull()).reduce(Column::or).orElse(lit(false));
        return when(noGroup, QuotientReport.MISSING_GROUP)
                .when(activity().isNull(), QuotientReport.MISSING_ACTIVITY)
                .when(total().isNull(), QuotientReport.MISSING_TOTAL)
                .when(activity().lt(0).or(total().lt(0)), QuotientReport.NEGATIVE);
    }

    /**
     * Stops unless the columns are there and can be divided.
     *
     * @throws DataException naming the column
     */
    void check(StructType schema) {
        List<String> names = new ArrayList<>(by);
        names.add(activityName);
        names.add(totalName);
        Columns.require("The table for the location quotient", schema, names);
        for (String name : List.of(activityName, totalName)) {
            requireNumeric(schema, name);
        }
    }

    static void requireFree(StructType schema, String output) {
        if (Arrays.asList(schema.fieldNames()).contains(output)) {
            throw new IllegalArgumentException(
                    "Column %s is there already; give the location quotient another name".formatted(output));
        }
    }

    static void requireNumeric(StructType schema, String name) {
        var type = schema.apply(name).dataType();
        if (!(type instanceof NumericType)) {
            throw new DataException("Column %s is %s; a location quotient needs a number. Declare it as number"
                    .formatted(name, type.simpleString()));
        }
    }
}
