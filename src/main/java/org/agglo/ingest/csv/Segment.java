package org.agglo.ingest.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a range of bytes does to a scan that enters it, for each of the states in which it may: whether it starts inside
 * quotes is known only when everything before has been seen. Ranges are scanned in parallel and then chained.
 *
 * @param lines line ends in the range; a CR before an LF is none
 * @param lanes the outcome by {@link #CELL}, {@link #PLAIN}, {@link #QUOTED}, {@link #QUOTE}
 */
record Segment(long lines, List<Lane> lanes) implements Serializable {
    /** A cell begins. */
    static final int CELL = 0;
    /** In a cell without quotes, or behind a quoted one. */
    static final int PLAIN = 1;
    /** Inside quotes. */
    static final int QUOTED = 2;
    /** Behind a quote inside quotes: it closes the cell unless another follows. */
    static final int QUOTE = 3;

    /**
     * @param first offset behind the first line end outside quotes, −1 for none; {@code firstLine} line ends up to it
     * @param last the same for the last
     * @param end the state behind the range
     */
    record Lane(long first, long firstLine, long last, long lastLine, int end) implements Serializable {}

    /** Scans {@code length} bytes of the stream, whose first has the offset {@code start}. */
    static Segment scan(InputStream in, long start, long length, char delimiter, char quote) throws IOException {
        return new Scan(start, (byte) delimiter, quote).run(in, length);
    }

    /** The four scans side by side. They differ at quotes and line ends only, so that other bytes cost nothing. */
    private static final class Scan {
        private static final int LANES = 4;

        private static final long LINE_FEEDS = Words.of('\n');
        private static final long RETURNS = Words.of('\r');

        /** Eight quotes; eight line feeds where there is no quote. */
        private final long quotes;

        private final long start;
        private final byte delimiter;
        private final char quote;
        private final boolean[] inside = {false, false, true, false};
        /** The offset of the last quote that may have closed a cell. */
        private final long[] closing;

        private final long[] first = new long[LANES];
        private final long[] firstLine = new long[LANES];
        private final long[] last = new long[LANES];
        private final long[] lastLine = new long[LANES];
        private long lines;
        private byte previous;
        private boolean carriageReturn;

        Scan(long start, byte delimiter, char quote) {
            this.start = start;
            this.delimiter = delimiter;
            this.quote = quote;
            this.quotes = quote == CsvReader.NO_QUOTE ? LINE_FEEDS : Words.of(quote);
            this.closing = new long[] {-2, -2, -2, start - 1};
            Arrays.fill(first, -1);
            Arrays.fill(last, -1);
        }

        Segment run(InputStream in, long length) throws IOException {
            byte[] chunk = new byte[1 << 18];
            long offset = start;
            long stop = start + length;
            while (offset < stop) {
                int count = in.read(chunk, 0, (int) Math.min(chunk.length, stop - offset));
                if (count < 0) {
                    break;
                }
                chunk(chunk, count, offset);
                offset += count;
            }
            boolean lineEnd = previous == '\n';
            if (carriageReturn && in.read() != '\n') {
                endLine(offset);
                lineEnd = true;
            }
            return result(offset, lineEnd || previous == delimiter);
        }

        private void chunk(byte[] chunk, int count, long offset) {
            if (carriageReturn && count > 0 && chunk[0] != '\n') {
                endLine(offset);
            }
            carriageReturn = false;
            int at = 0;
            for (; at <= count - Long.BYTES; at += Long.BYTES) {
                long word = Words.at(chunk, at);
                long marks = Words.zeros(word ^ LINE_FEEDS) | Words.zeros(word ^ RETURNS) | Words.zeros(word ^ quotes);
                for (; marks != 0; marks &= marks - 1) {
                    special(chunk, at + Words.first(marks), count, offset);
                }
            }
            for (; at < count; at++) {
                if (chunk[at] == '\n' || chunk[at] == '\r' || (chunk[at] == quote && quote != CsvReader.NO_QUOTE)) {
                    special(chunk, at, count, offset);
                }
            }
            previous = count > 0 ? chunk[count - 1] : previous;
        }

        /** Takes a quote or a byte of a line end. */
        private void special(byte[] chunk, int at, int count, long offset) {
            byte b = chunk[at];
            if (b == '\n') {
                endLine(offset + at + 1);
            } else if (b == quote) {
                quote(offset + at, at == 0 ? previous : chunk[at - 1]);
            } else if (at + 1 == count) {
                carriageReturn = true;
            } else if (chunk[at + 1] != '\n') {
                endLine(offset + at + 1);
            }
        }

        private void quote(long offset, byte before) {
            boolean cell = before == delimiter || before == '\n' || before == '\r';
            for (int lane = 0; lane < LANES; lane++) {
                if (inside[lane]) {
                    inside[lane] = false;
                    closing[lane] = offset;
                } else {
                    inside[lane] = closing[lane] == offset - 1 || (offset == start ? lane == CELL : cell);
                }
            }
        }

        private void endLine(long behind) {
            lines++;
            for (int lane = 0; lane < LANES; lane++) {
                if (!inside[lane]) {
                    if (first[lane] < 0) {
                        first[lane] = behind;
                        firstLine[lane] = lines;
                    }
                    last[lane] = behind;
                    lastLine[lane] = lines;
                }
            }
        }

        private Segment result(long stop, boolean cell) {
            List<Lane> lanes = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                int end = cell ? CELL : PLAIN;
                if (inside[lane]) {
                    end = QUOTED;
                } else if (closing[lane] == stop - 1) {
                    end = QUOTE;
                }
                lanes.add(new Lane(first[lane], firstLine[lane], last[lane], lastLine[lane], end));
            }
            return new Segment(lines, lanes);
        }
    }
}
