package org.agglo.panel;

import java.util.Optional;

/**
 * How records reach their region: look {@code on} up in the table {@code source}.
 *
 * <p>A plain crosswalk is keyed by {@code on}. With a weight, a code may lie in several regions, each of which gets its share
 * of what is added up; with a first or last period, rows hold for those periods only, so that a code may move.
 *
 * @param weight the table's column with the share of the code that lies in the region; the shares of a code in a period add
 *     up to 1
 * @param from the table's column with the first period in which the row holds; null for always
 * @param to the table's column with the last one; null for always
 */
public record Crosswalk(String source, String on, Optional<String> weight, Optional<String> from, Optional<String> to) {
    /** How far the shares of a code may be from 1. */
    static final double TOLERANCE = 1e-9;

    /** One region for each code, for ever. */
    public Crosswalk(String source, String on) {
        this(source, on, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether each code has one row. */
    public boolean isPlain() {
        return weight.isEmpty() && from.isEmpty() && to.isEmpty();
    }
}
