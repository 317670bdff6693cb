package org.agglo.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.contains;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.rlike;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NumericType;

/**
 * One column of the files as Spark expressions: the text that is there, and the number that it stands for.
 *
 * <p>A number is {@code 12}, {@code -1.5}, {@code .5}, {@code 1e3}, blanks around it allowed. Spark's cast also takes
 * Java's {@code 1d}, {@code 0x1p3}, {@code NaN} and {@code Infinity}, which no office means as a number. A whole number
 * may be written {@code 2005.0}, as software does that knows decimals only, but not {@code 2005.5} nor {@code 2e3}.
 *
 * @param type STRING for CSV; what the file says for Parquet
 */
record Cell(Column column, DataType type) {
    private static final String DECIMAL = "^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*$";
    private static final String WHOLE = "^\\s*[+-]?\\d+\\.0*\\s*$";

    Column text() {
        return type.equals(DataTypes.StringType) ? column : column.cast(DataTypes.StringType);
    }

    /** The cell, or null if it is empty, blank, or one of the texts that mean a missing value. */
    Column present(FieldType wanted, List<String> missing) {
        if (type instanceof NumericType && missing.isEmpty()) {
            return column;
        }
        Column stripped = trim(text());
        Column there = stripped.notEqual(lit(""));
        if (!missing.isEmpty()) {
            Column compared = wanted == FieldType.TEXT ? text() : stripped;
            there = there.and(not(compared.isin(missing.toArray())));
        }
        return when(there, column);
    }

    /** The value as its declared type; null if it is not one, or infinite if it is too large for one. */
    Column as(FieldType wanted) {
        return switch (wanted) {
            case TEXT -> text();
            case INTEGER -> integer();
            case NUMBER -> number();
        };
    }

    /** The value as its declared type, where its text has other numerals. */
    Column as(FieldType wanted, Numerals numerals) {
        if (wanted == FieldType.TEXT || numerals.equals(Numerals.PLAIN) || !type.equals(DataTypes.StringType)) {
            return as(wanted);
        }
        Column bare = regexp_replace(column, numerals.between(), "");
        Column plain = replace(bare, lit(String.valueOf(numerals.point())), lit("."));
        return new Cell(when(rlike(column, lit(numerals.pattern())), plain), type).as(wanted);
    }

    private Column integer() {
        if (type instanceof IntegralType) {
            return column.cast(DataTypes.LongType);
        }
        if (type instanceof NumericType) {
            Column whole = column.try_cast(DataTypes.LongType);
            return when(whole.cast(type).equalTo(column), whole);
        }
        Column before = substring_index(text(), ".", 1);
        return when(contains(text(), lit(".")), when(rlike(text(), lit(WHOLE)), before.try_cast(DataTypes.LongType)))
                .otherwise(text().try_cast(DataTypes.LongType));
    }

    private Column number() {
        if (type instanceof NumericType) {
            Column value = column.cast(DataTypes.DoubleType);
            return when(not(isnan(value)), value);
        }
        Column decimal = when(rlike(text(), lit(DECIMAL)), text().try_cast(DataTypes.DoubleType));
        // A cast that fails costs an exception inside, so what cannot be whole is not tried.
        return when(contains(text(), lit(".")), decimal)
                .otherwise(coalesce(text().try_cast(DataTypes.LongType).cast(DataTypes.DoubleType), decimal));
    }
}
