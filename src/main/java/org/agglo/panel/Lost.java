package org.agglo.panel;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.ingest.Checked;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * What is gathered to tell which codes the crosswalk leads to no region: records set aside for that are gathered by their code,
 * and one column is added up over all records.
 *
 * @param on the column with the codes
 * @param reasons for which records are set aside that reach no region
 * @param summed the column that the first total adds up; empty without totals
 * @param source whose records they are
 * @param crosswalk the name of the source that has the codes
 * @param known that source's rows
 */
record Lost(String on, List<String> reasons, String summed, String source, String crosswalk, Held known) {
    /** STRING: the code of a record that reaches no region; null for all others. */
    static final String CODE = "_lost";

    /** @param crosswalk the crosswalk's rows, if there is one */
    static Optional<Lost> of(PanelSpec spec, Optional<KeyedTable> crosswalk) {
        String summed = spec.totals().stream().map(Total::sum).findFirst().orElse("");
        return spec.crosswalk()
                .map(walk -> new Lost(
                        walk.on(),
                        List.of(Split.unknown(walk), Split.elsewhere(walk, spec.time())),
                        summed,
                        spec.source(),
                        walk.source(),
                        crosswalk.orElseThrow().table()));
    }

    /** Whether the crosswalk's codes are texts, which can have zeros before them. */
    boolean hasTexts() {
        return known.rows().schema().apply(on).dataType().equals(DataTypes.StringType);
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
    Column code(Dataset<Row> rows) {
        Column lost = coalesce(rows.col(Checked.REASON).isin(reasons.toArray()), lit(false));
        return when(lost, rows.col(Columns.quoted(on)).cast(DataTypes.StringType))
                .as(CODE);
    }
}
