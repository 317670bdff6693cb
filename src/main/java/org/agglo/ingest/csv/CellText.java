package org.agglo.ingest.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.apache.spark.unsafe.types.UTF8String;

/** Bytes of one charset as Spark's text. ASCII and UTF-8 are not copied. */
final class CellText {
    private final Charset charset;
    private final CharsetDecoder decoder;

    CellText(Charset charset) {
        this.charset = charset;
        this.decoder = charset.equals(StandardCharsets.UTF_8) ? null : charset.newDecoder();
    }

    String charset() {
        return charset.name();
    }

    boolean isUtf8() {
        return decoder == null;
    }

    /** Whether the bytes are text in this charset. */
    boolean isText(byte[] bytes, int start, int length) {
        if (decoder == null) {
            return UTF8String.fromBytes(bytes, start, length).isValid();
        }
        try {
            decoder.decode(ByteBuffer.wrap(bytes, start, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The text of a cell. */
    UTF8String of(byte[] bytes, int start, int length, boolean doubled, char quote) {
        return doubled ? ofDoubled(bytes, start, length, quote) : of(bytes, start, length);
    }

    /** The text; it points into the bytes where it can. */
    UTF8String of(byte[] bytes, int start, int length) {
        return decoder == null || isAscii(bytes, start, length)
                ? UTF8String.fromBytes(bytes, start, length)
                : UTF8String.fromString(new String(bytes, start, length, charset));
    }

    /** The text of a quoted cell in which quotes are doubled. */
    UTF8String ofDoubled(byte[] bytes, int start, int length, char quote) {
        byte[] single = new byte[length];
        int count = 0;
        for (int i = start; i < start + length; i++) {
            single[count++] = bytes[i];
            if (bytes[i] == quote) {
                i++;
            }
        }
        return of(single, 0, count);
    }

    /** The text, with a mark (U+FFFD) for what is none. */
    UTF8String repaired(byte[] bytes, int start, int length) {
        return UTF8String.fromString(new String(bytes, start, length, charset));
    }

    private static boolean isAscii(byte[] bytes, int start, int length) {
        int bits = 0;
        for (int i = start; i < start + length; i++) {
            bits |= bytes[i];
        }
        return bits >= 0;
    }
}
