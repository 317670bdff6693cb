package org.agglo.ingest.csv;

/**
 * The common record, in one loop: a line that lies in the window whole, without NUL, whose quoted cells hold no quotes nor
 * line ends. Any other is left to the scanner, which knows all cases.
 */
final class PlainLine {
    /** Bytes at which the scanner's loops stop: the delimiter's first, line ends and NUL. */
    final boolean[] stops = new boolean[256];
    /** The same inside quotes: quotes, line ends and NUL. */
    final boolean[] stopsInQuotes = new boolean[256];

    private final char quote;
    private final boolean oneByte;
    private int length;

    PlainLine(byte[] delimiter, char quote) {
        for (boolean[] some : new boolean[][] {stops, stopsInQuotes}) {
            some['\n'] = true;
            some['\r'] = true;
            some[0] = true;
        }
        stops[delimiter[0] & 0xFF] = true;
        stopsInQuotes[quote] = true;
        this.quote = quote;
        this.oneByte = delimiter.length == 1;
    }

    /** The record's bytes without its line end. */
    int length() {
        return length;
    }

    /** Takes the cells of the record and steps behind its line end; false, with nothing done, if it is not plain. */
    boolean take(Window window, Cells cells) {
        byte[] bytes = window.bytes;
        int limit = oneByte ? window.limit : 0;
        int from = window.from;
        int seen = 0;
        int at = from;
        while (at < limit) {
            int start = at;
            int stop;
            if (bytes[at] == quote && quote != CsvReader.NO_QUOTE) {
                start++;
                for (at++; at < limit && !stopsInQuotes[bytes[at] & 0xFF]; at++) {
                    seen |= bytes[at];
                }
                stop = at++;
                if (at >= limit || bytes[stop] != quote || !stops[bytes[at] & 0xFF]) {
                    break;
                }
            } else {
                for (; at < limit && !stops[bytes[at] & 0xFF]; at++) {
                    seen |= bytes[at];
                }
                stop = at;
            }
            int lineEnd = at < limit ? lineEnd(bytes, at, limit) : -1;
            if (lineEnd < 0) {
                break;
            }
            cells.add(start - from, stop - from, false);
            if (lineEnd > 0) {
                length = at - from;
                window.at = at + lineEnd;
                window.bits = seen;
                return true;
            }
            seen |= bytes[at++];
        }
        cells.clear();
        return false;
    }

    /** The bytes of the line end that is here: 0 for a delimiter, −1 for what is neither or not to be told yet. */
    private static int lineEnd(byte[] bytes, int at, int limit) {
        return switch (bytes[at]) {
            case '\n' -> 1;
            case '\r' -> at + 1 == limit ? -1 : bytes[at + 1] == '\n' ? 2 : 1;
            case 0 -> -1;
            default -> 0;
        };
    }
}
