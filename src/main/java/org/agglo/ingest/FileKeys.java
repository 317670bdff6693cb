package org.agglo.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.agglo.spark.Columns;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * A 64-bit hash of each row's key, file by file, from which it can be told later whether another file repeats a key,
 * without reading this one again. Equal keys have equal hashes; different keys hardly ever do.
 *
 * <p>Counted are the rows that pass every other check, those included that repeat a key; where the keys were read alone, also
 * rows that another check sets aside. With the hashes goes the range
 * of each whole-number column of the key: files whose ranges do not meet, as of different years, share no key.
 */
public final class FileKeys implements AutoCloseable {
    /** STRING: the file. */
    public static final String FILE = Checked.FILE;
    /** ARRAY of BIGINT: the least value of each whole-number column of the key. */
    public static final String LOW = "_low";
    /** ARRAY of BIGINT: the greatest value of each. */
    public static final String HIGH = "_high";
    /** BINARY: hashes, 8 bytes each. A file may have several rows of them. */
    public static final String HASHES = "_hashes";

    static final StructType SCHEMA = new StructType()
            .add(FILE, DataTypes.StringType)
            .add(LOW, new ArrayType(DataTypes.LongType, false))
            .add(HIGH, new ArrayType(DataTypes.LongType, false))
            .add(HASHES, DataTypes.BinaryType);

    private static final int HASHES_AT = 3;

    private final Dataset<Row> blocks;
    private DoubledHashes doubled;

    private FileKeys(Dataset<Row> blocks) {
        this.blocks = blocks;
    }

    /** Of rows that carry what the checks say of each. */
    static FileKeys of(Source source, Dataset<Row> rows) {
        return new FileKeys(kept(rows.sparkSession(), packed(source, rows)));
    }

    /** Of all rows whose keys a scan finds, those included that a check sets aside for another cell. */
    static FileKeys of(SparkSession spark, KeyScan scan) {
        return new FileKeys(kept(spark, scan.blocks()));
    }

    private static Dataset<Row> kept(SparkSession spark, JavaRDD<Row> blocks) {
        return spark.createDataFrame(blocks, SCHEMA).persist(StorageLevel.MEMORY_AND_DISK());
    }

    /** Blocks, not kept. */
    static JavaRDD<Row> packed(Source source, Dataset<Row> rows) {
        List<Column> columns = columns(source);
        int wholes = columns.size() - 2;
        Column reason = col(Checked.REASON);
        return rows.filter(reason.isNull().or(reason.isin(Repeats.REPEATED, Repeats.CONFLICTING)))
                .select(columns.toArray(Column[]::new))
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(part -> new KeyBlocks(part, wholes, false));
    }

    /** File, hash, and the whole numbers of the key. */
    static List<Column> columns(Source source) {
        List<Column> columns = new ArrayList<>(List.of(col(Checked.FILE), hash(source)));
        for (String name : source.key()) {
            source.fields().stream()
                    .filter(field -> field.name().equals(name) && field.type() == FieldType.INTEGER)
                    .forEach(field -> columns.add(named(name)));
        }
        return columns;
    }

    /** A key's hash. */
    static Column hash(Source source) {
        return xxhash64(source.key().stream().map(FileKeys::named).toArray(Column[]::new));
    }

    /** The hashes and ranges, kept until this is closed. */
    public Dataset<Row> blocks() {
        return blocks;
    }

    /** The hashes that more than one row has. */
    DoubledHashes doubled() {
        if (doubled == null) {
            doubled = DoubledHashes.among(hashes(blocks.javaRDD()));
        }
        return doubled;
    }

    /**
     * Files that share a key with another, in groups: who shares a key, or shares one with who does, is in one group.
     *
     * @param others blocks of further files
     */
    public List<List<String>> meetings(Dataset<Row> others) {
        try (DoubledHashes all =
                DoubledHashes.among(hashes(blocks.unionByName(others).javaRDD()))) {
            return Meetings.among(blocks.unionByName(others), all);
        }
    }

    /** The same among these files alone. */
    public List<List<String>> meetings() {
        return Meetings.among(blocks, doubled());
    }

    @Override
    public void close() {
        blocks.unpersist(false);
        if (doubled != null) {
            doubled.close();
        }
    }

    /** The hashes of blocks. */
    static JavaRDD<byte[]> hashes(JavaRDD<Row> blocks) {
        return blocks.map(row -> row.getAs(HASHES_AT));
    }

    static LongStream unpacked(byte[] block) {
        ByteBuffer buffer = ByteBuffer.wrap(block);
        return LongStream.range(0, block.length / Long.BYTES).map(i -> buffer.getLong((int) i * Long.BYTES));
    }

    private static Column named(String name) {
        return col(Columns.quoted(name));
    }
}
