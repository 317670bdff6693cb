package org.agglo.ingest;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Packs rows of file, hash and whole numbers into blocks of {@link FileKeys}: a new one for each file, or when one is full. */
final class KeyBlocks implements Iterator<Row> {
    private static final int MOST = 1 << 20;
    private static final int FIRST = 1 << 10;

    private final Iterator<InternalRow> rows;
    private final long[] low;
    private final long[] high;
    private UTF8String file;
    private ByteBuffer hashes = ByteBuffer.allocate(FIRST * Long.BYTES);
    private Row ready;

    KeyBlocks(Iterator<InternalRow> rows, int ranges) {
        this.rows = rows;
        this.low = new long[ranges];
        this.high = new long[ranges];
        begin(null);
    }

    private void begin(UTF8String next) {
        file = next;
        hashes.clear();
        Arrays.fill(low, Long.MAX_VALUE);
        Arrays.fill(high, Long.MIN_VALUE);
    }

    @Override
    public boolean hasNext() {
        while (ready == null && rows.hasNext()) {
            add(rows.next());
        }
        if (ready == null && hashes.position() > 0) {
            flush(null);
        }
        return ready != null;
    }

    private void add(InternalRow row) {
        UTF8String its = row.getUTF8String(0);
        if (!its.equals(file) || hashes.position() == MOST * Long.BYTES) {
            flush(its.clone());
        }
        if (!hashes.hasRemaining()) {
            hashes = ByteBuffer.allocate(2 * hashes.capacity()).put(hashes.flip());
        }
        hashes.putLong(row.getLong(1));
        for (int i = 0; i < low.length; i++) {
            long value = row.getLong(2 + i);
            low[i] = Math.min(low[i], value);
            high[i] = Math.max(high[i], value);
        }
    }

    private void flush(UTF8String next) {
        if (hashes.position() > 0) {
            byte[] packed = Arrays.copyOf(hashes.array(), hashes.position());
            ready = RowFactory.create(file.toString(), low.clone(), high.clone(), packed);
        }
        begin(next);
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
