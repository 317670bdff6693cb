package org.agglo.app.study;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What names may look like. */
final class NameRule {
    private static final Pattern COLUMN = Pattern.compile("\\p{L}[\\p{L}\\p{N}_]*");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final Set<String> RESERVED = Set.of("filled");

    private NameRule() {}

    /** What is wrong with it as a column's name; so restricted, it can stand in a formula as it is. */
    static Optional<String> column(String name) {
        if (!COLUMN.matcher(name).matches()) {
            return Optional.of(
                    "A column's name is a letter, then letters, digits or '_'; rename it, and say 'from' for its header");
        }
        return RESERVED.contains(name)
                ? Optional.of("'%s' is a column that the panel makes itself; choose another name".formatted(name))
                : Optional.empty();
    }

    /** What is wrong with it as a file's name. */
    static Optional<String> file(String name) {
        return FILE.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("'%s' becomes the name of a file or folder: only letters, digits, '.', '_' and '-', not"
                                .formatted(name)
                        + " starting with a dot");
    }
}
