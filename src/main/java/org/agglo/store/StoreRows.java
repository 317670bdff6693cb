package org.agglo.store;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agglo.ingest.Checked;
import org.agglo.ingest.FileKeys;
import org.agglo.spark.Columns;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The table's columns, and how what a run has becomes its rows and back.
 *
 * <p>Four kinds of rows stand in it: a {@code file} and what is known of it; a {@code cell}, that is a key or a reason with
 * the number of a file's rows and their sums; a {@code reject}, a line for the file of rejects; and {@code keys}, hashes of
 * a file's keys. The columns of cells, which differ from source to source, stand by type, in their order, in three lists.
 */
final class StoreRows {
    static final String KIND = "kind";
    static final String FILE_KIND = "file";
    static final String CELL = "cell";
    static final String REJECT = "reject";
    static final String KEYS = "keys";
    static final String SOURCE = "source";
    static final String PARTIAL = "partial";

    private static final StructType SPARK = new StructType()
            .add(KIND, DataTypes.StringType)
            .add(SOURCE, DataTypes.StringType)
            .add(PARTIAL, DataTypes.StringType)
            .add("file", DataTypes.StringType)
            .add("location", DataTypes.StringType)
            .add("bytes", DataTypes.LongType)
            .add("modified", DataTypes.LongType)
            .add("sha256", DataTypes.StringType)
            .add("declaration", DataTypes.StringType)
            .add("met", DataTypes.createArrayType(DataTypes.StringType))
            .add("low", DataTypes.createArrayType(DataTypes.LongType))
            .add("high", DataTypes.createArrayType(DataTypes.LongType))
            .add("gathered", DataTypes.StringType)
            .add("texts", DataTypes.createArrayType(DataTypes.StringType))
            .add("integers", DataTypes.createArrayType(DataTypes.LongType))
            .add("numbers", DataTypes.createArrayType(DataTypes.DoubleType))
            .add("line_at", DataTypes.LongType)
            .add("line", DataTypes.StringType)
            .add("hashes", DataTypes.BinaryType);

    private static final Map<DataType, String> LISTS =
            Map.of(DataTypes.StringType, "texts", DataTypes.LongType, "integers", DataTypes.DoubleType, "numbers");

    private StoreRows() {}

    /** The table's schema. */
    static Schema schema() {
        List<Types.NestedField> fields = new ArrayList<>();
        int id = 1;
        for (StructField field : SPARK.fields()) {
            boolean list = field.dataType() instanceof org.apache.spark.sql.types.ArrayType;
            Type type = list
                    ? Types.ListType.ofOptional(
                            id + 1, plain(((org.apache.spark.sql.types.ArrayType) field.dataType()).elementType()))
                    : plain(field.dataType());
            fields.add(Types.NestedField.optional(id, field.name(), type));
            id += list ? 2 : 1;
        }
        return new Schema(fields);
    }

    /** Kinds are kept apart, so that reading one reads no other. */
    static PartitionSpec partition() {
        return PartitionSpec.builderFor(schema()).identity(KIND).build();
    }

    private static Type plain(DataType type) {
        if (type.equals(DataTypes.StringType)) {
            return Types.StringType.get();
        }
        if (type.equals(DataTypes.LongType)) {
            return Types.LongType.get();
        }
        return type.equals(DataTypes.DoubleType) ? Types.DoubleType.get() : Types.BinaryType.get();
    }

