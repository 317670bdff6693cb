package org.agglo.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.agglo.spark.Columns;
import org.agglo.spark.Jobs;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Finds keys that more than one used row has, in tables of any size.
 *
 * <p>One job shuffles a 64-bit hash of each key, nothing else; see {@link DoubledHashes}. Rows with equal keys have equal hashes, so if
 * no hash comes twice, that proves the keys unique, and nothing is added to the plan. Else the rows of those hashes (some
 * by collision only) come to the driver and are compared in full; what they say is joined to the rows by file and row.
 * Only if they are too many for that are all rows sorted by key, in a window.
 */
final class KeyCheck {
    /** As many rows with a doubled hash are compared on the driver. */
    static final int DRIVER_ROWS = 200_000;

    /** As many keys are looked at to name some. */
    private static final int EXAMPLES = 10;

    /** The rows, those that repeat a key set aside by the source's rule, and how they can be read condensed. */
    record Result(Dataset<Row> rows, Condensing condensing) {}

    private final Source source;
    private final Dataset<Row> rows;
    private final Condensing condensing;
    private final int driverRows;

    private KeyCheck(Source source, Dataset<Row> rows, Condensing condensing, int driverRows) {
        this.source = source;
        this.rows = rows;
        this.condensing = condensing;
        this.driverRows = driverRows;
    }

    /**
     * Checks the keys.
     *
     * @param condensing how the rows can be read condensed, no key checked
     * @param driverRows as many rows with a doubled hash are compared on the driver
     * @throws org.agglo.spark.DataException if a key is repeated and the source refuses that
     */
    static Result apply(Source source, Dataset<Row> rows, Condensing condensing, int driverRows) {
        KeyCheck check = new KeyCheck(source, rows, condensing, driverRows);
        return Jobs.named(rows.sparkSession(), source.name() + ": check keys", check::checked);
    }

    /** The same with the hashes of the keys known already. */
    static Result apply(Source source, Dataset<Row> rows, Condensing condensing, int driverRows, FileKeys keys) {
        KeyCheck check = new KeyCheck(source, rows, condensing, driverRows);
        return Jobs.named(rows.sparkSession(), source.name() + ": check keys", () -> check.checked(keys.doubled()));
    }

    /** The hashes of the keys, to be closed. */
    static FileKeys keys(Source source, Dataset<Row> rows, Condensing condensing, int driverRows) {
        Optional<KeyScan> scan = condensing.keys();
        if (scan.isPresent()) {
            FileKeys keys = FileKeys.of(rows.sparkSession(), scan.get());
            long doubled = Jobs.named(
                    rows.sparkSession(),
                    source.name() + ": check keys",
                    () -> keys.doubled().counts()[1]);
            if (doubled <= driverRows) {
                return keys;
            }
            keys.close();
        }
        return FileKeys.of(source, rows);
    }

    /** By the scan for keys; but if that finds many doubled, which may all be of rows set aside, by the used rows' alone. */
    private Result checked() {
        Optional<KeyScan> scan = condensing.keys();
        if (scan.isPresent()) {
            try (DoubledHashes doubled = doubled(scan.get().blocks())) {
                if (doubled.counts()[1] <= driverRows) {
                    return checked(doubled);
                }
            }
        }
        try (DoubledHashes doubled = doubled(FileKeys.packed(source, rows))) {
            return checked(doubled);
        }
    }

    private static DoubledHashes doubled(JavaRDD<Row> blocks) {
        return DoubledHashes.among(FileKeys.hashes(blocks));
    }

    private Result checked(DoubledHashes doubled) {
        long[] counts = doubled.counts();
        if (counts[1] == 0) {
            return new Result(rows, condensing);
        }
        boolean many = counts[1] > driverRows || source.layout().wide().isPresent();
        return many
                ? new Result(manyRepeats(doubled, counts[0]), Condensing.not(Reading.REPEATS))
                : withReasons(candidates(doubled.all()));
    }

    private static Column column(String name) {
        return col(Columns.quoted(name));
    }

