package org.agglo.app.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.disclosure.Hierarchy;

/** Reads how codes lie within each other. */
final class HierarchyReader {
    private HierarchyReader() {}

    static Hierarchy read(Node at, boolean complete) {
        List<Integer> digits = whole(at);
        Map<String, List<String>> parents = parents(at);
        if (digits.isEmpty() && parents.isEmpty() && !at.faulty("digits") && !at.lost()) {
            at.problem("Says of no code where it lies; give 'digits' or 'parents'");
        }
        return new Hierarchy(at.name(), at.text("column"), digits, at.text("pad"), at.maybe("top"), parents, complete);
    }

    private static List<Integer> whole(Node at) {
        List<Integer> digits = new ArrayList<>();
        for (double digit : at.numbers("digits")) {
            int last = digits.isEmpty() ? 0 : digits.get(digits.size() - 1);
            if (digit != Math.rint(digit) || digit <= last) {
                at.problem("digits", "Expected whole numbers above 0, each greater than the one before");
                return List.of();
            }
            digits.add((int) digit);
        }
        return digits;
    }

    private static Map<String, List<String>> parents(Node at) {
        Map<String, List<String>> parents = new LinkedHashMap<>();
        Map<String, String> parentOf = new LinkedHashMap<>();
        at.child("parents")
                .ifPresent(child -> child.keys().forEach(parent -> {
                    parents.put(parent, child.texts(parent));
                    child.texts(parent).forEach(code -> {
                        String other = parentOf.putIfAbsent(code, parent);
                        if (other != null) {
                            child.problem(parent, "'%s' is in '%s' already".formatted(code, other));
                        }
                    });
                }));
        return parents;
    }
}
