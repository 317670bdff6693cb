package org.agglo.ingest.csv;

import java.io.IOException;
import java.util.Iterator;
import org.agglo.spark.DataException;
import org.apache.spark.unsafe.types.UTF8String;

/** The records of one task's splits, one after the other; what cannot be read is told with file and line. */
final class SplitRecords implements RecordCursor {
    private final Iterator<CsvSplit> splits;
    private final Streams streams;
    private CsvSplit split;
    private int number;
    private RecordScanner scanner;

    SplitRecords(CsvPartition partition, Streams streams) {
        this.splits = partition.splits().iterator();
        this.streams = streams;
    }

    @Override
    public boolean next() {
        while (scanner == null || !nextInSplit()) {
            close();
            if (!splits.hasNext()) {
                return false;
            }
            open(splits.next());
        }
        return true;
    }

    @Override
    public CsvSplit split() {
        return split;
    }

    @Override
    public long line() {
        return scanner.line();
    }

    @Override
    public String problem() {
        return scanner.problem();
    }

    @Override
    public UTF8String cell(int place) {
        return scanner.cell(place);
    }

    @Override
    public UTF8String raw() {
        return scanner.raw();
    }

    @Override
    public int number() {
        return number;
    }

    /** Stands at the record. */
    RecordScanner scanner() {
        return scanner;
    }

    private boolean nextInSplit() {
        try {
            boolean found = scanner.next(split.stop(), split.broken());
            if (found && scanner.lost()) {
                throw new DataException(
                        "%s, line %d: a quote is opened here and never closed. Double it or take it away."
                                .formatted(split.file().input().path(), scanner.line()));
            }
            return found;
        } catch (IOException e) {
            throw Streams.unreadable(split.file().input().path(), scanner.line(), e);
        }
    }

    private void open(CsvSplit next) {
        split = next;
        number++;
        CsvFile file = next.file();
        try {
            scanner =
                    RecordReader.scanner(next, streams.open(file.input(), file.codec(), file.encoding(), next.start()));
        } catch (IOException e) {
            throw Streams.unreadable(file.input().path(), next.line(), e);
        }
    }

    @Override
    public void close() {
        if (scanner != null) {
            try {
                scanner.close();
            } catch (IOException e) {
                throw Streams.unreadable(split.file().input().path(), scanner.line(), e);
            }
            scanner = null;
        }
    }
}
