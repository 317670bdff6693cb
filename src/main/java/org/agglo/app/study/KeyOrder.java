package org.agglo.app.study;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The order in which keys stand in the text; the parsed tree has forgotten it. Notes keys given twice on the way. */
final class KeyOrder {
    private final Problems problems;
    private final Map<List<String>, Integer> positions = new HashMap<>();
    private final Map<List<String>, Origin> leaves = new HashMap<>();
    private final Growth growth = new Growth();
    private final List<Reference> references = new ArrayList<>();

    private record Reference(String path, Origin origin) {}

    /** What to do with an include. */
    interface Include {
        void at(List<String> inside, String what, int line);
    }

    KeyOrder(Problems problems) {
        this.problems = problems;
    }

    /** Keys by where they first stand; keys that stand nowhere, such as substituted ones, come last by name. */
    Comparator<String> inside(List<String> path) {
        return Comparator.<String>comparingInt(key -> positions.getOrDefault(with(path, key), Integer.MAX_VALUE))
                .thenComparing(Comparator.naturalOrder());
    }

    KeyScanner.Visitor visitor(String file, Include include) {
        return new KeyScanner.Visitor() {
            @Override
            public void leaf(List<String> path, int line, int length, boolean free) {
                note(path);
                growth.text(path, length);
                once(path, new Origin(file, line), free);
            }

            @Override
            public void group(List<String> path, int line) {
                note(path);
            }

            @Override
            public void include(List<String> inside, String what, int line) {
                include.at(inside, what, line);
            }

            @Override
            public void refers(List<String> in, String path, int line) {
                growth.refers(in, path);
                references.add(new Reference(path, new Origin(file, line)));
            }

            @Override
            public void tooDeep(int line) {
                problems.add(new Origin(file, line), "", "Nested more than %d deep".formatted(KeyScanner.DEPTH));
            }
        };
    }

    private void note(List<String> path) {
        for (int parts = 1; parts <= path.size(); parts++) {
            positions.putIfAbsent(List.copyOf(path.subList(0, parts)), positions.size());
        }
    }

    /** HOCON lets the later of two equal keys win without a word; a file that overrides one it includes may do so. */
    private void once(List<String> path, Origin origin, boolean free) {
        Origin first = leaves.put(path, origin);
        if (first != null && !free && first.file().equals(origin.file())) {
            problems.add(
                    origin,
                    Origins.key(path),
                    "Given already in line %d; the later one would win silently. Take one out or give it another name"
                            .formatted(first.line()));
        }
    }

    /** Whether substitutions blow the file up beyond what fits in memory. */
    boolean explodes() {
        return growth.explodes();
    }

    /** Optional substitutions that found nothing: people expect them to read the environment. */
    List<Problem> dangling(ConfigObject root) {
        return references.stream()
                .filter(reference -> reference.path().startsWith("?"))
                .filter(reference -> !known(root, reference.path().substring(1)))
                .map(reference -> new Problem(
                        reference.origin(),
                        "${" + reference.path() + "}",
                        "Not set in this file; the environment is not read"))
                .toList();
    }

    private static boolean known(ConfigObject root, String path) {
        try {
            return root.toConfig().hasPathOrNull(path.strip());
        } catch (ConfigException e) {
            return false;
        }
    }

    private static List<String> with(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}
