package org.agglo.ingest;

import java.util.List;
import org.agglo.ingest.csv.CsvInput;
import org.agglo.ingest.csv.CsvReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads a source's files and judges every row. */
public final class Ingest {
    private Ingest() {}

    /**
     * The source's rows, each used, not selected, or set aside with a reason.
     *
     * @param dataFolder where the source's path starts: a local folder or any Hadoop address
     * @throws org.agglo.spark.DataException if the files cannot be read as declared, saying what, where and what to do
     */
    public static Checked read(SparkSession spark, Source source, String dataFolder) {
        return read(spark, source, dataFolder, CsvReader.SPLIT_BYTES);
    }

    static Checked read(SparkSession spark, Source source, String dataFolder, long splitBytes) {
        var folder = new DataFolder(spark.sparkContext().hadoopConfiguration(), dataFolder);
        List<InputFile> files = folder.files(source.name(), source.path());
        RawTable raw = csv(spark, source, files, splitBytes);
        return new Checked(source, files, Checks.apply(source, raw));
    }

    private static RawTable csv(SparkSession spark, Source source, List<InputFile> files, long splitBytes) {
        List<String> headers = Checks.headers(source);
        List<CsvInput> inputs = files.stream()
                .map(file -> new CsvInput(file.path(), file.location(), file.bytes(), DataFolder.values(file.path())))
                .toList();
        var reader = new CsvReader(source.csv().delimiter(), source.csv().encoding(), splitBytes);
        Dataset<Row> rows = reader.read(spark, inputs, headers);
        return new RawTable(rows, headers, files);
    }
}
