package org.agglo.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;

/** A source's rows as text, for tests. */
public final class ReadRows {
    private ReadRows() {}

    /** Each row's declared columns, nulls as {@code -}; the reason in place of a row that is not used. */
    public static List<String> of(Checked checked) {
        List<String> names = checked.source().fields().stream().map(Field::name).toList();
        List<String> rows = new ArrayList<>();
        for (Row row : checked.all().collectAsList()) {
            String reason = row.getAs(Checked.REASON);
            List<String> cells = new ArrayList<>();
            for (String name : names) {
                cells.add(Objects.toString(row.getAs(name), "-"));
            }
            rows.add(reason == null ? String.join("|", cells) : reason);
        }
        return rows;
    }

    /** Some columns of every row, nulls as {@code -}. */
    public static List<String> columns(Checked checked, String... names) {
        List<String> rows = new ArrayList<>();
        for (Row row : checked.all().collectAsList()) {
            List<String> cells = new ArrayList<>();
            for (String name : names) {
                cells.add(Objects.toString(row.getAs(name), "-"));
            }
            rows.add(String.join("|", cells));
        }
        return rows;
    }

    /** The rows of which a condition is true. */
    public static long count(Checked checked, String condition) {
        return checked.all().where(condition).count();
    }
}
