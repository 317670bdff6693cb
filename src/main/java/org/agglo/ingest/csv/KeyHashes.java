package org.agglo.ingest.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;

/**
 * The keys of records as 64-bit hashes, the same as Spark's {@code xxhash64} of the key's columns.
 *
 * <p>Only what leaves no doubt is hashed here: a text without blanks around it, a whole number of up to eight digits. A record
 * whose key is written otherwise is odd; one whose key is empty or out of bounds has none.
 */
final class KeyHashes {
    /** The record has no key, or is not taken. */
    static final byte NONE = 0;
    /** The record has a hash. */
    static final byte HASHED = 1;
    /** Whoever knows all the rules must look at the record. */
    static final byte ODD = 2;

    private static final long SEED = 42;

    private final KeyCell[] cells;
    private final byte[][][] texts;
    /** For each cell its place in this file's records, −1 if it is the same in all of them. */
    private final int[] places;

    private final byte[][] constants;
    private final byte[] states = new byte[LineIndex.MOST];
    private final long[] hashes = new long[LineIndex.MOST];
    private final long[][] wholes;

    KeyHashes(List<KeyCell> cells) {
        this.cells = cells.toArray(KeyCell[]::new);
        this.texts = cells.stream().map(cell -> CellClass.bytes(cell.texts())).toArray(byte[][][]::new);
        this.places = new int[this.cells.length];
        this.constants = new byte[this.cells.length][];
        this.wholes = new long[wholes(cells)][LineIndex.MOST];
    }

    /** How many parts of the key are whole numbers. */
    static int wholes(List<KeyCell> cells) {
        return (int)
                cells.stream().filter(cell -> cell.kind() == KeyCell.Kind.WHOLE).count();
    }

    void open(CsvFile file) {
        for (int i = 0; i < cells.length; i++) {
            places[i] = file.places().get(cells[i].column());
            String value = places[i] < 0 ? file.folders().get(cells[i].column()) : null;
            constants[i] = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Looks at many records at once. */
    void of(LineIndex lines, int count) {
        begin(count);
        byte[] bytes = lines.bytes();
        int whole = 0;
        for (int i = 0; i < cells.length; i++) {
            if (places[i] >= 0) {
                lines.column(places[i]);
            }
            for (int record = 0; record < count; record++) {
                if (places[i] >= 0) {
                    add(i, whole, record, bytes, lines.starts()[record], lines.lengths()[record]);
                } else {
                    addConstant(i, whole, record);
                }
            }
            whole += cells[i].kind() == KeyCell.Kind.WHOLE ? 1 : 0;
        }
    }

    /** Looks at the record where the scanner stands; it is then the first. */
    void of(RecordScanner scanner) {
        begin(1);
        if (scanner.problem() != null) {
            states[0] = NONE;
            return;
        }
        int whole = 0;
        for (int i = 0; i < cells.length; i++) {
            int place = places[i];
            if (place < 0) {
                addConstant(i, whole, 0);
            } else if (scanner.isUtf8(place)) {
                int start = scanner.window.from + scanner.cells.start(place);
                add(i, whole, 0, scanner.window.bytes, start, scanner.cells.length(place));
            } else if (states[0] == HASHED) {
                states[0] = ODD;
            }
            whole += cells[i].kind() == KeyCell.Kind.WHOLE ? 1 : 0;
        }
    }

    private void begin(int count) {
        Arrays.fill(states, 0, count, HASHED);
        Arrays.fill(hashes, 0, count, SEED);
    }

    private void addConstant(int cell, int whole, int record) {
        byte[] text = constants[cell];
        if (text == null) {
            states[record] = NONE;
        } else {
            add(cell, whole, record, text, 0, text.length);
        }
    }

    private void add(int cell, int whole, int record, byte[] bytes, int start, int length) {
        if (states[record] == NONE) {
            return;
        }
        byte state = switch (cells[cell].kind()) {
            case TEXT -> text(cell, record, bytes, start, length);
            case WHOLE -> whole(cell, whole, record, bytes, start, length);
            case FILTER -> isListed(cell, bytes, start, length) ? HASHED : NONE;
        };
        if (state != HASHED) {
            states[record] = state;
        }
    }

    private byte text(int cell, int record, byte[] bytes, int start, int length) {
        if (length == 0 || isListed(cell, bytes, start, length)) {
            return NONE;
        }
        if (bytes[start] == ' ') {
            return ODD;
        }
        hashes[record] =
                XXH64.hashUnsafeBytes(bytes, (long) Platform.BYTE_ARRAY_OFFSET + start, length, hashes[record]);
        return HASHED;
    }

    private byte whole(int cell, int whole, int record, byte[] bytes, int start, int length) {
        if (length == 0 || isListed(cell, bytes, start, length)) {
            return NONE;
        }
        long value = length <= Long.BYTES ? Digits.of(bytes, start, length) : -1;
        if (value < 0) {
            return ODD;
        }
        if (value < cells[cell].min() || value > cells[cell].max()) {
            return NONE;
        }
        wholes[whole][record] = value;
        hashes[record] = XXH64.hashLong(value, hashes[record]);
        return HASHED;
    }

    private boolean isListed(int cell, byte[] bytes, int start, int length) {
        return CellClass.isOneOf(texts[cell], bytes, start, length);
    }

    byte state(int record) {
        return states[record];
    }

    long hash(int record) {
        return hashes[record];
    }

    /** The i-th of the key's whole numbers. */
    long whole(int record, int i) {
        return wholes[i][record];
    }
}
