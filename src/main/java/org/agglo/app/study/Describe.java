package org.agglo.app.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is described before anything is estimated.
 *
 * @param variables rows of the descriptive table, in order; empty for no table
 * @param where column to the values (as text) a panel row must have to be described; empty for all rows
 * @param published variable to the published moments put beside ours
 */
public record Describe(
        List<String> variables,
        Map<String, List<String>> where,
        Optional<Averages> averages,
        Optional<Ranking> ranking,
        Map<String, Moments> published,
        Origin origin) {
    public Describe {
        variables = List.copyOf(variables);
        where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
        published = Collections.unmodifiableMap(new LinkedHashMap<>(published));
    }

    /** The mean of {@code variable} in each value of {@code by}, period by period. */
    public record Averages(String variable, String by) {}

    /**
     * Regions in order of their mean over the periods.
     *
     * @param above regions whose mean is above this are listed too
     */
    public record Ranking(String variable, int top, int bottom, Optional<Double> above) {}

    /** Published moments of a variable. */
    public record Moments(double n, double mean, double sd, double min, double max) {}
}
