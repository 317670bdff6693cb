package org.agglo.regression;

import java.util.List;

/**
 * An effect as a formula writes it after {@code |}: {@code firm}; {@code region^year} for the pairs of levels that occur; {@code
 * firm[year]} for the levels and a slope of year in each; {@code firm[[year]]} for the slopes alone.
 *
 * @param columns the columns whose levels, or combinations of levels, have effects
 * @param slopes columns whose slopes differ by level; empty if none does
 * @param levels whether the levels have effects of their own
 */
public record EffectTerm(List<String> columns, List<String> slopes, boolean levels) {
    public EffectTerm {
        columns = List.copyOf(columns);
        slopes = List.copyOf(slopes);
        if (columns.isEmpty() || (slopes.isEmpty() && !levels)) {
            throw new IllegalArgumentException("An effect needs a column, and levels or slopes");
        }
    }

    /** Of the levels of one column. */
    static EffectTerm of(String column) {
        return new EffectTerm(List.of(column), List.of(), true);
    }

    /** The columns joined by {@code ^}: how tables name the levels. */
    String levelled() {
        return String.join("^", columns);
    }

    /** As it is written. */
    public String label() {
        if (slopes.isEmpty()) {
            return levelled();
        }
        String inside = String.join(", ", slopes);
        return levelled() + (levels ? "[" + inside + "]" : "[[" + inside + "]]");
    }
}
