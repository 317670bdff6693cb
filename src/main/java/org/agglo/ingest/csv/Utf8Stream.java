package org.agglo.ingest.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text of any encoding as UTF-8. What cannot be decoded becomes the byte 0xFF, which UTF-8 never holds, so that the
 * scanner finds the record it is in.
 */
final class Utf8Stream extends InputStream {
    private static final int SIZE = 1 << 16;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith(new byte[] {'?'});
    private final ByteBuffer undecoded = ByteBuffer.allocate(SIZE).flip();
    private final CharBuffer chars = CharBuffer.allocate(SIZE).flip();
    private final ByteBuffer ready = ByteBuffer.allocate(4 * SIZE).flip();
    private boolean inputEnded;
    private boolean ended;

    Utf8Stream(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ready.hasRemaining()) {
            if (ended) {
                return -1;
            }
            refill();
        }
        int count = Math.min(length, ready.remaining());
        ready.get(into, offset, count);
        return count;
    }

    private void refill() throws IOException {
        if (!inputEnded) {
            undecoded.compact();
            int count = in.read(undecoded.array(), undecoded.position(), undecoded.remaining());
            inputEnded = count < 0;
            undecoded.position(undecoded.position() + Math.max(count, 0));
            undecoded.flip();
        }
        chars.compact();
        CoderResult result = decoder.decode(undecoded, chars, inputEnded);
        chars.flip();
        ready.clear();
        encoder.encode(chars, ready, false);
        if (result.isError()) {
            undecoded.position(undecoded.position() + result.length());
            ready.put((byte) 0xFF);
        } else {
            ended = inputEnded && !undecoded.hasRemaining();
        }
        ready.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
