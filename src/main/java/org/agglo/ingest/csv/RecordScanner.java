package org.agglo.ingest.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Finds records and cells in bytes, one record at a time, by RFC 4180: a cell that begins with a quote goes to the next
 * quote that is not doubled, line ends and delimiters inside it included; a quote inside any other cell is an ordinary
 * character. Lines end in LF, CRLF or CR; empty lines are no records.
 *
 * <p>A record that breaks the rules is returned all the same, with {@link #problem()} saying how; its cells are null. A
 * quote that is never closed spoils its first line only: the scan goes on with the next.
 *
 * <p>Cells point into the buffer and hold until the next call of {@link #next}.
 */
final class RecordScanner implements Closeable {
    /** A record may be as long, in bytes. */
    static final int LONGEST = 1 << 25;

    private static final int BUFFER = 1 << 18;

    final Window window;
    final Cells cells;
    private final CellText text;
    private final byte[] delimiter;
    private final char quote;
    private final int expected;
    private final PlainLine plainLine;
    private long line;
    private long nextLine;
    /** Places in the record, counted from its first byte. */
    private int end;

    private boolean nul;
    private boolean afterQuote;
    private boolean unclosed;
    private String problem;

    /**
     * @param quote around cells; {@link CsvReader#NO_QUOTE} if a quote is a character like others
     * @param expected cells in a record; 0 for any number
     * @param offset the offset of the stream's first byte
     * @param line the number of the first line
     */
    RecordScanner(InputStream in, Charset charset, char delimiter, char quote, int expected, long offset, long line) {
        this(new Window(in, offset, BUFFER, LONGEST), charset, delimiter, quote, expected, line);
    }

    RecordScanner(Window window, Charset charset, char delimiter, char quote, int expected, long line) {
        this.window = window;
        this.text = new CellText(charset);
        this.delimiter = String.valueOf(delimiter).getBytes(charset);
        this.quote = quote;
        this.expected = expected;
        this.nextLine = line;
        this.cells = new Cells(expected);
        this.plainLine = new PlainLine(this.delimiter, quote);
    }

    /** Goes to the next record; false at the end. */
    boolean next() throws IOException {
        return next(Long.MAX_VALUE, -1);
    }

    /**
     * Goes to the next record that begins before an offset; false if there is none.
     *
     * @param broken the offset of a record known to hold a quote that is never closed, −1 for none
     */
    boolean next(long before, long broken) throws IOException {
        skipEmptyLines();
        window.begin();
        line = nextLine;
        if (!window.has() || window.offset() >= before) {
            return false;
        }
        cells.clear();
        nul = false;
        afterQuote = false;
        unclosed = window.offset() == broken;
        if (!unclosed && plainLine.take(window, cells)) {
            end = plainLine.length();
            nextLine++;
        } else {
            stepByStep();
        }
        problem = findProblem();
        return true;
    }

    private void stepByStep() throws IOException {
        boolean more = !unclosed;
        while (more) {
            more = isQuote() ? quotedCell() : plainCell();
        }
        if (unclosed && window.kept() == null) {
            firstLineOnly();
        }
    }

    private void skipEmptyLines() throws IOException {
        window.begin();
        while (window.has() && isLineEnd(window.bytes[window.at])) {
            passLineEnd();
            window.begin();
        }
    }

    private boolean isQuote() throws IOException {
        return quote != CsvReader.NO_QUOTE && window.has() && window.bytes[window.at] == quote;
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }

    /** Steps over LF, CR or CRLF. */
    private void passLineEnd() throws IOException {
        byte first = window.bytes[window.at++];
        if (first == '\r' && window.has() && window.bytes[window.at] == '\n') {
            window.at++;
        }
        nextLine++;
    }

    /** True if another cell follows. */
    private boolean plainCell() throws IOException {
        int start = window.at - window.from;
        Stop stop = toCellEnd();
        cells.add(start, window.at - window.from, false);
        return pass(stop);
    }

    /** True if another cell follows. */
    private boolean quotedCell() throws IOException {
        window.at++;
        int start = window.at - window.from;
        boolean pairs = false;
        while (toQuote()) {
            window.at++;
            if (isQuote()) {
                window.at++;
                pairs = true;
            } else {
                int behind = window.at - window.from;
                Stop stop = toCellEnd();
                afterQuote |= window.at - window.from > behind;
                cells.add(start, behind - 1, pairs);
                return pass(stop);
            }
        }
        unclosed = true;
        end = window.at - window.from;
        return false;
    }

    private boolean pass(Stop stop) throws IOException {
        switch (stop) {
            case DELIMITER -> window.at += delimiter.length;
            case LINE_END -> {
                end = window.at - window.from;
                passLineEnd();
            }
            case FILE_END -> end = window.at - window.from;
        }
        return stop == Stop.DELIMITER;
    }

    /** Goes to the delimiter or line end that ends a cell. */
    private Stop toCellEnd() throws IOException {
        while (window.to(plainLine.stops)) {
            byte b = window.bytes[window.at];
            if (isLineEnd(b)) {
                return Stop.LINE_END;
            }
            if (window.isAt(delimiter)) {
                return Stop.DELIMITER;
            }
            nul |= b == 0;
            window.at++;
        }
        return Stop.FILE_END;
    }

    /** Goes to the next quote, counting lines; false if there is none. */
    private boolean toQuote() throws IOException {
        while (window.to(plainLine.stopsInQuotes)) {
            byte b = window.bytes[window.at];
            if (b == quote) {
                return true;
            }
            if (b == 0) {
                nul = true;
                window.at++;
            } else {
                passLineEnd();
            }
        }
        return false;
    }

    /** Takes the record's first line for the record, as if its quote were none. */
    private void firstLineOnly() throws IOException {
        window.at = window.from;
        nextLine = line;
        cells.clear();
        window.bits = 0;
        nul = false;
        afterQuote = false;
        while (toCellEnd() == Stop.DELIMITER) {
            window.at++;
        }
        end = window.at - window.from;
        if (window.has()) {
            passLineEnd();
        }
    }

    private String findProblem() {
        if (window.kept() != null) {
            return "longer than %d MiB".formatted(LONGEST >> 20);
        }
        if (nul) {
            return "NUL byte";
        }
        if (unclosed) {
            return "unclosed quote";
        }
        if (afterQuote) {
            return "text after a closing quote";
        }
        if (window.bits < 0 && !text.isText(window.bytes, window.from, end)) {
            return "not " + text.charset() + " text";
        }
        return expected == 0 || cells.count() == expected
                ? null
                : "%d cells, %d expected".formatted(cells.count(), expected);
    }

    /** Tells that somebody else has taken the next lines of the window. */
    void passed(long lines) {
        nextLine += lines;
    }

    /** Whether a quote is never closed and more follows it than is kept, so that the next record cannot be found. */
    boolean lost() {
        return unclosed && window.kept() != null;
    }

    /** What is wrong with the record, or null. */
    String problem() {
        return problem;
    }

    /** The number of cells in the record. */
    int cells() {
        return cells.count();
    }

    /** Whether the bytes of a cell of this good record are its text in UTF-8. */
    boolean isUtf8(int index) {
        return !cells.hasPairs(index) && (window.bits >= 0 || text.isUtf8());
    }

    /** The cell without its quotes; null in a malformed record. */
    UTF8String cell(int index) {
        if (problem != null) {
            return null;
        }
        return text.of(
                window.bytes, window.from + cells.start(index), cells.length(index), cells.hasPairs(index), quote);
    }

    /** The record as it stands, without its line end. */
    UTF8String raw() {
        byte[] kept = window.kept();
        return kept == null ? text.repaired(window.bytes, window.from, end) : text.repaired(kept, 0, kept.length);
    }

    /** The number of the line where the record begins. */
    long line() {
        return line;
    }

    /** The offset behind the record and its line end, where the next may begin, and {@link #nextLine()} its line. */
    long nextOffset() {
        return window.offset() + (window.at - window.from);
    }

    long nextLine() {
        return nextLine;
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
