package org.agglo.ingest.csv;

import java.io.InputStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * One task's records as Spark's rows. The row is filled anew for each record and its text points into the scanner's
 * buffer: whoever keeps a row copies it, as everywhere in Spark.
 */
final class RecordReader implements PartitionReader<InternalRow> {
    private static final int FILE = -1;
    private static final int ROW = -2;
    private static final int PROBLEM = -3;
    private static final int RAW = -4;

    private final RecordCursor records;
    /** For each column of the row: which wanted header, or one of the above. */
    private final int[] what;
    /** For each column of the row: its place in this file's records, −1 if it is the same in all of them. */
    private final int[] places;

    private final SpecificInternalRow row;
    private int split;

    RecordReader(RecordCursor records, StructType required) {
        this.records = records;
        this.row = new SpecificInternalRow(required);
        this.what = new int[required.length()];
        this.places = new int[required.length()];
        for (int i = 0; i < what.length; i++) {
            what[i] = switch (required.fieldNames()[i]) {
                case CsvReader.FILE -> FILE;
                case CsvReader.ROW -> ROW;
                case CsvReader.PROBLEM -> PROBLEM;
                case CsvReader.RAW -> RAW;
                default -> Integer.parseInt(required.fieldNames()[i].substring(1));
            };
        }
    }

    /** The scanner of a split, on a stream that begins where the split does. */
    static RecordScanner scanner(CsvSplit split, InputStream in) {
        CsvFile file = split.file();
        return new RecordScanner(
                in, file.charset(), file.delimiter(), file.quote(), file.cells(), split.start(), split.line());
    }

    @Override
    public boolean next() {
        boolean found = records.next();
        if (found && records.number() != split) {
            split = records.number();
            open(records.split().file());
        }
        return found;
    }

    private void open(CsvFile file) {
        for (int i = 0; i < what.length; i++) {
            places[i] = what[i] < 0 ? -1 : file.places().get(what[i]);
            if (what[i] == FILE) {
                row.update(i, UTF8String.fromString(file.input().path()));
            } else if (what[i] >= 0 && places[i] < 0) {
                row.update(i, UTF8String.fromString(file.folders().get(what[i])));
            }
        }
    }

    @Override
    public InternalRow get() {
        for (int i = 0; i < what.length; i++) {
            if (places[i] >= 0) {
                set(i, records.cell(places[i]));
            } else if (what[i] == ROW) {
                row.setLong(i, records.line());
            } else if (what[i] == PROBLEM) {
                set(i, UTF8String.fromString(records.problem()));
            } else if (what[i] == RAW) {
                row.update(i, records.raw());
            }
        }
        return row;
    }

    private void set(int column, UTF8String text) {
        if (text == null) {
            row.setNullAt(column);
        } else {
            row.update(column, text);
        }
    }

    @Override
    public void close() {
        records.close();
    }
}