    /** The rows with one of the hashes, in the files' order. */
    private List<Row> candidates(long[] hashes) {
        Dataset<Row> some = condensing.keys().map(scan -> scan.among(hashes)).orElse(rows);
        Object[] boxed = Arrays.stream(hashes).boxed().toArray();
        List<Column> columns = new ArrayList<>();
        source.fields().forEach(field -> columns.add(column(field.name())));
        columns.add(col(Checked.FILE));
        columns.add(col(Checked.ROW));
        Padding.columns(source).forEach(name -> columns.add(column(name)));
        // Sorted here: Spark would read the files twice, once to find the ranges that it sorts by.
        List<Row> found = new ArrayList<>(some.filter(col(Checked.REASON).isNull())
                .filter(FileKeys.hash(source).isin(boxed))
                .select(columns.toArray(Column[]::new))
                .collectAsList());
        found.sort(SmallTable.BY_FILE_AND_ROW);
        return found;
    }

    private Result withReasons(List<Row> candidates) {
        var repeats = new Repeats(source);
        List<Row> aside = new ArrayList<>();
        List<Row> repeated = new ArrayList<>();
        for (Row row : candidates) {
            String reason = repeats.reason(row);
            if (reason != null) {
                aside.add(RowFactory.create(row.getAs(Checked.FILE), row.getAs(Checked.ROW), reason));
                repeated.add(row);
            }
        }
        repeats.refuse();
        if (aside.isEmpty()) {
            return new Result(rows, condensing);
        }
        List<String> reasonOf = aside.stream().map(row -> row.getString(2)).toList();
        return new Result(setAside(aside), condensing.except(repeated, reasonOf));
    }

    private Dataset<Row> setAside(List<Row> aside) {
        var schema = new StructType()
                .add("_inFile", DataTypes.StringType, false)
                .add("_inRow", DataTypes.LongType, false)
                .add("_repeat", DataTypes.StringType, false);
        Dataset<Row> reasons = rows.sparkSession().createDataFrame(aside, schema);
        Column same =
                col(Checked.FILE).equalTo(col("_inFile")).and(col(Checked.ROW).equalTo(col("_inRow")));
        return replaceReason(
                rows.join(broadcast(reasons), same, "left"), coalesce(col(Checked.REASON), col("_repeat")));
    }

    private Dataset<Row> manyRepeats(DoubledHashes doubled, long keys) {
        if (source.duplicates() == Duplicates.REFUSE) {
            var repeats = new Repeats(source);
            candidates(doubled.rarest(EXAMPLES)).forEach(repeats::reason);
            repeats.refuse(keys);
        }
        List<Column> keyColumns = new ArrayList<>();
        source.key().forEach(name -> keyColumns.add(column(name)));
        Column used = col(Checked.REASON).isNull();
        keyColumns.add(used);
        keyColumns.add(when(used, lit(0L)).otherwise(col(Checked.ROW)));
        // Cells of one record share file and row; then the text, which begins with the cell's header, tells them apart.
        String last = source.layout().wide().isPresent() ? Checked.RAW : Checked.ROW;
        var byKey = Window.partitionBy(keyColumns.toArray(Column[]::new)).orderBy(Checked.FILE, Checked.ROW, last);
        Column all = struct(
                source.fields().stream().map(field -> column(field.name())).toArray(Column[]::new));
        Dataset<Row> numbered = rows.withColumn("_number", row_number().over(byKey))
                .withColumn("_same", first(all).over(byKey).eqNullSafe(all));
        Column repeat = when(
                col("_number").gt(lit(1)), when(col("_same"), Repeats.REPEATED).otherwise(Repeats.CONFLICTING));
        return replaceReason(numbered, when(used, repeat).otherwise(col(Checked.REASON)));
    }

    private Dataset<Row> replaceReason(Dataset<Row> wider, Column reason) {
        List<Column> columns = new ArrayList<>();
        for (String name : rows.columns()) {
            columns.add(name.equals(Checked.REASON) ? reason.as(name) : column(name));
        }
        return wider.select(columns.toArray(Column[]::new));
    }
}
