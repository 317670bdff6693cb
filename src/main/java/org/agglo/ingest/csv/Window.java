package org.agglo.ingest.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a stream that holds the current record. It moves on with {@link #fill()} and grows with the record, up to a
 * longest; of a longer record only the first bytes are kept.
 *
 * <p>The fields are open to the scanner, whose loops run over them.
 */
final class Window implements Closeable {
    private static final int KEPT = 1000;

    private final InputStream in;
    private final int longest;
    /** The offset of {@code bytes[0]} in the stream. */
    private long base;

    private byte[] kept;

    byte[] bytes;
    /** Where the record begins. */
    int from;
    /** Where the scan is. */
    int at;
    /** Where the bytes end. */
    int limit;

    Window(InputStream in, long offset, int size, int longest) {
        this.in = in;
        this.base = offset;
        this.bytes = new byte[size];
        this.longest = longest;
    }

    /** The record's offset in the stream. */
    long offset() {
        return base + from;
    }

    /** Begins a record where the scan is. */
    void begin() {
        from = at;
        kept = null;
    }

    /** The first bytes of a record that is too long, else null. */
    byte[] kept() {
        return kept;
    }

    /** Whether there is a byte at the scan's place, read now if need be. */
    boolean has() throws IOException {
        return at < limit || fill();
    }

    /** Reads more behind the record's bytes, which move to the front; false at the stream's end. */
    boolean fill() throws IOException {
        if (limit == bytes.length) {
            makeRoom();
        }
        int count = in.read(bytes, limit, bytes.length - limit);
        limit += Math.max(count, 0);
        return count > 0;
    }

    private void makeRoom() {
        if (from == 0 && bytes.length >= longest) {
            kept = kept == null ? Arrays.copyOf(bytes, Math.min(KEPT, limit)) : kept;
            from = at;
        }
        if (from == 0) {
            bytes = Arrays.copyOf(bytes, Math.min(2 * bytes.length, longest));
            return;
        }
        System.arraycopy(bytes, from, bytes, 0, limit - from);
        base += from;
        at -= from;
        limit -= from;
        from = 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
