package org.agglo.ingest.csv;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agglo.spark.DataException;
import org.agglo.spark.Parallel;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * Reads CSV files as text, every record with its file and line, malformed ones too.
 *
 * <p>Columns: {@code c0, c1, …} for the wanted headers, STRING; {@link #FILE}; {@link #ROW}, the line where the record
 * starts; {@link #PROBLEM}, null for a good record; {@link #RAW}. Only columns that a query uses are made.
 *
 * <p>Files may be packed (gzip, bzip2, zstd, a zip with one file, and what else Hadoop's codecs know), in any encoding, with a byte-order mark, with
 * quoted line ends; each has a header, and its columns may stand in any order. Large files are read in splits if they are
 * not packed, in UTF-8 or a similar encoding.
 */
public final class CsvReader {
    public static final String FILE = "_file";
    public static final String ROW = "_row";
    public static final String PROBLEM = "_problem";
    public static final String RAW = "_raw";
    /** BIGINT: how many records a condensed row stands for. */
    public static final String COUNT = "_count";
    /** DOUBLE, followed by which of the columns that add up, from 0: the sum in {@link Grid}'s parts. */
    public static final List<String> PARTS = List.of("_coarse", "_fine", "_rest");
    /** DOUBLE: the number that stands for those added up; null where the cell's text stands for itself. */
    public static final String PLAIN = "_plain";

    /** BINARY: hashes of keys, 8 bytes each. */
    public static final String HASHES = "_hashes";
    /** ARRAY of BIGINT: the least of each whole number in the keys; {@link #HIGH} the greatest. */
    public static final String LOW = "_low";

    public static final String HIGH = "_high";

    /** A quote is a character like others. */
    public static final char NO_QUOTE = 0;

    /** Files larger than this are split. */
    public static final long SPLIT_BYTES = 32L << 20;

    private static final int PACKED_RATIO = 8;

    /** The header of a whole line, where files have no header and lines no cells. */
    public static final String LINE = "line";

    private static final char NO_DELIMITER = '\n';

    private final char delimiter;
    private final char quote;
    private final String encoding;
    private final long splitBytes;

    /**
     * @param delimiter between cells; not a quote nor a line end
     * @param quote around cells: {@code "}, {@code '}, or {@link #NO_QUOTE}
     * @param encoding of files without a byte-order mark: a Java charset's name
     * @param splitBytes files larger than this are split, unless there are so many that splitting them gains nothing
     */
    public CsvReader(char delimiter, char quote, String encoding, long splitBytes) {
        if (delimiter == quote || delimiter == '\n' || delimiter == '\r' || delimiter == 0) {
            throw new IllegalArgumentException("The delimiter must not be a quote, a line end or NUL");
        }
        this.delimiter = delimiter;
        this.quote = quote;
        this.encoding = encoding;
        this.splitBytes = splitBytes;
    }

    /** A reader of lines: without header, each line one cell, called {@link #LINE}, in UTF-8 or what a mark tells. */
    public static CsvReader lines(long splitBytes) {
        return new CsvReader(splitBytes);
    }

    private CsvReader(long splitBytes) {
        this.delimiter = NO_DELIMITER;
        this.quote = NO_QUOTE;
        this.encoding = StandardCharsets.UTF_8.name();
        this.splitBytes = splitBytes;
    }

    /** Whether a file so delimited has neither header nor cells. */
    static boolean isLines(char delimiter) {
        return delimiter == NO_DELIMITER;
    }

    /** The name of the column with the i-th wanted header, from 0. */
    public static String column(int i) {
        return "c" + i;
    }

    /**
     * Finds the files' columns and cuts them into splits.
     *
     * @param optional those of the wanted headers that a file may lack; its cells are then null
     * @throws DataException if a file is empty, is not CSV, or lacks a wanted header; or if none has any record
     */
    public CsvRecords read(SparkSession spark, List<CsvInput> inputs, List<String> wanted, Set<String> optional) {
        return read(spark, inputs, wanted, optional, Map.of());
    }

    /**
     * The same with columns that other files have under other headers.
     *
     * @param aliases a wanted header to others of the same column
     * @throws DataException if a file has a column under two of its headers
     */
    public CsvRecords read(
            SparkSession spark,
            List<CsvInput> inputs,
            List<String> wanted,
            Set<String> optional,
            Map<String, List<String>> aliases) {
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        var streams = new Streams(hadoop);
        List<CsvFile> files = Parallel.map(
                inputs,
                input -> Header.of(streams, input, delimiter, quote, encoding)
                        .renamed(aliases)
                        .find(wanted, optional));
        if (files.stream().noneMatch(CsvFile::hasRecords)) {
            throw new DataException("%s: no rows, only %s. Is the download complete?"
                    .formatted(
                            inputs.get(0).path()
                                    + (inputs.size() > 1 ? " and %d more files".formatted(inputs.size() - 1) : ""),
                            inputs.size() > 1 ? "headers" : "a header"));
        }
        var splits = new SplitPlanner(spark, CsvSource.broadcast(spark), splitBytes).plan(files);
        var partitions =
                SplitPlanner.pack(splits, splitBytes, spark.sparkContext().defaultParallelism());
        return new CsvRecords(spark, new CsvPlan(wanted.size(), partitions, unpackedBytes(files), List.of(), null));
    }

    /** Each file's headers. */
    public List<List<String>> headers(SparkSession spark, List<CsvInput> inputs) {
        var streams = new Streams(spark.sparkContext().hadoopConfiguration());
        return Parallel.map(
                inputs,
                input -> Header.of(streams, input, delimiter, quote, encoding).names());
    }

    /** So many of the first lines of each file. */
    public List<List<String>> firstLines(SparkSession spark, List<CsvInput> inputs, int count) {
        var streams = new Streams(spark.sparkContext().hadoopConfiguration());
        return Parallel.map(inputs, input -> Header.firstLines(streams, input, encoding, count));
    }

    private static long unpackedBytes(List<CsvFile> files) {
        return files.stream()
                .mapToLong(file -> file.input().bytes() * (file.codec() == null ? 1 : PACKED_RATIO))
                .sum();
    }
}
