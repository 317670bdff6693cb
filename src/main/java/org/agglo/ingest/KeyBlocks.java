package org.agglo.ingest;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.agglo.ingest.csv.KeyBlock;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Packs rows of file, hash and whole numbers into blocks of {@link FileKeys}: a new one for each file, or when one is full.
 * Rows that are blocks already, as a scan for keys has them, pass.
 */
final class KeyBlocks implements Iterator<Row> {
    private final Iterator<InternalRow> rows;
    private final int wholes;
    /** Where a row that is a block has its ranges and hashes; −1 if no row is one. */
    private final int packed;

    private final KeyBlock block;
    private UTF8String file;
    private Row ready;

    KeyBlocks(Iterator<InternalRow> rows, int wholes, boolean scanned) {
        this.rows = rows;
        this.wholes = wholes;
        this.packed = scanned ? 2 + wholes : -1;
        this.block = new KeyBlock(wholes);
    }

    @Override
    public boolean hasNext() {
        while (ready == null && rows.hasNext()) {
            take(rows.next());
        }
        if (ready == null && !block.isEmpty()) {
            flush(null);
        }
        return ready != null;
    }

    private void take(InternalRow row) {
        if (packed >= 0 && !row.isNullAt(packed + 2)) {
            ready = RowFactory.create(
                    row.getString(0),
                    row.getArray(packed).toLongArray(),
                    row.getArray(packed + 1).toLongArray(),
                    row.getBinary(packed + 2));
        } else {
            add(row);
        }
    }

    private void add(InternalRow row) {
        UTF8String its = row.getUTF8String(0);
        if (!its.equals(file) || block.isFull()) {
            flush(its.clone());
        }
        block.add(row.getLong(1));
        for (int i = 0; i < wholes; i++) {
            block.range(i, row.getLong(2 + i));
        }
    }

    private void flush(UTF8String next) {
        if (!block.isEmpty()) {
            ready = RowFactory.create(file.toString(), block.low(), block.high(), block.hashes());
        }
        block.clear();
        file = next;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Row result = ready;
        ready = null;
        return result;
    }
}
