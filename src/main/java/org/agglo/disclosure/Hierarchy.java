package org.agglo.disclosure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the codes of a column lie within each other, such as 3-digit industries in sectors, or counties in states. A cell's
 * parent is the cell with the parent's code and the same other keys.
 *
 * <p>A code's parent is the one that {@code parents} lists it under; else, if {@code digits} are given, the code that is
 * its start of the next smaller length, or the range that holds that start, as {@code 31-33} holds 311; for a code of the
 * least length, {@code top}.
 *
 * @param column the column with the codes
 * @param digits the lengths of codes by level, shortest first; empty if only {@code parents} says
 * @param pad what fills codes up to one length, as in county 01001 of state 01000; empty for none
 * @param top the code that holds all codes of the least length
 * @param parents parent to children, by hand
 * @param complete whether children add up to their parent; if not, they only cannot exceed it
 */
public record Hierarchy(
        String name,
        String column,
        List<Integer> digits,
        String pad,
        Optional<String> top,
        Map<String, List<String>> parents,
        boolean complete) {
    public Hierarchy {
        digits = List.copyOf(digits);
        Map<String, List<String>> copy = new LinkedHashMap<>();
        parents.forEach((parent, children) -> copy.put(parent, List.copyOf(children)));
        parents = Collections.unmodifiableMap(copy);
    }
}
