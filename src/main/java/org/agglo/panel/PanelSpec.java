package org.agglo.panel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the panel is made.
 *
 * @param region the column that names the region
 * @param time the column that names the period, a whole number
 * @param cells further key columns, such as an industry; usually none
 * @param source the source the rows come from
 * @param crosswalks how a record reaches its region, where the records do not name it: one after another, each of which may
 *     look up what one before it brings
 * @param totals sums over records; empty if the source's rows are the panel's rows already
 * @param joins tables that bring further columns
 * @param groups new column to its values, each with the regions that have it, such as region → east → Beijing, …
 * @param interpolate columns whose gaps are filled linearly within a region
 * @param extrapolate whether gaps before the first and after the last value are filled too, along the nearest segment
 * @param from first period expected; with {@code to}, the window rows must lie in
 * @param to last period expected
 */
public record PanelSpec(
        String region,
        String time,
        List<String> cells,
        String source,
        List<Crosswalk> crosswalks,
        List<Total> totals,
        List<Join> joins,
        Map<String, Map<String, List<String>>> groups,
        List<String> interpolate,
        boolean extrapolate,
        Optional<Integer> from,
        Optional<Integer> to) {
    public PanelSpec {
        cells = List.copyOf(cells);
        crosswalks = List.copyOf(crosswalks);
        totals = List.copyOf(totals);
        joins = List.copyOf(joins);
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        interpolate = List.copyOf(interpolate);
    }
}
