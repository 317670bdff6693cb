package org.agglo.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.agglo.spark.Columns;
import org.agglo.spark.DataException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads CSV by Spark's reader until our own is in: no line numbers yet. */
final class SparkCsv {
    private SparkCsv() {}

    static RawTable read(SparkSession spark, Source source, String dataFolder, List<String> headers) {
        Path path = new Path(dataFolder, source.path());
        List<InputFile> files = new ArrayList<>();
        try {
            FileSystem fs = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
            if (!fs.exists(path)) {
                throw new DataException("Source " + source.name() + ": no file or folder " + path);
            }
            var found = fs.listFiles(path, true);
            while (found.hasNext()) {
                var status = found.next();
                files.add(new InputFile(
                        status.getPath().getName(), status.getPath().toString(), status.getLen()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Dataset<Row> text = source.format() == FileFormat.PARQUET
                ? spark.read().parquet(path.toString())
                : spark.read()
                        .option("header", true)
                        .option("sep", String.valueOf(source.csv().delimiter()))
                        .option("recursiveFileLookup", true)
                        .csv(path.toString());
        Columns.require("Source " + source.name(), text.schema(), headers);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            columns.add(col(Columns.quoted(headers.get(i))).as(RawTable.name(i)));
        }
        columns.add(col("_metadata.file_name").as(Checked.FILE));
        columns.add(monotonically_increasing_id().plus(2).as(Checked.ROW));
        columns.add(lit(null).cast("string").as(Checked.PROBLEM));
        columns.add(concat_ws(
                        ",", headers.stream().map(h -> col(Columns.quoted(h))).toArray(Column[]::new))
                .as(Checked.RAW));
        return new RawTable(text.select(columns.toArray(Column[]::new)), headers, files);
    }
}
