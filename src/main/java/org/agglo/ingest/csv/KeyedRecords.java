package org.agglo.ingest.csv;

import java.io.Closeable;
import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;

/** The records of one task's splits that have a key or are odd, many looked at together where they are plain. */
final class KeyedRecords implements Closeable {
    private final SplitRecords records;
    private final KeyHashes keys;
    private CsvSplit split;
    private int number;
    /** Null where the delimiter is not ASCII. */
    private LineIndex lines;

    /** The records now looked at: plain ones in the window, or the one where the scanner stands. */
    private boolean plain;

    private int size;
    private int at;

    KeyedRecords(CsvPartition partition, List<KeyCell> cells, Streams streams) {
        this.records = new SplitRecords(partition, streams);
        this.keys = new KeyHashes(cells);
    }

    /** Goes to the next record that has a hash or is odd; false at the end. */
    boolean next() {
        do {
            while (++at < size) {
                if (keys.state(at) != KeyHashes.NONE) {
                    return true;
                }
            }
        } while (hasPlain() || hasOne());
        return false;
    }

    /** Looks at the plain records that follow in the scanner's window. */
    private boolean hasPlain() {
        RecordScanner scanner = records.scanner();
        if (scanner == null || lines == null) {
            return false;
        }
        Window window = scanner.window;
        if (plain) {
            window.at = lines.behind();
            scanner.passed(size);
        }
        size = lines.over(window, split.stop() - window.offset() + window.from);
        plain = size > 0;
        at = -1;
        if (plain) {
            keys.of(lines, size);
        }
        return plain;
    }

    /** Looks at the next record, whatever it is. */
    private boolean hasOne() {
        size = records.next() ? 1 : 0;
        plain = false;
        at = -1;
        if (size > 0) {
            open();
            keys.of(records.scanner());
        }
        return size > 0;
    }

    private void open() {
        if (records.number() == number) {
            return;
        }
        number = records.number();
        split = records.split();
        CsvFile file = split.file();
        lines = LineIndex.of(file);
        keys.open(file);
    }

    /** The split that the record is in. */
    CsvSplit split() {
        return split;
    }

    /** The split's number, from 1. */
    int number() {
        return number;
    }

    /** Whether its key is for others to judge. */
    boolean isOdd() {
        return keys.state(at) == KeyHashes.ODD;
    }

    long hash() {
        return keys.hash(at);
    }

    /** The i-th of the key's whole numbers. */
    long whole(int i) {
        return keys.whole(at, i);
    }

    /** The line where the record begins. */
    long line() {
        RecordScanner scanner = records.scanner();
        return plain ? scanner.nextLine() + at : scanner.line();
    }

    UTF8String cell(int place) {
        return plain
                ? UTF8String.fromBytes(lines.bytes(), lines.start(at, place), lines.length(at, place))
                : records.scanner().cell(place);
    }

    /** The record as it stands, without its line end. */
    UTF8String raw() {
        if (!plain) {
            return records.scanner().raw();
        }
        int last = split.file().cells() - 1;
        int start = lines.start(at, 0);
        return UTF8String.fromBytes(lines.bytes(), start, lines.start(at, last) + lines.length(at, last) - start);
    }

    @Override
    public void close() {
        records.close();
    }
}
