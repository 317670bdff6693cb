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
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Everything that is settled before a job reads: the columns, the partitions, the size.
 *
 * @param columns how many columns of the files are wanted
 * @param bytes the files' size, unpacked by a guess, for the optimizer
 */
record CsvPlan(int columns, List<CsvPartition> partitions, long bytes) implements Serializable {
    /** The option that carries the plan through Spark's reader. */
    static final String OPTION = "plan";

    CsvPlan {
        partitions = new ArrayList<>(partitions);
    }

    StructType schema() {
        var schema = new StructType();
        for (int i = 0; i < columns; i++) {
            schema = schema.add(CsvReader.column(i), DataTypes.StringType);
        }
        return schema.add(CsvReader.FILE, DataTypes.StringType, false)
                .add(CsvReader.ROW, DataTypes.LongType, false)
                .add(CsvReader.PROBLEM, DataTypes.StringType)
                .add(CsvReader.RAW, DataTypes.StringType, false);
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
