package org.agglo.ingest;

/**
 * How text files are written.
 *
 * @param delimiter one character between cells
 * @param encoding a Java charset name; a byte-order mark at the start of a file wins over it
 */
public record Csv(char delimiter, String encoding) {
    /** Commas, UTF-8. */
    public static Csv standard() {
        return new Csv(',', "UTF-8");
    }
}
