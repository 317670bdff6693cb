package org.agglo.ingest.csv;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The bytes of a gzip file (RFC 1952): of all its members, each held against its checksum and length. Zeros behind the last
 * one are padding, as gzip itself takes them; any other bytes are an error, so that nothing is left out without a word.
 */
final class Gunzip extends InputStream {
    /** What is said of bytes that are no member. */
    static final String NO_GZIP = "not a gzip file";

    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private boolean ended;

    Gunzip(InputStream in) throws IOException {
        this.in = in;
        header(next());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (!ended && length > 0) {
            int count = inflated(into, offset, length);
            if (count > 0) {
                crc.update(into, offset, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsInput()) {
                if (!fill()) {
                    throw cutOff();
                }
                inflater.setInput(buffer, 0, limit);
                at = limit;
            } else {
                throw new IOException("the packed data are damaged");
            }
        }
        return length == 0 ? 0 : -1;
    }

    private int inflated(byte[] into, int offset, int length) throws IOException {
        try {
            return inflater.inflate(into, offset, length);
        } catch (DataFormatException e) {
            throw new IOException("the packed data are damaged", e);
        }
    }

    private void endMember() throws IOException {
        at = limit - inflater.getRemaining();
        long sum = little(4);
        long size = little(4);
        if (sum != crc.getValue() || size != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw new IOException("the packed data do not fit their checksum");
        }
        int behind = maybe();
        if (behind > 0) {
            header(behind);
            return;
        }
        while (behind == 0) {
            behind = maybe();
        }
        if (behind > 0) {
            throw new IOException(NO_GZIP);
        }
        ended = true;
    }

    private void header(int first) throws IOException {
        if (first != MAGIC_1 || maybe() != MAGIC_2 || maybe() != DEFLATE) {
            throw new IOException(NO_GZIP);
        }
        int flags = next();
        little(6);
        if ((flags & EXTRA) != 0) {
            little((int) little(2));
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            little(2);
        }
        crc.reset();
        inflater.reset();
        inflater.setInput(buffer, at, limit - at);
    }

    private void skipText() throws IOException {
        int character = next();
        while (character != 0) {
            character = next();
        }
    }

    /** A number of so many bytes, the least first; of more than eight nothing is meant. */
    private long little(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) next() << (8 * i);
        }
        return value;
    }

    private int next() throws IOException {
        int value = maybe();
        if (value < 0) {
            throw cutOff();
        }
        return value;
    }

    private static EOFException cutOff() {
        return new EOFException("Unexpected end of input stream");
    }

    /** The next byte; −1 at the file's end. */
    private int maybe() throws IOException {
        return at < limit || fill() ? buffer[at++] & 0xFF : -1;
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
