package org.agglo.regression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;

/**
 * Takes level means off columns where the rows are, by window functions, in two passes: the mean, then the mean of what it
 * leaves, so that a mean large beside the spread costs no digits.
 */
final class LevelMeans {
    private final WindowSpec window;
    private final Column weight;

    /**
     * @param levels columns whose combinations are the levels
     * @param weight of each row; null if each counts once
     */
    LevelMeans(List<Column> levels, Column weight) {
        this.window = Window.partitionBy(levels.toArray(Column[]::new));
        this.weight = weight;
    }

    /** The table with these columns, by name, less their level means. */
    Dataset<Row> off(Dataset<Row> table, Map<String, Column> columns) {
        Map<String, Column> rough = new LinkedHashMap<>();
        Map<String, Column> fine = new LinkedHashMap<>();
        columns.forEach((name, x) -> {
            Column once = functions.col(Columns.quoted(name));
            rough.put(name, x.minus(mean(x)));
            fine.put(name, once.minus(mean(once)));
        });
        return table.withColumns(rough).withColumns(fine);
    }

    private Column mean(Column x) {
        if (weight == null) {
            return functions.avg(x).over(window);
        }
        Column total = functions.sum(functions.when(x.isNotNull(), weight)).over(window);
        return functions.sum(x.multiply(weight)).over(window).divide(total);
    }
}
