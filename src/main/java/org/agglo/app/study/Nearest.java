package org.agglo.app.study;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known name that a mistyped one is likely to mean. */
public final class Nearest {
    private Nearest() {}

    /** {@code ; did you mean 'columns'?}, or nothing if no known name is near. */
    public static String hint(String name, Collection<String> known) {
        return of(name, known).map("; did you mean '%s'?"::formatted).orElse("");
    }

    /** The hint, or all known names where none is near. */
    public static String hintOrAll(String name, Collection<String> known) {
        return of(name, known).map("; did you mean '%s'?"::formatted).orElse("; known are " + String.join(", ", known));
    }

    /** The known name that takes the fewest edits, at most a third of the letters. */
    public static Optional<String> of(String name, Collection<String> known) {
        String best = null;
        int least = Math.max(1, Math.min(name.length() / 3, 4)) + 1;
        for (String candidate : known) {
            int edits = edits(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (edits < least && edits < name.length()) {
                least = edits;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Letters inserted, left out, replaced, or swapped with their neighbour (optimal string alignment). */
    static int edits(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(d[i - 1][j - 1] + cost, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
    }
}
