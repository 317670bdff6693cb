package org.agglo.ingest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.agglo.ingest.csv.CsvInput;
import org.agglo.ingest.csv.CsvReader;
import org.agglo.ingest.csv.CsvRecords;
import org.agglo.spark.Jobs;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

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
     * The files that a source means now, sorted by path; none is opened. A database has none.
     *
     * @throws org.agglo.spark.DataException if there is none
     */
    public static List<InputFile> files(Configuration hadoop, Source source, String dataFolder) {
        return source.format() == FileFormat.JDBC
                ? List.of()
                : new DataFolder(hadoop, dataFolder).files(source.name(), source.path());
    }

    /** Whether large files are looked through for where records start before any is read. */
    public static boolean looksForRecords(Source source, List<InputFile> files) {
        boolean text = source.format() == FileFormat.CSV || source.format() == FileFormat.JSON;
        return text
                && files.stream()
                        .anyMatch(file -> file.bytes() > Limits.STANDARD.split() && !RawTable.isPacked(file.path()));
    }

    /**
     * Rows of some of a source's files, judged among themselves.
     *
     * @param keys hashes of their keys, to be closed; none if the source has no key
     */
    public record Part(Checked checked, Optional<FileKeys> keys) {}

    /** Reads files that {@link #files} listed, as {@link #read(SparkSession, Source, String)} reads all. */
    public static Checked read(SparkSession spark, Source source, String dataFolder, List<InputFile> files) {
        checkNames(source);
        return read(spark, source, dataFolder, files, Limits.STANDARD);
    }

    /** Reads some of a source's files, with the hashes of their keys. */
    public static Part part(SparkSession spark, Source source, String dataFolder, List<InputFile> files) {
        checkNames(source);
        var folder = new DataFolder(spark.sparkContext().hadoopConfiguration(), dataFolder);
        RawTable raw = raw(spark, source, folder, files, Limits.STANDARD);
        if (source.key().isEmpty() || raw.unpackedBytes() <= Limits.STANDARD.small()) {
            Checked rows = read(source, files, raw, Limits.STANDARD);
            return new Part(
                    rows, source.key().isEmpty() ? Optional.empty() : Optional.of(FileKeys.of(source, rows.all())));
        }
        Dataset<Row> judged = Checks.apply(source, raw);
        FileKeys keys = KeyCheck.keys(source, judged, raw.condensing(), Limits.STANDARD.driverRows());
        KeyCheck.Result result = KeyCheck.apply(source, judged, raw.condensing(), Limits.STANDARD.driverRows(), keys);
        return new Part(new Checked(source, files, result.rows(), result.condensing()), Optional.of(keys));
    }

    /** A source of which no file is read. */
    public static Checked nothing(SparkSession spark, Source source) {
        StructType schema = new StructType();
        for (Field field : source.fields()) {
            schema = schema.add(field.name(), type(field.type()));
        }
        schema = schema.add(Checked.FILE, DataTypes.StringType)
                .add(Checked.ROW, DataTypes.LongType)
                .add(Checked.REASON, DataTypes.StringType)
                .add(Checked.PROBLEM, DataTypes.StringType)
                .add(Checked.RAW, DataTypes.StringType)
                .add(Checked.SUPPRESSED, DataTypes.BooleanType);
        for (String name : Padding.columns(source)) {
            schema = schema.add(name, DataTypes.BooleanType);
        }
        return new Checked(source, List.of(), spark.createDataFrame(List.of(), schema), Condensing.not(Reading.STORED));
    }

    private static DataType type(FieldType type) {
        return switch (type) {
            case TEXT -> DataTypes.StringType;
            case INTEGER -> DataTypes.LongType;
            case NUMBER -> DataTypes.DoubleType;
        };
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
        List<InputFile> files = files(spark.sparkContext().hadoopConfiguration(), source, dataFolder);
        return read(spark, source, dataFolder, files, limits);
    }

    private static Checked read(
            SparkSession spark, Source source, String dataFolder, List<InputFile> files, Limits limits) {
        if (source.format() == FileFormat.JDBC) {
            return read(source, files, JdbcTable.read(spark, source, System::getenv), limits);
        }
        var folder = new DataFolder(spark.sparkContext().hadoopConfiguration(), dataFolder);
        return read(source, files, raw(spark, source, folder, files, limits), limits);
    }

    private static Checked read(Source source, List<InputFile> files, RawTable raw, Limits limits) {
        Dataset<Row> judged = Checks.apply(source, raw);
        if (raw.unpackedBytes() <= limits.small()) {
            return new Checked(source, files, SmallTable.of(source, judged), Condensing.not(Reading.SMALL));
        }
        KeyCheck.Result result = source.key().isEmpty()
                ? new KeyCheck.Result(judged, raw.condensing())
                : KeyCheck.apply(source, judged, raw.condensing(), limits.driverRows());
        return new Checked(source, files, result.rows(), result.condensing());
    }

    private static RawTable raw(
            SparkSession spark, Source source, DataFolder folder, List<InputFile> files, Limits limits) {
        return Jobs.about(spark, source.name(), () -> located(spark, source, folder, files, limits));
    }

    private static RawTable located(
            SparkSession spark, Source source, DataFolder folder, List<InputFile> files, Limits limits) {
        return switch (source.format()) {
            case JDBC -> throw new IllegalArgumentException("a database has no files");
            case ORC -> OrcTable.read(spark, files, source, limits.split());
            case PARQUET -> ParquetTable.read(spark, folder.root(), files, source);
            case CSV, JSON -> text(spark, source, files, limits.split());
        };
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

    private static RawTable text(SparkSession spark, Source source, List<InputFile> files, long splitBytes) {
        List<String> headers = Checks.headers(source);
        var paths = new PathValues(source);
        List<CsvInput> inputs = files.stream()
                .map(file -> new CsvInput(file.path(), file.location(), file.bytes(), paths.of(file.path())))
                .toList();
        if (source.format() == FileFormat.JSON) {
            return RawTable.of(JsonTable.read(spark, inputs, ColumnNames.of(source), splitBytes), headers, files);
        }
        var reader = new CsvReader(
                source.csv().delimiter(), source.csv().quote(), source.csv().encoding(), splitBytes);
        if (!source.layout().isPlain()) {
            return RawTable.of(
                    WideTable.read(spark, reader, inputs, source.layout(), ColumnNames.of(source)),
                    headers,
                    files,
                    Condensing.not(Reading.LAYOUT));
        }
        CsvRecords records =
                reader.read(spark, inputs, headers, Set.of(), source.csv().aliases());
        return RawTable.of(records.rows(), headers, files, Condensing.of(source, records));
    }
}
