package org.agglo.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.agglo.spark.Columns;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * A 64-bit hash of each row's key, file by file, from which it can be told later whether another file repeats a key,
 * without reading this one again. Equal keys have equal hashes; different keys hardly ever do.
 *
 * <p>Counted are the rows that pass every other check, those included that repeat a key. With the hashes goes the range
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

    private final Dataset<Row> blocks;
    private DoubledHashes doubled;

    private FileKeys(Dataset<Row> blocks) {
        this.blocks = blocks;
    }

    /** Of rows that carry what the checks say of each. */
    static FileKeys of(Source source, Dataset<Row> rows) {
        Column[] key = source.key().stream().map(FileKeys::named).toArray(Column[]::new);
        List<Column> columns = new ArrayList<>(List.of(col(Checked.FILE), xxhash64(key)));
        source.key().stream()
                .filter(name -> rows.schema().apply(name).dataType().equals(DataTypes.LongType))
                .forEach(name -> columns.add(named(name)));
        Column reason = col(Checked.REASON);
        Dataset<Row> narrow = rows.filter(reason.isNull().or(reason.isin(Repeats.REPEATED, Repeats.CONFLICTING)))
                .select(columns.toArray(Column[]::new));
        int ranges = columns.size() - 2;
        JavaRDD<Row> blocks =
                narrow.queryExecution().toRdd().toJavaRDD().mapPartitions(part -> new KeyBlocks(part, ranges));
        return new FileKeys(
                rows.sparkSession().createDataFrame(blocks, SCHEMA).persist(StorageLevel.MEMORY_AND_DISK()));
    }

    /** The hashes and ranges, kept until this is closed. */
    public Dataset<Row> blocks() {
        return blocks;
    }

    /** The hashes that more than one row has. */
    DoubledHashes doubled() {
        if (doubled == null) {
            doubled = DoubledHashes.among(hashes(blocks));
        }
        return doubled;
    }

    /**
     * Files that share a key with another, in groups: who shares a key, or shares one with who does, is in one group.
     *
     * @param others blocks of further files
     */
    public List<List<String>> meetings(Dataset<Row> others) {
        try (DoubledHashes all = DoubledHashes.among(hashes(blocks.unionByName(others)))) {
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

    private static JavaRDD<Long> hashes(Dataset<Row> blocks) {
        return blocks.select(HASHES).javaRDD().flatMap(row -> boxed(unpacked(row.getAs(0))));
    }

    static LongStream unpacked(byte[] block) {
        ByteBuffer buffer = ByteBuffer.wrap(block);
        return LongStream.range(0, block.length / Long.BYTES).map(i -> buffer.getLong((int) i * Long.BYTES));
    }

    private static Iterator<Long> boxed(LongStream stream) {
        PrimitiveIterator.OfLong all = stream.iterator();
        return all;
    }

    private static Column named(String name) {
        return col(Columns.quoted(name));
    }
}
