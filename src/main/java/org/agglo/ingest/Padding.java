package org.agglo.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;

/**
 * Codes that lost the zeros before them, as spreadsheets and number columns leave them. Digits that are fewer than a column's
 * declared {@code length} set their row aside under a reason of their own; where the column says {@code pad}, they get the
 * zeros back, and such rows are counted.
 */
public final class Padding {
    private static final Pattern REASON = Pattern.compile("fewer than (\\d+) digits: (.*)");
    private static final String COLUMN = "_padded ";

    private Padding() {}

    /** The columns of a source that say {@code pad}. */
    public static List<String> fields(Source source) {
        return source.fields().stream()
                .filter(field -> field.extraction().pad())
                .map(Field::name)
                .toList();
    }

    /** BOOLEAN: whether the row's code got zeros; a column of {@link Checked#all()} for each of {@link #fields}. */
    public static String column(String field) {
        return COLUMN + field;
    }

    /**
     * How many of the records that are used got zeros, to aggregate.
     *
     * @param records how many records a row is
     */
    public static Column count(String field, Column records) {
        Column padded = col(Checked.REASON).isNull().and(col(Columns.quoted(column(field))));
        return sum(when(padded, records).otherwise(lit(0L))).as(column(field));
    }

    static List<String> columns(Source source) {
        return fields(source).stream().map(Padding::column).toList();
    }

    static String reason(int length, String field) {
        return "fewer than %d digits: %s".formatted(length, field);
    }

    /** A sentence for each reason, of those why rows are set aside, that tells of lost zeros. */
    public static List<String> hints(Map<String, Long> setAside) {
        List<String> hints = new ArrayList<>();
        setAside.forEach((reason, rows) -> {
            Matcher told = REASON.matcher(reason);
            if (told.matches()) {
                hints.add(String.format(
                        Locale.ROOT,
                        "%,d %s of %s %s fewer digits than the %s declared: leading zeros lost? Say pad = true for %s to put them back",
                        rows,
                        rows == 1 ? "code" : "codes",
                        told.group(2),
                        rows == 1 ? "has" : "have",
                        told.group(1),
                        told.group(2)));
            }
        });
        return hints;
    }
}
