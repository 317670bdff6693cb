package org.agglo.app.study;

import java.util.Comparator;

/**
 * One thing wrong with a study file.
 *
 * @param key dotted path of the setting; empty for the file as a whole
 * @param message what is wrong and what to do next
 */
public record Problem(Origin origin, String key, String message) {
    static final Comparator<Problem> BY_LINE = Comparator.comparing(
                    (Problem p) -> p.origin().file())
            .thenComparingInt(p -> p.origin().line())
            .thenComparing(Problem::key)
            .thenComparing(Problem::message);

    /** {@code file:line: key: message}. */
    @Override
    public String toString() {
        return origin + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
