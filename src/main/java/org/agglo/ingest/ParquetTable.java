package org.agglo.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.instr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.url_decode;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Reads Parquet files by Spark's reader, with the file and row of each. */
final class ParquetTable {
    private final SparkSession spark;
    private final String root;
    private final List<String> wanted;

    private ParquetTable(SparkSession spark, String root, List<String> wanted) {
        this.spark = spark;
        this.root = root;
        this.wanted = wanted;
    }

    /** @param root the path of the data folder, without scheme, ending in a slash */
    static RawTable read(SparkSession spark, String root, List<InputFile> files, Source source) {
        ColumnNames names = ColumnNames.of(source);
        new PathValues(source).check(files);
        var table = new ParquetTable(spark, root, names.wanted());
        var footers = new ParquetFiles(spark.sparkContext().hadoopConfiguration(), names);
        List<Dataset<Row>> parts =
                footers.alike(files).stream().map(table::part).toList();
        return RawTable.of(table.union(parts), names.wanted(), files);
    }

    private Dataset<Row> part(ParquetFiles.Group group) {
        Dataset<Row> read = spark.read()
                .option("globPaths", "false")
                .parquet(group.files().stream().map(InputFile::location).toArray(String[]::new));
        Column decoded = url_decode(replace(col("_metadata.file_path"), lit("+"), lit("%2B")));
        Column file = decoded.substr(instr(decoded, root).plus(lit(root.length())), length(decoded));
        List<Column> cells = new ArrayList<>();
        List<Column> named = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            String name = wanted.get(i);
            String there = group.names().get(i);
            Column cell = there != null ? col(Columns.quoted(there)) : folderValue(file, name);
            cells.add(cell.as(RawTable.name(i)));
            named.add(cell.as(name));
        }
        cells.add(file.as(Checked.FILE));
        cells.add(col("_metadata.row_index").plus(lit(1L)).as(Checked.ROW));
        cells.add(lit(null).cast(DataTypes.StringType).as(Checked.PROBLEM));
        cells.add(RawTable.json(named));
        return read.select(cells.toArray(Column[]::new));
    }

    private static Column folderValue(Column file, String name) {
        String pattern = PathValues.pattern(name);
        if (pattern != null) {
            return regexp_extract(file, pattern, 1);
        }
        Column escaped = regexp_extract(file, "(?:^|/)" + Pattern.quote(name) + "=([^/]*)/", 1);
        Column value = url_decode(replace(escaped, lit("+"), lit("%2B")));
        return when(value.notEqual(lit("__HIVE_DEFAULT_PARTITION__")), value);
    }

    /** Parts that type a column differently are united as text. */
    private Dataset<Row> union(List<Dataset<Row>> parts) {
        for (int i = 0; i < wanted.size(); i++) {
            String name = RawTable.name(i);
            List<DataType> types = parts.stream()
                    .map(part -> part.schema().apply(name).dataType())
                    .distinct()
                    .toList();
            if (types.size() > 1) {
                parts = parts.stream()
                        .map(part -> part.withColumn(name, part.col(name).cast(DataTypes.StringType)))
                        .toList();
            }
        }
        return parts.stream().reduce(Dataset::union).orElseThrow();
    }
}
