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
    /** All bytes passed since the record began, or-ed: negative if one is not ASCII. */
    int bits;

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
        bits = 0;
    }

    /** The first bytes of a record that is too long, else null. */
    byte[] kept() {
        return kept;
    }

    /** Whether there is a byte at the scan's place, read now if need be. */
    boolean has() throws IOException {
        return at < limit || fill();
    }

    /** Goes on to the next byte at which to stop; false if there is none. */
    boolean to(boolean[] stops) throws IOException {
        do {
            byte[] all = bytes;
            int stop = limit;
            int i = at;
            int seen = 0;
            while (i < stop && !stops[all[i] & 0xFF]) {
                seen |= all[i++];
            }
            at = i;
            bits |= i < stop ? seen | all[i] : seen;
            if (i < stop) {
                return true;
            }
        } while (fill());
        return false;
    }

    /** Whether these bytes come next. */
    boolean isAt(byte[] text) throws IOException {
        for (int i = 0; i < text.length; i++) {
            while (at + i >= limit) {
                if (!fill()) {
                    return false;
                }
            }
            if (bytes[at + i] != text[i]) {
                return false;
            }
        }
        return true;
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
