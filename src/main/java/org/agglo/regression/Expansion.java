package org.agglo.regression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a formula's terms took from the table they were fitted to, so that they mean the same on another table.
 *
 * @param formula the formula with its wildcards replaced by columns, if it has any
 * @param columns by wildcard, as it is written, the columns it stands for
 * @param levels by column of levels, those that were found
 * @param references by {@code i()}, as it is written, the level left out where the formula names none
 * @param curves by orthogonal polynomial, as it is written, and degree its coefficients
 * @param unit the column of units of lags, if the formula has lags
 * @param time the column of periods of lags, if the formula has lags
 */
public record Expansion(
        Optional<String> formula,
        Map<String, List<String>> columns,
        Map<String, Levels> levels,
        Map<String, String> references,
        Map<String, List<List<Double>>> curves,
        Optional<String> unit,
        Optional<String> time) {
    /** Of a formula that took nothing. */
    public static final Expansion NONE =
            new Expansion(Optional.empty(), Map.of(), Map.of(), Map.of(), Map.of(), Optional.empty(), Optional.empty());

    public Expansion {
        columns = ordered(columns);
        levels = ordered(levels);
        references = ordered(references);
        curves = ordered(curves);
    }

    /**
     * The levels of a column.
     *
     * @param kind how they are compared: LONG, DOUBLE or TEXT
     * @param labels in their order
     */
    public record Levels(String kind, List<String> labels) {
        public Levels {
            labels = List.copyOf(labels);
        }

        LevelKind as() {
            return LevelKind.valueOf(kind);
        }
    }

    Expansion resolved(String text, Map<String, List<String>> wildcards) {
        return new Expansion(Optional.of(text), wildcards, levels, references, curves, unit, time);
    }

    Expansion in(PanelKeys panel) {
        return new Expansion(
                formula, columns, levels, references, curves, Optional.of(panel.unit()), Optional.of(panel.time()));
    }

    Expansion found(
            Map<String, Levels> ofFactors, Map<String, String> leftOut, Map<String, List<List<Double>>> polynomials) {
        return new Expansion(formula, columns, ofFactors, leftOut, polynomials, unit, time);
    }

    /** Where lags are looked up. */
    Optional<PanelKeys> panel() {
        return unit.map(name -> new PanelKeys(name, time.orElseThrow()));
    }

    /** What the reader has to be told of it, in sentences. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        columns.forEach((wildcard, names) ->
                remarks.add("%s stands for %s".formatted(wildcard, names.isEmpty() ? "nothing" : Words.and(names))));
        references.forEach((factor, level) -> remarks.add("The reference of %s is %s".formatted(factor, level)));
        return remarks;
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
