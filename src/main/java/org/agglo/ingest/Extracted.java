package org.agglo.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.rlike;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** An {@link Extraction} as Spark expressions. */
record Extracted(Extraction how) {
    /** A number or a colon, then what is no digit. {@code 1 234} is neither: it stays whole, and is no number. */
    private static final String PIECES = "^\\s*(:|\\S+)\\s*([^0-9]*?)\\s*$";

    /** The text before it is cut. */
    Cell cell(List<Column> cells) {
        Column text = cells.size() == 1 ? cells.get(0) : joined(cells);
        int group = switch (how.piece()) {
            case ALL -> 0;
            case NUMBER -> 1;
            case FLAG -> 2;
        };
        Column piece = group == 0
                ? text
                : when(rlike(text, lit(PIECES)), regexp_extract(text, PIECES, group))
                        .otherwise(text);
        return new Cell(piece, DataTypes.StringType);
    }

    private static Column joined(List<Column> cells) {
        Column all = lit(true);
        for (Column cell : cells) {
            all = all.and(trim(cell).notEqual(lit("")));
        }
        return when(
                all,
                concat(cells.stream().map(org.apache.spark.sql.functions::trim).toArray(Column[]::new)));
    }

    /**
     * The text with the zeros that it lost before it, where the study says so.
     *
     * @param missing texts that mean an empty cell, which stay as they are
     */
    Column padded(Column text, List<String> missing) {
        return how.pad()
                ? when(lost(text, missing), lpad(trim(text), how.length(), "0")).otherwise(text)
                : text;
    }

    /** Whether the text is digits, fewer than the length; false where there is none. */
    Column lost(Column text, List<String> missing) {
        Column digits = rlike(trim(text), lit("^[0-9]{1,%d}$".formatted(how.length() - 1)));
        return coalesce(missing.isEmpty() ? digits : digits.and(not(text.isin(missing.toArray()))), lit(false));
    }

    /** The characters that are meant, the prefix before them; null if the text is too short for them. */
    Column cut(Column text) {
        Column cut = how.start() == 0
                ? text
                : when(length(trim(text)).geq(lit(how.reach())), trim(text).substr(lit(how.start()), lit(how.count())));
        return how.prefix().isEmpty() ? cut : concat(lit(how.prefix()), cut);
    }

    /** Adds what can be wrong with the text before it is cut. */
    Column reasons(Column reason, Column present, String name) {
        Column characters = length(trim(present));
        Column next = reason;
        if (how.tellsLostZeros()) {
            next = next.when(lost(present, List.of()), Padding.reason(how.length(), name));
        }
        if (how.length() > 0) {
            next = next.when(
                    characters.notEqual(lit(how.length())), "not %d characters: %s".formatted(how.length(), name));
        }
        if (how.start() != 0) {
            next = next.when(characters.lt(lit(how.reach())), "too short: " + name);
        }
        return next;
    }
}
