package org.agglo.panel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Regions by the mean of a variable over time.
 *
 * @param regions those with a value, the greatest mean first, equal means in the order of names
 * @param without regions that have no value at all, in the order of names
 */
public record Ranking(String variable, String region, List<Ranked> regions, List<String> without) {
    public Ranking {
        regions = List.copyOf(regions);
        without = List.copyOf(without);
    }

    /**
     * One region.
     *
     * @param rank 1 for the first
     * @param n periods with a value
     */
    public record Ranked(int rank, String region, long n, double mean) {}

    /**
     * Ranks the regions, over whatever periods each has a value. One Spark job.
     *
     * @throws org.agglo.spark.DataException if a column is not there, or the variable is not numeric
     */
    public static Ranking of(Dataset<Row> rows, String variable, String region) {
        var means =
                Partials.gather(rows, List.of(region), List.of(variable), "rank %s by %s".formatted(region, variable));
        List<Ranked> ranked = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (Map.Entry<List<Object>, List<Moments>> entry : means.entrySet()) {
            Object name = entry.getKey().get(0);
            Moments of = entry.getValue().get(0);
            if (of.n() == 0) {
                without.add(String.valueOf(name));
            } else if (name != null) {
                ranked.add(new Ranked(0, name.toString(), of.n(), of.mean()));
            }
        }
        ranked.sort(Comparator.comparingDouble(Ranked::mean).reversed().thenComparing(Ranked::region));
        without.sort(Comparator.naturalOrder());
        for (int i = 0; i < ranked.size(); i++) {
            Ranked one = ranked.get(i);
            ranked.set(i, new Ranked(i + 1, one.region(), one.n(), one.mean()));
        }
        return new Ranking(variable, region, ranked, without);
    }

    /** The first ones; all if there are fewer. */
    public List<Ranked> top(int count) {
        return regions.subList(0, Math.min(count, regions.size()));
    }

    /** The last ones, the lowest last; all if there are fewer. */
    public List<Ranked> bottom(int count) {
        return regions.subList(Math.max(0, regions.size() - count), regions.size());
    }

    /** Those whose mean is greater than the value. */
    public List<Ranked> above(double value) {
        return regions.stream().filter(one -> one.mean() > value).toList();
    }
}
