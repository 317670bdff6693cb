package org.agglo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How wide text is, in the columns of a terminal and in the ems of a picture, and how it wraps to a width. */
final class Widths {
    private Widths() {}

    /** Columns of a terminal: two for East Asian wide characters and emoji, none for combining marks. */
    static int columns(String text) {
        return text.codePoints().map(Widths::columns).sum();
    }

    /**
     * Width in ems, estimated a little too wide: a picture is laid out without its fonts, which differ by machine, and
     * DejaVu Sans is the widest that we expect.
     */
    static double ems(String text) {
        return text.codePoints().mapToDouble(Widths::ems).sum();
    }

    /** Lines no wider than {@code width}, broken between words, or within a word that is too long; at least one line. */
    static List<String> wrap(String text, double width, ToDoubleFunction<String> measure) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            String rest = word;
            if (line.length() > 0 && measure.applyAsDouble(line + " " + rest) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (measure.applyAsDouble(rest) > width && rest.codePointCount(0, rest.length()) > 1) {
                int cut = prefix(rest, width, measure);
                lines.add(rest.substring(0, cut));
                rest = rest.substring(cut);
            }
            line.append(line.length() > 0 ? " " : "").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The text, or its beginning and an ellipsis if it is wider than {@code width}. */
    static String shorten(String text, double width, ToDoubleFunction<String> measure) {
        if (measure.applyAsDouble(text) <= width) {
            return text;
        }
        int cut = prefix(text, width - measure.applyAsDouble("…"), measure);
        return text.substring(0, cut).stripTrailing() + "…";
    }

    /** Chars of the longest beginning that fits; at least one character. */
    private static int prefix(String text, double width, ToDoubleFunction<String> measure) {
        int cut = text.offsetByCodePoints(0, 1);
        while (cut < text.length()
                && measure.applyAsDouble(text.substring(0, text.offsetByCodePoints(cut, 1))) <= width) {
            cut = text.offsetByCodePoints(cut, 1);
        }
        return cut;
    }

    private static int columns(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return wide(c) ? 2 : 1;
    }

    private static boolean wide(int c) {
        return within(c, 0x1100, 0x115F)
                || within(c, 0x2E80, 0x303E)
                || within(c, 0x3041, 0xA4CF)
                || within(c, 0xAC00, 0xD7A3)
                || within(c, 0xF900, 0xFAFF)
                || within(c, 0xFE30, 0xFE6F)
                || within(c, 0xFF00, 0xFF60)
                || within(c, 0xFFE0, 0xFFE6)
                || within(c, 0x1F300, 0x1FAFF)
                || within(c, 0x20000, 0x3FFFD);
    }

    private static boolean within(int c, int from, int to) {
        return c >= from && c <= to;
    }

    private static double ems(int c) {
        if (columns(c) != 1) {
            return columns(c) == 2 ? 1.04 : 0;
        }
        if ("iljI.,:;'|!()[]/\\ ".indexOf(c) >= 0) {
            return 0.40;
        }
        if ("mwMWOQG%@—…".indexOf(c) >= 0) {
            return 0.98;
        }
        return Character.isUpperCase(c) || c == '+' || c == '=' || c == '~' || c == '<' || c == '>' || c > 0x24F
                ? 0.80
                : 0.64;
    }
}
