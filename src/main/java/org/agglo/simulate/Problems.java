package org.agglo.simulate;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a file, collected until all of it has been read. */
final class Problems {
    private record Problem(String file, int line, String message) {}

    private final List<Problem> found = new ArrayList<>();

    void add(ConfigOrigin origin, String message) {
        String file = origin.filename() == null ? origin.description() : origin.filename();
        found.add(new Problem(file, origin.lineNumber(), message));
    }

    /** What the HOCON parser says, with the file and line where it knows them. */
    static String of(Path file, ConfigException wrong) {
        ConfigOrigin origin = wrong.origin();
        if (origin == null) {
            return file + ": " + wrong.getMessage();
        }
        String prefix = origin.description() + ": ";
        String message = wrong.getMessage().startsWith(prefix)
                ? wrong.getMessage().substring(prefix.length())
                : wrong.getMessage();
        return (origin.filename() == null ? file : origin.filename()) + ":" + origin.lineNumber() + ": " + message;
    }

    /** Stops if there is anything, with all of it in the order of the lines. */
    void stop() {
        if (!found.isEmpty()) {
            throw new SimulationException(found.stream()
                    .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
                    .map(problem -> problem.file() + ":" + problem.line() + ": " + problem.message())
                    .distinct()
                    .toList());
        }
    }
}
