package org.agglo.app.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.report.Statistic;

/**
 * How a regression table looks.
 *
 * @param labels words for terms, effects and clusters
 * @param statistics those below the terms, in order
 * @param stars levels below which a p value has a star more
 */
public record TableLook(Map<String, String> labels, List<Statistic> statistics, List<Double> stars) {
    public TableLook {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        statistics = List.copyOf(statistics);
        stars = List.copyOf(stars);
    }
}
