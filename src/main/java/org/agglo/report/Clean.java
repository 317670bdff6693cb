package org.agglo.report;

/** Text from files and users, made safe to print: one line, no control characters, nothing that turns the writing. */
final class Clean {
    private static final int REPLACEMENT = 0xFFFD;

    private Clean() {}

    /**
     * One line: runs of white space become one blank; control characters, halves of surrogate pairs and marks that
     * reverse the direction of writing become U+FFFD.
     */
    static String line(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        boolean blank = false;
        for (int c : text.codePoints().toArray()) {
            boolean space = Character.isWhitespace(c);
            if (!space) {
                clean.appendCodePoint(forbidden(c) ? REPLACEMENT : c);
            } else if (!blank) {
                clean.append(' ');
            }
            blank = space;
        }
        return clean.toString().strip();
    }

    private static boolean forbidden(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.SURROGATE
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || (c & 0xFFFE) == 0xFFFE;
    }
}
