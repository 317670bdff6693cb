package org.agglo.panel;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Descriptive statistics of variables, as a paper's first table has them. */
public final class Descriptives {
    private Descriptives() {}

    /**
     * Each variable over the rows in which it has a value. One Spark job.
     *
     * @return one per variable, in the order asked
     * @throws org.agglo.spark.DataException if a variable is not there or not numeric
     */
    public static List<Descriptive> of(Dataset<Row> rows, List<String> variables) {
        var all = Partials.gather(rows, List.of(), variables, "describe " + String.join(", ", variables));
        List<Moments> moments = all.getOrDefault(List.of(), Partials.empty(variables.size()));
        return IntStream.range(0, variables.size())
                .mapToObj(i -> descriptive(variables.get(i), moments.get(i)))
                .toList();
    }

    private static Descriptive descriptive(String variable, Moments of) {
        return new Descriptive(variable, of.n(), of.missing(), of.mean(), of.sd(), of.min(), of.max());
    }
}
