package org.agglo.ingest;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.agglo.ingest.csv.CsvInput;
import org.agglo.ingest.csv.CsvReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads a source's files and judges every row.
 *
 * <p>Before any job: the files are there, inside the data folder, of the declared format, with the declared columns. Then
 * small sources are read at once and kept; of large ones only the key is checked, in one job, and their rows are read by
 * whatever job uses {@link Checked#all()}.
 */
public final class Ingest {
    private Ingest() {}

    /**
     * The source's rows, each used, not selected, or set aside with a reason.
     *
     * @param dataFolder where the source's path starts: a local folder or any Hadoop address
     * @throws IllegalArgumentException if two fields have one name, a name begins with an underscore as {@link
     *     Checked}'s own do, or a key is no field
     * @throws org.agglo.spark.DataException if the files cannot be read as declared or keys are repeated though the source
     *     refuses that; it says what, where and what to do
     */
    public static Checked read(SparkSession spark, Source source, String dataFolder) {
        return read(spark, source, dataFolder, Limits.STANDARD);
    }

    /**
     * What is large.
     *
     * @param small sources up to as many bytes are read at once and kept on the driver
     * @param split CSV files of more bytes are read in splits
     * @param driverRows as many rows with repeated keys are compared on the driver
     */
    record Limits(long small, long split, int driverRows) {
        static final Limits STANDARD = new Limits(SmallTable.BYTES, CsvReader.SPLIT_BYTES, KeyCheck.DRIVER_ROWS);
    }

    static Checked read(SparkSession spark, Source source, String dataFolder, Limits limits) {
        checkNames(source);
        var folder = new DataFolder(spark.sparkContext().hadoopConfiguration(), dataFolder);
        List<InputFile> files = folder.files(source.name(), source.path());
        RawTable raw = source.format() == FileFormat.PARQUET
                ? ParquetTable.read(spark, folder.root(), files, source)
                : csv(spark, source, files, limits.split());
        Dataset<Row> rows = keysChecked(source, raw, limits);
        return new Checked(source, files, rows);
    }

    private static void checkNames(Source source) {
        List<String> names = source.fields().stream().map(Field::name).toList();
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : names) {
            if (name.startsWith("_") || name.isBlank()) {
                throw new IllegalArgumentException(
                        "Source %s: a column cannot be called \"%s\". Name it otherwise, with from = \"%s\""
                                .formatted(source.name(), name, name));
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        "Source %s: two columns are called %s, capitals aside".formatted(source.name(), name));
            }
        }
        for (String name : source.key()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "Source %s: the key %s is no declared column".formatted(source.name(), name));
            }
        }
    }

    private static RawTable csv(SparkSession spark, Source source, List<InputFile> files, long splitBytes) {
        List<String> headers = Checks.headers(source);
        var paths = new PathValues(source);
        List<CsvInput> inputs = files.stream()
                .map(file -> new CsvInput(file.path(), file.location(), file.bytes(), paths.of(file.path())))
                .toList();
        var reader = new CsvReader(
                source.csv().delimiter(), source.csv().quote(), source.csv().encoding(), splitBytes);
        Dataset<Row> rows = reader.read(spark, inputs, headers);
        return new RawTable(rows, headers, files);
    }

    private static Dataset<Row> keysChecked(Source source, RawTable raw, Limits limits) {
        Dataset<Row> judged = Checks.apply(source, raw);
        if (raw.unpackedBytes() <= limits.small()) {
            return SmallTable.of(source, judged);
        }
        return source.key().isEmpty() ? judged : KeyCheck.apply(source, judged, limits.driverRows());
    }
}
