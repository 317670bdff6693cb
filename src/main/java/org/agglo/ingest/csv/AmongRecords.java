package org.agglo.ingest.csv;

import org.apache.spark.unsafe.types.UTF8String;

/** The records of one task whose key has one of some hashes, or is odd. */
final class AmongRecords implements RecordCursor {
    private final KeyedRecords records;
    private final LongSet hashes;

    AmongRecords(KeyedRecords records, LongSet hashes) {
        this.records = records;
        this.hashes = hashes;
    }

    @Override
    public boolean next() {
        while (records.next()) {
            if (records.isOdd() || hashes.contains(records.hash())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public CsvSplit split() {
        return records.split();
    }

    @Override
    public int number() {
        return records.number();
    }

    @Override
    public long line() {
        return records.line();
    }

    @Override
    public String problem() {
        return null;
    }

    @Override
    public UTF8String cell(int place) {
        return records.cell(place);
    }

    @Override
    public UTF8String raw() {
        return records.raw();
    }

    @Override
    public void close() {
        records.close();
    }
}
