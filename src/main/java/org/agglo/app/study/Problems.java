package org.agglo.app.study;

import java.util.ArrayList;
import java.util.List;

/** Everything found wrong so far. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    void add(Origin origin, String key, String message) {
        found.add(new Problem(origin, key, message));
    }

    boolean any() {
        return !found.isEmpty();
    }

    /** Throws what was found, sorted by line and each once; nothing if nothing was. */
    void raise() {
        if (any()) {
            throw new StudyException(
                    found.stream().distinct().sorted(Problem.BY_LINE).toList());
        }
    }
}
