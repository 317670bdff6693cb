package org.agglo.ingest;

import java.util.List;

/** How a source's rows come to whoever uses them, and why not condensed. */
public enum Reading {
    /** Rows that differ in nothing that matters are counted and added up while they are read. */
    CONDENSED("condensed", "counted and added up while it is read"),
    SMALL("kept", "small: read once and kept by the driver"),
    /** A store has all that its files give. */
    /** A simulation is going to make its files. */
    UNKNOWN("unknown", "told when its files are there"),
    STORED("not read", "the store has what its files gave"),
    FORMAT("row by row", "only CSV files are condensed"),
    LAYOUT("row by row", "its records are not one row each"),
    REPEATS("row by row", "too many rows repeat a key"),
    AS_ROWS("row by row", "its rows are used as they are, not added up"),
    DIVIDED("row by row", "the crosswalk's shares or periods divide its rows"),
    TREATED("row by row", "its withheld cells are treated"),
    STEP("row by row", "a step uses a column that condensed rows lack");

    private final String how;
    private final String why;

    Reading(String how, String why) {
        this.how = how;
        this.why = why;
    }

    /** {@code condensed}, {@code kept}, {@code not read}, {@code row by row} or {@code unknown}. */
    public String how() {
        return how;
    }

    /** The reason, in words. */
    public String why() {
        return why;
    }

    /**
     * How files are going to be read whose rows are added up, as far as their sizes and the declaration tell; that many
     * rows repeat a key is seen in the rows only.
     */
    public static Reading expected(Source source, List<InputFile> files) {
        if (source.format() != FileFormat.JDBC && RawTable.unpackedBytes(files) <= SmallTable.BYTES) {
            return SMALL;
        }
        if (source.format() != FileFormat.CSV) {
            return FORMAT;
        }
        return source.layout().isPlain() ? CONDENSED : LAYOUT;
    }
}
