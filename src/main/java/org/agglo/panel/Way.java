package org.agglo.panel;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agglo.spark.Columns;
import org.agglo.spark.DataException;
import org.apache.spark.sql.types.StructType;

/**
 * The way from the records through the crosswalks to the panel's key; what leads nowhere, or there twice, is refused.
 *
 * @param records the columns of the panel's source
 * @param tables the columns of a crosswalk's source
 */
record Way(PanelSpec spec, List<Step> steps, StructType records, Function<String, StructType> tables) {
    /**
     * Checks the crosswalks one after another.
     *
     * @throws DataException for a column that is not there, comes twice, or has two types
     */
    void check() {
        Set<String> seen = new HashSet<>();
        Set<String> sources = new HashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            Crosswalk walk = steps.get(i).walk();
            if (!seen.add(walk.on())) {
                throw new DataException(
                        "Two crosswalks look up %s, and records that both lead nowhere could not be told apart. Give one table that brings all columns"
                                .formatted(walk.on()));
            }
            if (!sources.add(walk.source())) {
                throw new DataException("Source %s is a crosswalk twice. Declare it once more under another name"
                        .formatted(walk.source()));
            }
            check(i);
        }
        if (steps.stream().anyMatch(step -> !step.walk().isPlain())) {
            // Which shares hold depends on the record's own period.
            Columns.require("Source " + spec.source(), records, List.of(spec.time()));
        }
    }

    private void check(int i) {
        Crosswalk walk = steps.get(i).walk();
        StructType table = tables.apply(walk.source());
        String from = origin(walk.on(), i).orElse(spec.source());
        Layout.requireSame(walk.on(), "Source " + from, schema(from), walk.source(), table);
        Columns.require("Source " + walk.source(), table, steps.get(i).key());
        Columns.require("Source " + walk.source(), table, steps.get(i).others());
        for (String column : steps.get(i).brings()) {
            origin(column, i).ifPresent(before -> {
                throw Layout.doubled(column, before, walk.source());
            });
        }
        String region = spec.region();
        if (has(records, region) && has(table, region) && !walk.on().equals(region)) {
            throw Layout.doubled(region, spec.source(), walk.source());
        }
    }

    /**
     * Checks that each crosswalk brings something.
     *
     * @throws DataException for one that does not
     */
    void checkUse() {
        for (Step step : steps) {
            if (step.brings().isEmpty()) {
                throw new DataException(
                        "Source %s brings no column that the panel needs and source %s lacks. Leave the crosswalk out"
                                .formatted(step.walk().source(), spec.source()));
            }
        }
    }

    /**
     * The source that a column of the panel's key comes from.
     *
     * @throws DataException if it comes from none
     */
    String origin(String column) {
        return origin(column, steps.size()).orElseThrow(() -> {
            List<String> there = steps.isEmpty()
                    ? List.of(spec.source())
                    : steps.stream().map(step -> step.walk().source()).toList();
            String columns = there.stream()
                    .flatMap(source -> Stream.of(schema(source).fieldNames()))
                    .collect(Collectors.joining(", "));
            return new DataException(
                    "Source %s has no column %s; it has %s".formatted(String.join(" or ", there), column, columns));
        });
    }

    /** The source that a column comes from, as far as the records and so many crosswalks have it. */
    private Optional<String> origin(String column, int so) {
        if (has(records, column)) {
            return Optional.of(spec.source());
        }
        return Step.bringing(steps.subList(0, so), column)
                .map(step -> step.walk().source());
    }

    /** The columns of the records or of a crosswalk. */
    StructType schema(String source) {
        return source.equals(spec.source()) ? records : tables.apply(source);
    }

    private static boolean has(StructType schema, String column) {
        return List.of(schema.fieldNames()).contains(column);
    }
}
