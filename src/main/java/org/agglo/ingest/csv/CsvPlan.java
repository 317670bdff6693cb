package org.agglo.ingest.csv;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Everything that is settled before a job reads: the columns, the partitions, the size.
 *
 * @param columns how many columns of the files are wanted
 * @param bytes the files' size, unpacked by a guess, for the optimizer
 * @param roles what matters of each wanted column where records are condensed; empty where they are not
 * @param keys what is read of the records' keys; null where other things are
 */
record CsvPlan(int columns, List<CsvPartition> partitions, long bytes, List<CellRole> roles, KeyRead keys)
        implements Serializable {
    /** The option that carries the plan through Spark's reader. */
    static final String OPTION = "plan";

    CsvPlan {
        partitions = new ArrayList<>(partitions);
        roles = new ArrayList<>(roles);
    }

    boolean condenses() {
        return !roles.isEmpty();
    }

    /** Whether hashes are read, not records. */
    boolean hashes() {
        return keys != null && keys.among() == null;
    }

    /** What is read, in a word. */
    String what() {
        return condenses() ? "condensed csv" : hashes() ? "csv keys" : "csv";
    }

    /** The columns that add up. */
    static int[] summed(List<CellRole> roles) {
        return IntStream.range(0, roles.size())
                .filter(i -> roles.get(i).addsUp())
                .toArray();
    }

    StructType schema() {
        var schema = new StructType();
        for (int i = 0; i < columns; i++) {
            schema = schema.add(CsvReader.column(i), DataTypes.StringType);
        }
        return condenses() ? condensed(schema) : hashes() ? KeyRead.schema(schema) : records(schema);
    }

    private static StructType records(StructType texts) {
        return texts.add(CsvReader.FILE, DataTypes.StringType, false)
                .add(CsvReader.ROW, DataTypes.LongType, false)
                .add(CsvReader.PROBLEM, DataTypes.StringType)
                .add(CsvReader.RAW, DataTypes.StringType, false);
    }

    private StructType condensed(StructType texts) {
        StructType schema = texts.add(CsvReader.FILE, DataTypes.StringType, false)
                .add(CsvReader.PROBLEM, DataTypes.StringType)
                .add(CsvReader.COUNT, DataTypes.LongType, false);
        for (int i = 0; i < summed(roles).length; i++) {
            for (String part : CsvReader.PARTS) {
                schema = schema.add(part + i, DataTypes.DoubleType, false);
            }
            schema = schema.add(CsvReader.PLAIN + i, DataTypes.DoubleType);
        }
        return schema;
    }

    String encoded() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    static CsvPlan decoded(String text) {
        try (var in = new ObjectInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            return (CsvPlan) in.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
