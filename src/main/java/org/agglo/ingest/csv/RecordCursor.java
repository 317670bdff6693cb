package org.agglo.ingest.csv;

import java.io.Closeable;
import org.apache.spark.unsafe.types.UTF8String;

/** One task's records, or some of them, one after the other. */
interface RecordCursor extends Closeable {
    /** Goes to the next record; false at the end. */
    boolean next();

    /** The split that the record is in. */
    CsvSplit split();

    /** The split's number, from 1. */
    int number();

    /** The number of the line where the record begins. */
    long line();

    /** What is wrong with the record, or null. */
    String problem();

    /** The cell without its quotes; null in a malformed record. */
    UTF8String cell(int place);

    /** The record as it stands, without its line end. */
    UTF8String raw();

    @Override
    void close();
}
