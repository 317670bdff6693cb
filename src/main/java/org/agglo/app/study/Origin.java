package org.agglo.app.study;

/**
 * Where a setting stands.
 *
 * @param file as the user named it, or the included file
 * @param line 1-based; 0 if there is no line to point at
 */
public record Origin(String file, int line) {
    /** {@code file:line}, or the file alone. */
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