    static Dataset<Row> files(SparkSession spark, List<Entry> entries) {
        List<Row> rows = entries.stream()
                .map(entry -> RowFactory.create(
                        FILE_KIND,
                        entry.source(),
                        entry.partial(),
                        entry.file(),
                        entry.location(),
                        entry.bytes(),
                        entry.modified(),
                        entry.sha256(),
                        entry.declaration(),
                        entry.met(),
                        entry.low(),
                        entry.high(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .toList();
        return spark.createDataFrame(rows, SPARK).coalesce(1);
    }

    /** @param parts rows by file as {@link org.agglo.panel.Gather#byFile()} gives them */
    static Dataset<Row> cells(String run, String source, String gathered, Dataset<Row> parts) {
        Map<String, Column> columns = new HashMap<>();
        columns.put("gathered", lit(gathered));
        StructField[] values = values(parts.schema());
        LISTS.forEach((type, list) -> {
            Column[] ofType = Arrays.stream(values)
                    .filter(field -> field.dataType().equals(type))
                    .map(field -> col(Columns.quoted(field.name())))
                    .toArray(Column[]::new);
            columns.put(list, array(ofType).cast(DataTypes.createArrayType(type)));
        });
        return filled(CELL, run, source, parts, columns);
    }

    /** Stored cells as rows by file, the contribution's name in the file's place. */
    static Dataset<Row> parts(Dataset<Row> cells, StructType schema) {
        Map<DataType, Integer> next = new HashMap<>();
        List<Column> columns = new ArrayList<>(List.of(col(PARTIAL).as(Checked.FILE)));
        for (StructField field : values(schema)) {
            int at = next.merge(field.dataType(), 1, Integer::sum) - 1;
            columns.add(col(LISTS.get(field.dataType())).getItem(at).as(field.name()));
        }
        return cells.select(columns.toArray(Column[]::new));
    }

    private static StructField[] values(StructType schema) {
        return Arrays.stream(schema.fields())
                .filter(field -> !field.name().equals(Checked.FILE))
                .peek(field -> {
                    if (!LISTS.containsKey(field.dataType())) {
                        throw new IllegalArgumentException("Column %s is %s, which the store does not keep"
                                .formatted(field.name(), field.dataType().simpleString()));
                    }
                })
                .toArray(StructField[]::new);
    }

    /** @param lines as {@link org.agglo.ingest.Rejects#lines} gives them */
    static Dataset<Row> rejects(String run, String source, Dataset<Row> lines) {
        return filled(
                REJECT,
                run,
                source,
                lines,
                Map.of("file", col(Checked.FILE), "line_at", col(Checked.ROW), "line", col("line")));
    }

    /** Stored rejects as lines. */
    static Dataset<Row> lines(Dataset<Row> rejects) {
        return rejects.select(col("file").as(Checked.FILE), col("line_at").as(Checked.ROW), col("line"));
    }

    /** @param blocks as {@link FileKeys#blocks()} gives them */
    static Dataset<Row> keys(String run, String source, Dataset<Row> blocks) {
        return filled(
                KEYS,
                run,
                source,
                blocks,
                Map.of(
                        "file", col(FileKeys.FILE),
                        "low", col(FileKeys.LOW),
                        "high", col(FileKeys.HIGH),
                        "hashes", col(FileKeys.HASHES)));
    }

    /** Stored hashes as blocks. */
    static Dataset<Row> blocks(Dataset<Row> keys) {
        return keys.select(
                col("file").as(FileKeys.FILE),
                col("low").as(FileKeys.LOW),
                col("high").as(FileKeys.HIGH),
                col("hashes").as(FileKeys.HASHES));
    }

    /** The name of what a file gives in a run. */
    static String partial(String run, String file) {
        return run + ":" + file;
    }

    private static Dataset<Row> filled(
            String kind, String run, String source, Dataset<Row> rows, Map<String, Column> given) {
        Map<String, Column> columns = new HashMap<>(given);
        columns.put(KIND, lit(kind));
        columns.put(SOURCE, lit(source));
        columns.put(PARTIAL, concat(lit(partial(run, "")), col(Checked.FILE)));
        return rows.select(Stream.of(SPARK.fields())
                .map(field -> columns.getOrDefault(field.name(), lit(null).cast(field.dataType()))
                        .as(field.name()))
                .toArray(Column[]::new));
    }
}
