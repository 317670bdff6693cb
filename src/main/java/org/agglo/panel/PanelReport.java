package org.agglo.panel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.agglo.ingest.Padding;
import org.agglo.ingest.RowCounts;

/**
 * What the panel holds, and what became of everything that went into it.
 *
 * @param regions how many regions have rows
 * @param periods the periods that the panel should have: {@code from} to {@code to} where the study says, else those
 *     that occur
 * @param rows rows of the panel
 * @param twins key column to its codes that differ in leading zeros alone; only columns with such codes
 * @param gaps unit and period pairs without a row; a unit is a region, or a region and its further cells
 * @param sources source to what became of its rows
 * @param padded source to its columns that get back lost zeros, and those to used rows in which they did
 * @param joins one per joined table, in the study's order
 * @param groups group column to the regions that it misses
 * @param incomplete total to what made it null; only totals of which some are
 * @param zero total to the periods in which it is zero in every region; only totals with such periods
 * @param filled interpolated column to cells filled, 0 included
 * @param unmatched codes that crosswalks lead nowhere, one for each crosswalk with such codes, in their order
 * @param missing column to rows without a value, for columns with such rows; after interpolation
 */
public record PanelReport(
        int regions,
        List<Long> periods,
        long rows,
        Map<String, Keys> twins,
        Keys gaps,
        Map<String, RowCounts> sources,
        Map<String, Map<String, Long>> padded,
        List<Joined> joins,
        Map<String, Grouped> groups,
        Map<String, Incomplete> incomplete,
        Map<String, List<Long>> zero,
        Map<String, Long> filled,
        Map<String, Long> missing,
        List<Unmatched> unmatched) {
    public PanelReport {
        periods = List.copyOf(periods);
        twins = copy(twins);
        sources = copy(sources);
        padded = copy(padded);
        joins = List.copyOf(joins);
        groups = copy(groups);
        incomplete = copy(incomplete);
        zero = copy(zero);
        filled = copy(filled);
        missing = copy(missing);
        unmatched = List.copyOf(unmatched);
    }

    private static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * Keys of some kind.
     *
     * @param count how many
     * @param first the first of them in their order, as text such as {@code Beijing, 2005}; at most 20
     */
    public record Keys(long count, List<String> first) {
        static final int LISTED = 20;

        public Keys {
            first = List.copyOf(first);
        }

        static Keys of(List<List<Object>> keys) {
            return new Keys(
                    keys.size(),
                    keys.stream()
                            .sorted(KeyOrder::compare)
                            .limit(LISTED)
                            .map(KeyOrder::text)
                            .toList());
        }

        /** Whether there is none. */
        public boolean isEmpty() {
            return count == 0;
        }

        /** The first ones separated by semicolons, and how many more. */
        @Override
        public String toString() {
            String listed = String.join("; ", first);
            return count > first.size() ? "%s and %d more".formatted(listed, count - first.size()) : listed;
        }
    }

    /**
     * How a table met the panel.
     *
     * @param on the columns matched
     * @param rows the table's rows
     * @param unmatched keys of the panel that the table does not have; its columns are null there
     * @param unused keys of the table that the panel does not have; not used
     * @param zeros how many of the unmatched keys have lost leading zeros, as it seems, if any have
     */
    public record Joined(
            String source, List<String> on, long rows, Keys unmatched, Keys unused, Optional<LostZeros> zeros) {
        public Joined {
            on = List.copyOf(on);
        }
    }

    /**
     * How a grouping met the regions.
     *
     * @param ungrouped regions of the panel in no group; null there
     * @param absent regions listed in a group and not in the panel
     */
    public record Grouped(Keys ungrouped, Keys absent) {}

    /**
     * Why a total is null in places.
     *
     * @param rows rows of the panel in which it is null
     * @param records records behind them whose value is suppressed or missing, or whose code is missing
     */
    public record Incomplete(long rows, long records) {}

    /** Whether every unit has a row in every period. */
    public boolean balanced() {
        return gaps.isEmpty();
    }

    /** What a reader of the results should know, a sentence each; empty if all is as it should be. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (regions == 1) {
            notes.add("The panel has one region only");
        }
        if (periods.size() == 1) {
            notes.add("The panel has one period only, %d".formatted(periods.get(0)));
        }
        twins.forEach((column, codes) -> note(
                notes,
                codes,
                "%s in " + column
                        + " differ in leading zeros alone: %s. If they are one, say length and pad = true for "
                        + column,
                "pair of codes",
                "pairs of codes"));
        note(notes, gaps, "The panel is not balanced: %s absent: %s", "row is", "rows are");
        sources.forEach(
                (source, rows) -> Padding.hints(rows.setAside()).forEach(hint -> notes.add(source + ": " + hint)));
        padded.forEach((source, columns) -> columns.forEach((column, rows) -> {
            if (rows > 0) {
                notes.add("%s: %s of %s got leading zeros, as pad says"
                        .formatted(source, count(rows, "code", "codes"), column));
            }
        }));
        for (Joined join : joins) {
            String zeros =
                    join.zeros().map(found -> ". " + found.note()).orElse("").replace("%", "%%");
            note(notes, join.unmatched(), join.source() + " has no row for %s of the panel: %s" + zeros, "key", "keys");
            note(notes, join.unused(), join.source() + " has %s that the panel has not: %s", "key", "keys");
        }
        groups.forEach((name, group) -> {
            note(notes, group.ungrouped(), "%s in no group of " + name + ": %s", "region is", "regions are");
            String listed = " listed in groups of " + name;
            note(
                    notes,
                    group.absent(),
                    "%s not in the panel: %s",
                    "region" + listed + " is",
                    "regions" + listed + " are");
        });
        unmatched.forEach(codes -> notes.add(codes.note()));
        incomplete.forEach((total, why) ->
                notes.add("Total %s is null in %s, for %s a value or a code: what is suppressed is not zero"
                        .formatted(
                                total,
                                count(why.rows(), "row", "rows"),
                                count(why.records(), "record lacks", "records lack"))));
        zero.forEach((total, when) -> notes.add("Total %s is zero in every region in %s"
                .formatted(
                        total,
                        String.join(", ", when.stream().map(String::valueOf).toList()))));
        filled.forEach((column, cells) -> {
            if (cells > 0) {
                notes.add("%s of %s %s interpolated; column %s says which"
                        .formatted(
                                count(cells, "cell", "cells"),
                                column,
                                cells == 1 ? "is" : "are",
                                Interpolation.FILLED));
            }
        });
        return notes;
    }

    private static void note(List<String> notes, Keys keys, String sentence, String one, String more) {
        if (!keys.isEmpty()) {
            notes.add(sentence.formatted(count(keys.count(), one, more), keys));
        }
    }

    private static String count(long n, String one, String more) {
        return String.format(Locale.ROOT, "%,d %s", n, n == 1 ? one : more);
    }
}
