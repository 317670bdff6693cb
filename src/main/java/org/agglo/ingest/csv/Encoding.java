package org.agglo.ingest.csv;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;
import org.agglo.spark.DataException;

/**
 * How a file's bytes become text.
 *
 * @param charset Java's name
 * @param mark bytes of the byte-order mark to skip
 * @param direct whether the scanner works on the bytes as they are: the delimiter, quote and line ends are then never
 *     part of another character. Else the bytes are turned into UTF-8 first, and the file cannot be split.
 */
record Encoding(String charset, int mark, boolean direct) implements Serializable {
    /** Their second bytes are at least 0x30 (GB18030) or 0x40, so marks below that, and from 0x3A to 0x3F, are safe. */
    private static final Set<String> DOUBLE_BYTE =
            Set.of("GBK", "GB2312", "GB18030", "BIG5", "BIG5-HKSCS", "EUC-JP", "EUC-KR", "SHIFT_JIS", "WINDOWS-31J");

    /** The encoding that the first bytes tell, else the declared one. */
    static Encoding of(byte[] first, String declared, char delimiter) {
        if (startsWith(first, 0xEF, 0xBB, 0xBF)) {
            return of(StandardCharsets.UTF_8, 3, delimiter);
        }
        if (startsWith(first, 0xFF, 0xFE, 0, 0) || startsWith(first, 0, 0, 0xFE, 0xFF)) {
            return of(Charset.forName(first[0] == 0 ? "UTF-32BE" : "UTF-32LE"), 4, delimiter);
        }
        if (startsWith(first, 0xFF, 0xFE)) {
            return of(StandardCharsets.UTF_16LE, 2, delimiter);
        }
        if (startsWith(first, 0xFE, 0xFF)) {
            return of(StandardCharsets.UTF_16BE, 2, delimiter);
        }
        return of(charset(declared), 0, delimiter);
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new DataException(
                    "No encoding is called \"%s\". Known are UTF-8, UTF-16, ISO-8859-1, windows-1252, GB18030, …"
                            .formatted(name),
                    e);
        }
    }

    private static Encoding of(Charset charset, int mark, char delimiter) {
        return new Encoding(charset.name(), mark, isDirect(charset, delimiter));
    }

    private static boolean isDirect(Charset charset, char delimiter) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return true;
        }
        boolean asciiInside =
                "\"\r\n ,;0Az".equals(new String("\"\r\n ,;0Az".getBytes(StandardCharsets.US_ASCII), charset));
        if (!asciiInside || !charset.canEncode()) {
            return false;
        }
        if (DOUBLE_BYTE.contains(charset.name().toUpperCase(Locale.ROOT))) {
            return delimiter < 0x30 || (delimiter >= 0x3A && delimiter < 0x40);
        }
        return charset.newEncoder().maxBytesPerChar() == 1
                && charset.newEncoder().canEncode(delimiter);
    }

    /** The charset of the bytes that the scanner sees. */
    Charset scanned() {
        return direct ? Charset.forName(charset) : StandardCharsets.UTF_8;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
