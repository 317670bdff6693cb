package org.agglo.regression;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Messages that point at a character of a formula, and the nearest of known names. */
final class Caret {
    private Caret() {}

    static IllegalArgumentException error(String formula, int position, String problem) {
        return new IllegalArgumentException(message(formula, position, problem));
    }

    /** The problem, then the formula, then a caret under the character. */
    static String message(String formula, int position, String problem) {
        return "%s at character %d:%n  %s%n  %s^"
                .formatted(problem, position + 1, formula.replaceAll("\\s", " "), " ".repeat(position));
    }

    /** ", did you mean 'log'?" if one of the known names is near, else nothing. */
    static String suggestion(String name, Collection<String> known) {
        return nearest(name, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }

    private static Optional<String> nearest(String name, Collection<String> known) {
        String best = null;
        int least = Math.max(1, name.length() / 3) + 1;
        for (String candidate : known) {
            int edits = edits(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (edits < least) {
                least = edits;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
