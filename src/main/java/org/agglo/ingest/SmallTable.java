package org.agglo.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Small sources are read once, kept on the driver, and have their keys checked there: what uses them later reads no file
 * and the optimizer knows how small they are.
 */
final class SmallTable {
    /** Sources up to this size are kept; packed files count for what they probably hold. */
    static final long BYTES = 4L << 20;

    /** The files' order. */
    static final Comparator<Row> BY_FILE_AND_ROW = Comparator.comparing((Row row) -> row.<String>getAs(Checked.FILE))
            .thenComparing(row -> row.<Long>getAs(Checked.ROW));

    private SmallTable() {}

    /**
     * The rows as they are now, those that repeat a key set aside by the source's rule.
     *
     * @throws org.agglo.spark.DataException if a key is repeated and the source refuses that
     */
    static Dataset<Row> of(Source source, Dataset<Row> rows) {
        List<Row> kept =
                new ArrayList<>(Jobs.named(rows.sparkSession(), source.name() + ": read", rows::collectAsList));
        kept.sort(BY_FILE_AND_ROW);
        if (!source.key().isEmpty()) {
            setRepeatsAside(source, kept);
        }
        return rows.sparkSession().createDataFrame(kept, rows.schema());
    }

    private static void setRepeatsAside(Source source, List<Row> rows) {
        var repeats = new Repeats(source);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            int place = row.fieldIndex(Checked.REASON);
            String reason = row.isNullAt(place) ? repeats.reason(row) : null;
            if (reason != null) {
                rows.set(i, replaced(row, place, reason));
            }
        }
        repeats.refuse();
    }

    private static Row replaced(Row row, int place, String value) {
        Object[] cells = new Object[row.length()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = i == place ? value : row.get(i);
        }
        return RowFactory.create(cells);
    }
}
