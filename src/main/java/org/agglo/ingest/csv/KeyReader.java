package org.agglo.ingest.csv;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * One task's keys: blocks of hashes, each of one file; and rows with the texts of the records whose keys are odd, for whoever
 * knows all the rules.
 */
final class KeyReader implements PartitionReader<InternalRow> {
    private final KeyedRecords records;
    private final StructType required;
    private final SpecificInternalRow row;
    private final KeyBlock block;
    private final int wholes;
    /** The last record's split, of whose file the block is, and its number. */
    private CsvSplit split;

    private int number;

    /** Whether the record has not been looked at, being of another file than the block. */
    private boolean waiting;

    private boolean odd;

    KeyReader(CsvPartition partition, List<KeyCell> cells, StructType required, Streams streams) {
        this.records = new KeyedRecords(partition, cells, streams);
        this.required = required;
        this.row = new SpecificInternalRow(required);
        this.wholes = KeyHashes.wholes(cells);
        this.block = new KeyBlock(wholes);
    }

    @Override
    public boolean next() {
        if (!odd) {
            block.clear();
        }
        odd = false;
        while (!block.isFull() && (waiting || records.next())) {
            waiting = records.number() != number && isOfAnotherFile();
            if (waiting) {
                return true;
            }
            number = records.number();
            split = records.split();
            if (records.isOdd()) {
                odd = true;
                return true;
            }
            add();
        }
        return !block.isEmpty();
    }

    /** Whether the block is to be handed on before the record is looked at. */
    private boolean isOfAnotherFile() {
        return !block.isEmpty()
                && !records.split()
                        .file()
                        .input()
                        .path()
                        .equals(split.file().input().path());
    }

    private void add() {
        block.add(records.hash());
        for (int i = 0; i < wholes; i++) {
            block.range(i, records.whole(i));
        }
    }

    @Override
    public InternalRow get() {
        for (int i = 0; i < required.length(); i++) {
            row.update(i, value(required.fieldNames()[i]));
        }
        return row;
    }

    private Object value(String column) {
        return switch (column) {
            case CsvReader.FILE -> UTF8String.fromString(split.file().input().path());
            case CsvReader.PROBLEM -> null;
            case CsvReader.LOW -> odd ? null : new GenericArrayData(block.low());
            case CsvReader.HIGH -> odd ? null : new GenericArrayData(block.high());
            case CsvReader.HASHES -> odd ? null : block.hashes();
            default -> odd ? text(Integer.parseInt(column.substring(1)), split.file()) : null;
        };
    }

    private UTF8String text(int column, CsvFile file) {
        int place = file.places().get(column);
        return place < 0 ? UTF8String.fromString(file.folders().get(column)) : records.cell(place);
    }

    @Override
    public void close() {
        records.close();
    }
}
