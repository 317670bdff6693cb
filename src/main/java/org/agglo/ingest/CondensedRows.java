package org.agglo.ingest;

import static org.apache.spark.sql.functions.col;

import org.agglo.ingest.csv.CsvReader;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that each stand for {@link #count} rows of one file with the same reason, the same values in the columns that are
 * needed exactly, and codes with the same prefixes.
 *
 * @param rows the columns needed exactly, by name; {@link Checked#FILE}, {@link Checked#REASON}; and what the methods name
 */
public record CondensedRows(Dataset<Row> rows) {
    private static final String LIKE = "_like.";

    /** BIGINT: how many rows this one stands for. */
    public static Column count() {
        return col(CsvReader.COUNT);
    }

    /** STRING: a code that begins with the same of the prefixes asked for as the rows' own. */
    public static Column like(String column) {
        return col(Columns.quoted(LIKE + column));
    }

    /**
     * DOUBLE: a part of the sum of the numbers, from 0, by {@link org.agglo.ingest.csv.Grid}; null where the rows have no
     * number.
     */
    public static Column part(String column, int part) {
        return col(Columns.quoted(partName(column, part)));
    }

    static String likeName(String column) {
        return LIKE + column;
    }

    static String partName(String column, int part) {
        return CsvReader.PARTS.get(part) + "." + column;
    }
}
