package org.agglo.ingest.csv;

/**
 * Where the cells of many plain records lie, found eight bytes at a time. Plain is a line of ASCII in the window, without
 * quotes or NUL, with as many cells as there should be; the index ends before any other, which the scanner then takes.
 */
final class LineIndex {
    private static final long LINE_FEEDS = Words.of('\n');
    private static final long RETURNS = Words.of('\r');
    /** As many separators are found at once. */
    static final int MOST = 1 << 13;

    private final byte delimiter;
    /** Eight quotes; eight NULs where there is no quote, which are odd anyway. */
    private final long quotes;
    /** Eight times the byte above the greatest odd one that is ASCII. */
    private final long bound;

    private final int cells;
    /** The byte before the first record, then the delimiters and line feeds. */
    private final int[] separators = new int[MOST + Long.BYTES];

    private final int[] starts = new int[MOST];
    private final int[] lengths = new int[MOST];

    private byte[] bytes;
    private int records;
    private boolean returns;

    /** For a file's records; null where the delimiter is not ASCII. */
    static LineIndex of(CsvFile file) {
        byte[] delimiter = String.valueOf(file.delimiter()).getBytes(file.charset());
        return delimiter.length == 1 && delimiter[0] > 0
                ? new LineIndex(delimiter[0], file.quote(), file.cells())
                : null;
    }

    LineIndex(byte delimiter, char quote, int cells) {
        this.delimiter = delimiter;
        this.quotes = Words.of(quote);
        this.bound = Words.of(Math.max('\r', quote) + 1);
        this.cells = cells;
    }

    /** Finds the plain records that the window holds from the scan's place on, and begin before a stop; gives their number. */
    int over(Window window, long stop) {
        bytes = window.bytes;
        separators[0] = window.at - 1;
        int found = cells < MOST ? find(window.at, window.limit) : 1;
        records = plain(found);
        while (records > 0 && separators[(records - 1) * cells] + 1L >= stop) {
            records--;
        }
        return records;
    }

    private int find(int from, int limit) {
        long delimiters = Words.of(delimiter);
        int count = 1;
        returns = false;
        for (int at = from; at <= limit - Long.BYTES && count < MOST; at += Long.BYTES) {
            long word = Words.at(bytes, at);
            long marks = Words.zeros(word ^ delimiters) | Words.zeros(word ^ LINE_FEEDS);
            // Bytes below the bound, if all are ASCII: none but separators, in most words.
            long small = ~((word | Words.HIGH) - bound) & Words.HIGH;
            if (((small & ~marks) | (word & Words.HIGH)) != 0 && isOdd(word, at, limit)) {
                break;
            }
            int more = Long.bitCount(marks);
            for (int i = 0; i < 2; i++) {
                separators[count + i] = at + Words.first(marks);
                marks &= marks - 1;
            }
            for (int i = 2; marks != 0; i++) {
                separators[count + i] = at + Words.first(marks);
                marks &= marks - 1;
            }
            count += more;
        }
        return count;
    }

    /** Whether there is a quote, NUL, a byte that is not ASCII, or a carriage return that is not before a line feed. */
    private boolean isOdd(long word, int at, int limit) {
        if ((Words.zeros(word) | Words.zeros(word ^ quotes) | (word & Words.HIGH)) != 0) {
            return true;
        }
        if (Words.zeros(word ^ RETURNS) == 0) {
            return false;
        }
        returns = true;
        for (int i = at; i < at + Long.BYTES; i++) {
            if (bytes[i] == '\r' && (i + 1 >= limit || bytes[i + 1] != '\n')) {
                return true;
            }
        }
        return false;
    }

    /** How many records before the first that is not plain and whole. */
    private int plain(int found) {
        int plain = 0;
        while (isPlain(plain * cells, found)) {
            plain++;
        }
        return plain;
    }

    /** Whether the record behind a separator is plain and whole. */
    private boolean isPlain(int first, int found) {
        int last = first + cells;
        if (last >= found || bytes[separators[last]] != '\n') {
            return false;
        }
        for (int i = first + 1; i < last; i++) {
            if (bytes[separators[i]] == '\n') {
                return false;
            }
        }
        int from = separators[first] + 1;
        return from < separators[last] && bytes[from] != '\r';
    }

    /** Makes {@link #starts} and {@link #lengths} those of one cell of each record. */
    void column(int cell) {
        for (int i = 0, at = cell; i < records; i++, at += cells) {
            int before = separators[at];
            starts[i] = before + 1;
            lengths[i] = separators[at + 1] - before - 1;
        }
        if (returns && cell + 1 == cells) {
            for (int i = 0; i < records; i++) {
                lengths[i] = length(i, cell);
            }
        }
    }

    int[] starts() {
        return starts;
    }

    int[] lengths() {
        return lengths;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the record behind the last begins, which may not be plain. */
    int behind() {
        return separators[records * cells] + 1;
    }

    int start(int record, int cell) {
        return separators[record * cells + cell] + 1;
    }

    int length(int record, int cell) {
        int at = record * cells + cell;
        int stop = separators[at + 1];
        int length = stop - separators[at] - 1;
        return cell + 1 == cells && length > 0 && bytes[stop - 1] == '\r' ? length - 1 : length;
    }
}
