package org.agglo.app.study;

import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Everything found wrong so far. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    void add(Origin origin, String key, String message) {
        found.add(new Problem(origin, key, message));
    }

    /** Whether something was said of that key. */
    boolean at(String key) {
        return found.stream().anyMatch(problem -> problem.key().equals(key));
    }

    /** Keys right below that one of which something was said. */
    Stream<String> below(List<String> path) {
        return found.stream()
                .map(Problem::key)
                .filter(key -> !key.startsWith("$") && !key.isEmpty())
                .map(ConfigUtil::splitPath)
                .filter(key -> key.size() == path.size() + 1
                        && key.subList(0, path.size()).equals(path))
                .map(key -> key.get(path.size()));
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
