package org.agglo.app.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Text as a terminal may have it: names from files can hold characters that a terminal obeys, such as those that clear it or
 * write elsewhere. All control characters but line ends and tabs become U+FFFD.
 */
final class Harmless extends FilterWriter {
    private static final char REPLACEMENT = '\uFFFD';

    Harmless(Writer out) {
        super(out);
    }

    @Override
    public void write(int c) throws IOException {
        out.write(harmless((char) c));
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        char[] clean = new char[length];
        for (int i = 0; i < length; i++) {
            clean[i] = harmless(text[from + i]);
        }
        out.write(clean, 0, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        write(text.toCharArray(), from, length);
    }

    private static char harmless(char c) {
        boolean turns = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
        return turns || (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') ? REPLACEMENT : c;
    }
}
