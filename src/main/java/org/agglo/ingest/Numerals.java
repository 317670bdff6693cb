package org.agglo.ingest;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How numbers are written in text.
 *
 * @param point between whole and fraction
 * @param grouping between groups of three digits, empty for none; a blank stands for the no-break blanks too, an apostrophe
 *     for the typographic one
 */
public record Numerals(char point, Optional<Character> grouping) {
    /** 1234.5. */
    public static final Numerals PLAIN = new Numerals('.', Optional.empty());

    /** A number so written; groups are complete or there are none, so that 1.5 is no thousand and a half. */
    String pattern() {
        String fraction = Pattern.quote(String.valueOf(point));
        String whole = grouping.isEmpty() ? "\\d+" : "(?:\\d{1,3}(?:" + between() + "\\d{3})+|\\d+)";
        return "^\\s*[+-]?(?:%s(?:%s\\d*)?|%s\\d+)(?:[eE][+-]?\\d+)?\\s*$".formatted(whole, fraction, fraction);
    }

    /** What may stand between groups; nothing at all if there are none. */
    String between() {
        return switch (grouping.orElse('\0').charValue()) {
            case '\0' -> "(?!)";
            case ' ' -> "[ \\u00a0\\u202f]";
            case '\'' -> "['\\u2019]";
            default -> Pattern.quote(String.valueOf(grouping.get()));
        };
    }
}
