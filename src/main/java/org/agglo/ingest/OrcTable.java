package org.agglo.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agglo.spark.DataException;
import org.agglo.spark.FirstLine;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.StripeInformation;
import org.apache.orc.TypeDescription;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import scala.reflect.ClassTag$;

/**
 * Reads ORC files with the file and row of each record, which Spark's own reader does not tell. Stripes are read in
 * parallel; a column that the files type differently is text.
 */
final class OrcTable {
    private final ColumnNames names;
    private final List<String> wanted;
    private final PathValues paths;
    private final Configuration hadoop;
    private final long splitBytes;
    private final List<Part> parts = new ArrayList<>();
    private final List<Set<OrcColumn>> kinds = new ArrayList<>();

    /**
     * Stripes of a file that lie side by side.
     *
     * @param names for each wanted column its name in the file, else null
     * @param folders for each wanted column the value that the path gives, else null
     */
    record Part(String path, String location, long start, long length, List<String> names, List<String> folders)
            implements Serializable {}

    private OrcTable(Configuration hadoop, Source source, long splitBytes) {
        this.splitBytes = splitBytes;
        this.hadoop = hadoop;
        this.names = ColumnNames.of(source);
        this.wanted = names.wanted();
        this.paths = new PathValues(source);
        wanted.forEach(name -> kinds.add(EnumSet.noneOf(OrcColumn.class)));
    }

    /**
     * The rows of all files.
     *
     * @param splitBytes stripes that make up no more are read together
     * @throws DataException if a file is no ORC file or lacks a column, or no file has a row
     */
    static RawTable read(SparkSession spark, List<InputFile> files, Source source, long splitBytes) {
        var table = new OrcTable(spark.sparkContext().hadoopConfiguration(), source, splitBytes);
        files.forEach(table::look);
        if (table.parts.isEmpty()) {
            throw new DataException("%s: no rows, in %d %s. Is the download complete?"
                    .formatted(files.get(0).path(), files.size(), files.size() == 1 ? "file" : "files"));
        }
        return RawTable.of(table.rows(spark), table.wanted, files);
    }

    static DataException unreadable(String path, Exception cause) {
        return new DataException(
                "%s cannot be read as ORC: %s. Is the file cut off or still being copied? Copy it again."
                        .formatted(path, FirstLine.of(cause)),
                cause);
    }

    private void look(InputFile file) {
        try (Reader reader = OrcFile.createReader(new Path(file.location()), OrcFile.readerOptions(hadoop))) {
            Map<String, String> folders = paths.of(file.path());
            List<String> found = names.inFile(reader.getSchema().getFieldNames(), file.path(), folders.keySet());
            List<String> values = values(file, reader.getSchema(), found, folders);
            for (StripeInformation stripe : reader.getStripes()) {
                if (stripe.getNumberOfRows() > 0) {
                    add(new Part(file.path(), file.location(), stripe.getOffset(), stripe.getLength(), found, values));
                }
            }
        } catch (IOException e) {
            throw unreadable(file.path(), e);
        }
    }

    /** Small neighbours are read together. */
    private void add(Part stripe) {
        Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
        if (last != null
                && last.location().equals(stripe.location())
                && stripe.start() + stripe.length() - last.start() <= splitBytes) {
            long length = stripe.start() + stripe.length() - last.start();
            parts.set(
                    parts.size() - 1,
                    new Part(last.path(), last.location(), last.start(), length, last.names(), last.folders()));
        } else {
            parts.add(stripe);
        }
    }

    private List<String> values(
            InputFile file, TypeDescription schema, List<String> found, Map<String, String> folders) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            String name = wanted.get(i);
            int at = schema.getFieldNames().indexOf(found.get(i));
            OrcColumn kind =
                    at < 0 ? OrcColumn.TEXT : OrcColumn.of(schema.getChildren().get(at));
            if (kind == OrcColumn.NESTED) {
                throw new DataException(
                        "%s: column %s is nested (%s). Flatten it first.".formatted(file.path(), name, found.get(i)));
            }
            kinds.get(i).add(kind);
            values.add(at < 0 ? folders.get(name) : null);
        }
        return Collections.unmodifiableList(values);
    }

    private Dataset<Row> rows(SparkSession spark) {
        var schema = new StructType();
        boolean[] asText = new boolean[wanted.size()];
        for (int i = 0; i < asText.length; i++) {
            DataType type = type(kinds.get(i));
            asText[i] = type.equals(DataTypes.StringType);
            schema = schema.add(RawTable.name(i), type);
        }
        schema = schema.add(Checked.FILE, DataTypes.StringType).add(Checked.ROW, DataTypes.LongType);
        var context = spark.sparkContext();
        var conf = context.broadcast(
                new SerializableConfiguration(hadoop), ClassTag$.MODULE$.apply(SerializableConfiguration.class));
        var rdd = JavaSparkContext.fromSparkContext(context)
                .parallelize(parts, parts.size())
                .flatMap(part -> closing(new OrcRows(part, asText, conf.value().value())));
        Dataset<Row> read = spark.createDataFrame(rdd, schema);
        List<Column> columns = new ArrayList<>(List.of(col("*")));
        columns.add(lit(null).cast(DataTypes.StringType).as(Checked.PROBLEM));
        List<Column> named = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            named.add(col(RawTable.name(i)).as(wanted.get(i)));
        }
        columns.add(RawTable.json(named));
        return read.select(columns.toArray(Column[]::new));
    }

    private static OrcRows closing(OrcRows rows) {
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> rows.close());
        return rows;
    }

    private static DataType type(Set<OrcColumn> kinds) {
        if (kinds.equals(Set.of(OrcColumn.WHOLE))) {
            return DataTypes.LongType;
        }
        return kinds.equals(Set.of(OrcColumn.NUMBER)) ? DataTypes.DoubleType : DataTypes.StringType;
    }
}
