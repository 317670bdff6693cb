package org.agglo.panel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Reading;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per region and period, or per region, period and further cells.
 *
 * @param rows the key, which is unique and never null; totals or the source's other columns; joined columns; group
 *     columns; and {@code filled}, an ARRAY of STRING with the names of the row's interpolated columns. Sorted by the key.
 *     Computed already: using it does not read the sources again
 * @param key names of the key columns: region, period, further cells
 * @param report what the panel holds and how it came about
 * @param sources the sources used, with the rows that the panel set aside, for {@link org.agglo.ingest.Rejects}
 * @param readings how the rows of each of them came
 */
public record Panel(
        Dataset<Row> rows,
        List<String> key,
        PanelReport report,
        Map<String, Checked> sources,
        Map<String, Reading> readings) {
    public Panel {
        key = List.copyOf(key);
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        readings = Collections.unmodifiableMap(new LinkedHashMap<>(readings));
    }
}
