package org.agglo.ingest.csv;

import java.io.Serializable;

/**
 * The records of a file that begin in a range of its scanned bytes.
 *
 * @param start where a record begins, and {@code line} its line
 * @param stop records that begin here or later belong to others
 * @param broken where a record begins whose quote is never closed, −1 for none
 */
record CsvSplit(CsvFile file, long start, long stop, long line, long broken) implements Serializable {
    /** A whole file. */
    static CsvSplit whole(CsvFile file) {
        return new CsvSplit(file, file.dataOffset(), Long.MAX_VALUE, file.dataLine(), -1);
    }

    /** Its share of the file's bytes on disk. */
    long bytes() {
        return Math.min(stop, file.input().bytes()) - start;
    }
}
