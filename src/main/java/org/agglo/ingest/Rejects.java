package org.agglo.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.rlike;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.agglo.spark.FirstLine;
import org.agglo.spark.Jobs;
import org.agglo.spark.WriteFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Keeps the rows set aside in a CSV file, so that someone can look at them and mend the data.
 *
 * <p>The columns are {@code file} (relative to the data folder), {@code row} (CSV: the line where the record starts;
 * Parquet: the row), {@code reason} (for a malformed record with what is wrong with it) and {@code record} as it stands.
 * A record that begins with {@code = + - @} or a tab gets an apostrophe before it, since spreadsheets would run it as a
 * formula. UTF-8, quoted by RFC 4180, sorted by file and row: the same rows always give the same bytes.
 */
public final class Rejects {
    /** As many lines pass through the driver; more are written by the executors and put together file by file. */
    private static final long DRIVER_LINES = 100_000;

    private static final String HEADER = "file,row,reason,record\n";

    private Rejects() {}

    /**
     * Writes {@code folder/NAME.csv}, NAME being the source's; nothing if no row was set aside.
     *
     * @param folder a local folder or any Hadoop address; made if it is not there
     * @return how many rows were written
     * @throws UncheckedIOException if they cannot be
     */
    public static long write(Checked checked, String folder) {
        return write(checked, folder, DRIVER_LINES);
    }

    static long write(Checked checked, String folder, long driverLines) {
        return write(lines(checked), checked.source().name(), folder, driverLines);
    }

    /** Writes lines as {@link #lines(Checked)} gives them, of all files of the source together. */
    public static long write(Dataset<Row> lines, String source, String folder) {
        return write(lines, source, folder, DRIVER_LINES);
    }

    private static long write(Dataset<Row> plan, String name, String folder, long driverLines) {
        return Jobs.named(plan.sparkSession(), name + ": rejects", () -> {
            Dataset<Row> lines = plan.persist(StorageLevel.MEMORY_AND_DISK());
            try {
                long count = lines.count();
                if (count > 0) {
                    save(lines, new Path(folder, name + ".csv"), count <= driverLines);
                }
                return count;
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Cannot write the rejects of %s to %s: %s".formatted(name, folder, FirstLine.of(e)), e);
            } finally {
                lines.unpersist();
            }
        });
    }

    /** A line for each row set aside: {@code _file}, {@code _row}, and {@code line} as it stands in the file of rejects. */
    public static Dataset<Row> lines(Checked checked) {
        Dataset<Row> all = checked.all();
        Column reason = all.col(Checked.REASON);
        Column told = concat_ws(": ", reason, all.col(Checked.PROBLEM));
        Column line = concat_ws(
                ",",
                quoted(all.col(Checked.FILE)),
                all.col(Checked.ROW).cast("string"),
                quoted(told),
                quoted(defused(coalesce(all.col(Checked.RAW), lit("")))));
        return all.filter(reason.isNotNull().and(reason.notEqual(RowCounts.NOT_SELECTED)))
                .select(all.col(Checked.FILE), all.col(Checked.ROW), line.as("line"));
    }

    private static Column quoted(Column text) {
        return concat(lit("\""), replace(text, lit("\""), lit("\"\"")), lit("\""));
    }

    private static Column defused(Column text) {
        return when(rlike(text, lit("\\A[=+@\\t\\r-]")), concat(lit("'"), text)).otherwise(text);
    }

    private static void save(Dataset<Row> lines, Path target, boolean throughDriver) throws IOException {
        Dataset<Row> sorted = lines.orderBy(lines.col(Checked.FILE), lines.col(Checked.ROW), lines.col("line"))
                .select(lines.col("line"));
        Configuration hadoop = lines.sparkSession().sparkContext().hadoopConfiguration();
        try (FileSystem fs = FileSystem.newInstance(target.toUri(), hadoop)) {
            fs.setWriteChecksum(false);
            save(sorted, fs, target, throughDriver);
        }
    }

    private static void save(Dataset<Row> sorted, FileSystem fs, Path target, boolean throughDriver)
            throws IOException {
        try (OutputStream out = WriteFailure.reported(fs.create(target, true))) {
            out.write(HEADER.getBytes(StandardCharsets.UTF_8));
            if (throughDriver) {
                for (Row row : sorted.collectAsList()) {
                    out.write((row.getString(0) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            } else {
                Path parts = new Path(target.getParent(), "." + target.getName() + ".parts");
                sorted.write().mode("overwrite").text(parts.toString());
                append(fs, parts, out);
                fs.delete(parts, true);
            }
        }
    }

    private static void append(FileSystem fs, Path parts, OutputStream out) throws IOException {
        List<Path> inOrder = Arrays.stream(fs.listStatus(parts))
                .map(FileStatus::getPath)
                .filter(path -> path.getName().startsWith("part-"))
                .sorted(Comparator.comparing(Path::getName))
                .toList();
        for (Path part : inOrder) {
            try (var in = fs.open(part)) {
                IOUtils.copyBytes(in, out, 1 << 16, false);
            }
        }
    }
}
