package org.agglo.report;

import java.util.List;
import java.util.Map;
import org.agglo.report.Table.Align;
import org.agglo.report.Table.Cell;

/** Descriptive statistics as a table, a line per variable, published ones below ours where there are any. */
public final class DescriptivesTable {
    private DescriptivesTable() {}

    /**
     * The statistics of one variable.
     *
     * @param n values that are there
     * @param missing rows without a value; NaN if not known
     */
    public record Line(String variable, double n, double missing, double mean, double sd, double min, double max) {}

    /**
     * The table. A line's numbers share their decimals, so that mean, spread and range can be compared.
     *
     * @param published variable to its numbers elsewhere
     * @param labels variable to the words that stand for it
     */
    public static Table of(String title, List<Line> lines, Map<String, Line> published, Map<String, String> labels) {
        Table.Builder table = Table.builder(title)
                .column("Variable", Align.LEFT)
                .column("Observations", Align.RIGHT)
                .column("Missing", Align.RIGHT)
                .column("Mean", Align.RIGHT)
                .column("Std. dev.", Align.RIGHT)
                .column("Minimum", Align.RIGHT)
                .column("Maximum", Align.RIGHT);
        for (Line line : lines) {
            table.row(row(labels.getOrDefault(line.variable(), line.variable()), line));
            Line other = published.get(line.variable());
            if (other != null) {
                table.row(row("– published", other));
            }
        }
        return table.build();
    }

    private static List<Cell> row(String name, Line line) {
        int decimals = Numbers.decimals(List.of(line.mean(), line.sd(), line.min(), line.max()));
        return List.of(
                Cell.text(name),
                count(line.n()),
                count(line.missing()),
                Cell.number(line.mean(), decimals),
                Cell.number(line.sd(), decimals),
                Cell.number(line.min(), decimals),
                Cell.number(line.max(), decimals));
    }

    private static Cell count(double n) {
        return Double.isNaN(n) ? Cell.empty() : Cell.count(Math.round(n));
    }
}
