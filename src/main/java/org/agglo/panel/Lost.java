package org.agglo.panel;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agglo.ingest.Checked;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * What is gathered to tell which codes a crosswalk leads nowhere: records set aside for that are gathered by their code, and
 * one column is added up over all records.
 *
 * @param step the crosswalk
 * @param reasons for which records are set aside that it leads nowhere
 * @param summed the column that the first total adds up; empty without totals
 * @param source whose codes they are: that of the records, or a crosswalk before
 * @param known the crosswalk's rows
 */
record Lost(Step step, List<String> reasons, String summed, String source, Held known) {
    /** STRING: the code of a record that a crosswalk leads nowhere; null for all others. */
    static final String CODE = "_lost";

    /** @param crosswalks the rows of each step's crosswalk */
    static List<Lost> of(PanelSpec spec, List<Step> steps, List<KeyedTable> crosswalks) {
        String summed = spec.totals().stream().map(Total::sum).findFirst().orElse("");
        return IntStream.range(0, steps.size())
                .mapToObj(i -> new Lost(
                        steps.get(i),
                        List.of(steps.get(i).unknown(), steps.get(i).elsewhere(spec.time())),
                        summed,
                        Step.bringing(steps, steps.get(i).walk().on())
                                .map(step -> step.walk().source())
                                .orElse(spec.source()),
                        crosswalks.get(i).table()))
                .toList();
    }

    /** The column with the codes. */
    String on() {
        return step.walk().on();
    }

    /** The name of the source that should have them. */
    String crosswalk() {
        return step.walk().source();
    }

    /** Whether the crosswalk's codes are texts, which can have zeros before them. */
    boolean hasTexts() {
        return known.rows().schema().apply(on()).dataType().equals(DataTypes.StringType);
    }

    /** The totals, with that of the whole column last if it is not among them. */
    List<Total> with(List<Total> totals) {
        if (place(totals) >= 0) {
            return totals;
        }
        List<Total> all = new ArrayList<>(totals);
        all.add(new Total(CODE, summed, Map.of()));
        return all;
    }

    /** Where the total of the whole column is among those of {@link #with}; −1 without totals. */
    int place(List<Total> totals) {
        for (int i = 0; i < totals.size(); i++) {
            if (totals.get(i).sum().equals(summed) && totals.get(i).prefixes().isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    /** The code by which a row is gathered. */
    static Column code(List<Lost> all, Dataset<Row> rows) {
        Column code = lit(null).cast(DataTypes.StringType);
        for (Lost lost : all) {
            code = when(lost.has(rows), rows.col(Columns.quoted(lost.on())).cast(DataTypes.StringType))
                    .otherwise(code);
        }
        return code.as(CODE);
    }

    /** Whether a row's record is set aside since this crosswalk leads it nowhere. */
    Column has(Dataset<Row> rows) {
        return coalesce(rows.col(Checked.REASON).isin(reasons.toArray()), lit(false));
    }
}
