package org.agglo.ingest.csv;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a column's cells makes a difference to whoever condenses records: cells that make none may stand for each other.
 *
 * @param missing texts that mean an empty cell; they never stand for others
 * @param prefixes for {@link Kind#PREFIX}: sets of prefixes; which of the sets a text begins with is what matters
 * @param min numbers below are told from those not below; {@code max} likewise
 */
public record CellRole(Kind kind, List<String> missing, List<List<String>> prefixes, double min, double max)
        implements Serializable {
    /** What matters. */
    public enum Kind {
        /** The text. */
        TEXT,
        /** Whether there is any. */
        PRESENCE,
        /** Which prefixes it begins with. */
        PREFIX,
        /** Whether it is a whole number, within bounds; the numbers are added up. */
        WHOLE,
        /** Whether it is a number, within bounds; the numbers are added up. */
        NUMBER
    }

    public CellRole {
        missing = new ArrayList<>(missing);
        prefixes = new ArrayList<>(prefixes);
    }

    /** A column whose text matters. */
    public static CellRole text() {
        return of(Kind.TEXT, List.of());
    }

    /** A column of which only matters whether a cell is empty. */
    public static CellRole presence(List<String> missing) {
        return of(Kind.PRESENCE, missing);
    }

    /** A column of which only some prefixes matter. */
    public static CellRole prefix(List<String> missing, List<List<String>> prefixes) {
        return new CellRole(Kind.PREFIX, missing, prefixes, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** A column of numbers to be added up. */
    public static CellRole number(boolean whole, List<String> missing, double min, double max) {
        return new CellRole(whole ? Kind.WHOLE : Kind.NUMBER, missing, List.of(), min, max);
    }

    private static CellRole of(Kind kind, List<String> missing) {
        return new CellRole(kind, missing, List.of(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** Whether the numbers are added up. */
    public boolean addsUp() {
        return kind == Kind.WHOLE || kind == Kind.NUMBER;
    }
}
