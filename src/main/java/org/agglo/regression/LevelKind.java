package org.agglo.regression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.types.UTF8String;

/** How a column's levels are read from a row, ordered and named. */
enum LevelKind {
    LONG {
        @Override
        Column column(Column column) {
            return column.cast("bigint");
        }

        @Override
        Comparable<?> read(InternalRow row, int ordinal) {
            return row.getLong(ordinal);
        }

        @Override
        String label(Object level) {
            return level.toString();
        }

        @Override
        Object literal(String label) {
            return Long.parseLong(label);
        }
    },
    DOUBLE {
        @Override
        Column column(Column column) {
            Column number = column.cast("double");
            return functions.when(functions.not(functions.isnan(number)), number.plus(0.0));
        }

        @Override
        Comparable<?> read(InternalRow row, int ordinal) {
            return row.getDouble(ordinal);
        }

        @Override
        Column text(Column column) {
            Column number = column(column);
            Column whole = number.equalTo(functions.rint(number))
                    .and(functions.abs(number).lt(1e15));
            return functions.when(whole, number.cast("bigint").cast("string")).otherwise(number.cast("string"));
        }

        @Override
        String label(Object level) {
            double number = (Double) level;
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString((long) number)
                    : Double.toString(number);
        }

        @Override
        Object literal(String label) {
            return Double.parseDouble(label);
        }
    },
    TEXT {
        @Override
        Column column(Column column) {
            return column.cast("string");
        }

        @Override
        Comparable<?> read(InternalRow row, int ordinal) {
            return row.getUTF8String(ordinal);
        }

        @Override
        String label(Object level) {
            return level.toString();
        }

        @Override
        Object literal(String label) {
            return label;
        }
    };

    abstract Column column(Column column);

    /** The level as the row holds it; text only until the next row is read. */
    abstract Comparable<?> read(InternalRow row, int ordinal);

    /** The level for good. */
    static Object kept(Object level) {
        return level instanceof UTF8String text ? text.clone() : level;
    }

    abstract String label(Object level);

    /** The labels of columns' levels combined, as {@link Category#combined} has them; null where one is missing. */
    static Column combined(List<Column> labels) {
        if (labels.size() == 1) {
            return labels.get(0);
        }
        List<Column> parts = new ArrayList<>();
        for (Column label : labels) {
            Column quoted = functions.concat(
                    functions.lit("`"),
                    functions.replace(label, functions.lit("`"), functions.lit("``")),
                    functions.lit("`"));
            Column twofold =
                    functions.contains(label, functions.lit("^")).or(functions.contains(label, functions.lit("`")));
            if (!parts.isEmpty()) {
                parts.add(functions.lit("^"));
            }
            parts.add(functions.when(twofold, quoted).otherwise(label));
        }
        return functions.concat(parts.toArray(Column[]::new));
    }

    /** The label of the level in each row; null where it is missing. */
    Column text(Column column) {
        return column(column).cast("string");
    }

    /** The level of that name, to be compared with {@link #column}. */
    abstract Object literal(String label);

    /** Numbers by size, text by its bytes. */
    @SuppressWarnings("unchecked") // all levels of a column are of one of the three comparable classes
    static Comparator<Object> order() {
        return (a, b) -> ((Comparable<Object>) a).compareTo(b);
    }
}
