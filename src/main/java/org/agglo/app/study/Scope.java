package org.agglo.app.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.agglo.ingest.FieldType;

/**
 * The columns that are there at some point, with their types. Once it is {@link #open}, because what would bring columns is
 * wrong itself, every name counts as known, so that one mistake does not bring ten messages.
 */
final class Scope {
    private final Map<String, Optional<FieldType>> columns = new LinkedHashMap<>();
    private boolean open;
    private boolean cells;

    Scope copy() {
        Scope copy = new Scope();
        copy.columns.putAll(columns);
        copy.open = open;
        copy.cells = cells;
        return copy;
    }

    void open() {
        open = true;
    }

    /** Several rows may have the same region and period. */
    void divide() {
        cells = true;
    }

    boolean hasCells() {
        return cells;
    }

    boolean isOpen() {
        return open;
    }

    /** Adds a column; what it collides with, if it does: the engine does not tell upper from lower case. */
    Optional<String> add(String name, Optional<FieldType> type) {
        Optional<String> equal = columns.keySet().stream()
                .filter(n -> folded(n).equals(folded(name)))
                .findFirst();
        columns.putIfAbsent(name, type);
        return equal;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    boolean knows(String name) {
        return open || columns.containsKey(name);
    }

    /** The type, where it is known. */
    Optional<FieldType> type(String name) {
        return columns.getOrDefault(name, Optional.empty());
    }

    boolean isText(String name) {
        return type(name).filter(FieldType.TEXT::equals).isPresent();
    }

    List<String> names() {
        return new ArrayList<>(columns.keySet());
    }

    /** What to say of a name that is not known. */
    String unknown(String name, String where) {
        String hint = Nearest.hint(name, columns.keySet());
        String list = hint.isEmpty() ? "; there are " + String.join(", ", columns.keySet()) : hint;
        return "No column '%s' in %s%s".formatted(name, where, list);
    }
}
