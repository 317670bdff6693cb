package org.agglo.panel;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Means of a variable by group and period, such as by region group and year, each row weighing the same.
 *
 * @param values in the order of the groups and, in each, of the periods
 */
public record Averages(String variable, String group, String time, List<Average> values) {
    public Averages {
        values = List.copyOf(values);
    }

    /**
     * One group in one period.
     *
     * @param n rows with a value
     * @param missing rows without
     * @param mean NaN if n is 0
     */
    public record Average(String group, long time, long n, long missing, double mean) {}

    /**
     * Averages the rows of each group and period. Rows in no group or period are left out; {@link PanelReport} counts
     * them. One Spark job.
     *
     * @param time a column of whole numbers
     * @throws org.agglo.spark.DataException if a column is not there, or the variable is not numeric
     */
    public static Averages by(Dataset<Row> rows, String variable, String group, String time) {
        var cells = Partials.gather(
                rows,
                List.of(group, time),
                List.of(variable),
                "average %s by %s and %s".formatted(variable, group, time));
        List<Average> values = cells.entrySet().stream()
                .filter(cell -> !cell.getKey().contains(null))
                .sorted(Comparator.comparing(cell -> cell.getKey(), KeyOrder::compare))
                .map(cell -> average(cell.getKey(), cell.getValue().get(0)))
                .toList();
        return new Averages(variable, group, time, values);
    }

    private static Average average(List<Object> key, Moments of) {
        return new Average(
                String.valueOf(key.get(0)), ((Number) key.get(1)).longValue(), of.n(), of.missing(), of.mean());
    }
}
