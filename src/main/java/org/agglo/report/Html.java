package org.agglo.report;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Text as HTML and XML: nothing in it is markup. */
final class Html {
    private Html() {}

    /** Safe between tags and in quoted attributes; one line. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (char c : Clean.line(text).toCharArray()) {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** The same, line by line and with its blanks, for text printed in columns. */
    static String escapeLines(String text) {
        return text.lines()
                .map(line -> " ".repeat(line.length() - line.stripLeading().length()) + columns(line.strip()))
                .collect(Collectors.joining("\n"));
    }

    /** A number as {@link Numbers} wrote it, with a true minus and powers of ten raised. */
    static String number(String text) {
        int e = text.indexOf('e');
        String signed = escape(text).replace('-', '−');
        return e < 0 ? signed : signed.replaceFirst("e(.*)$", " × 10<sup>$1</sup>");
    }

    private static String columns(String line) {
        return Arrays.stream(line.split(" ", -1)).map(Html::escape).collect(Collectors.joining(" "));
    }
}
