package org.agglo.ingest.csv;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Hashes of one file's keys, 8 bytes each, with the range of each whole number among the keys. */
public final class KeyBlock {
    /** As many hashes and it is time to hand them on. */
    private static final int MOST = 1 << 20;

    private static final int FIRST = 1 << 10;

    private final long[] low;
    private final long[] high;
    private ByteBuffer hashes = ByteBuffer.allocate(FIRST * Long.BYTES);

    /** @param wholes how many parts of a key are whole numbers */
    public KeyBlock(int wholes) {
        low = new long[wholes];
        high = new long[wholes];
        clear();
    }

    public void clear() {
        hashes.clear();
        Arrays.fill(low, Long.MAX_VALUE);
        Arrays.fill(high, Long.MIN_VALUE);
    }

    public boolean isEmpty() {
        return hashes.position() == 0;
    }

    public boolean isFull() {
        return hashes.position() == MOST * Long.BYTES;
    }

    public void add(long hash) {
        if (!hashes.hasRemaining()) {
            hashes = ByteBuffer.allocate(2 * hashes.capacity()).put(hashes.flip());
        }
        hashes.putLong(hash);
    }

    /** Tells the i-th whole number of a key. */
    public void range(int i, long value) {
        low[i] = Math.min(low[i], value);
        high[i] = Math.max(high[i], value);
    }

    public long[] low() {
        return low.clone();
    }

    public long[] high() {
        return high.clone();
    }

    public byte[] hashes() {
        return Arrays.copyOf(hashes.array(), hashes.position());
    }
}
