package org.agglo.ingest.csv;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A column that has to do with a record's key.
 *
 * @param column which of the wanted columns
 * @param texts of a key's cell the texts that mean an empty one; of a filter's the only ones that are taken
 * @param min a whole number below is not taken; {@code max} likewise
 */
public record KeyCell(int column, Kind kind, List<String> texts, double min, double max) implements Serializable {
    /** What the column is to the key. */
    public enum Kind {
        /** A part of the key: the text. */
        TEXT,
        /** A part of the key: the whole number. */
        WHOLE,
        /** No part of the key: records with other texts have none. */
        FILTER
    }

    public KeyCell {
        texts = new ArrayList<>(texts);
    }

    /** A text of the key. */
    public static KeyCell text(int column, List<String> missing) {
        return new KeyCell(column, Kind.TEXT, missing, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** A whole number of the key. */
    public static KeyCell whole(int column, List<String> missing, double min, double max) {
        return new KeyCell(column, Kind.WHOLE, missing, min, max);
    }

    /** A column that says which records are taken. */
    public static KeyCell filter(int column, List<String> accepted) {
        return new KeyCell(column, Kind.FILTER, accepted, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
}
