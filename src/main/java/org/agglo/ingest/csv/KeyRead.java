package org.agglo.ingest.csv;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What is read of records' keys.
 *
 * @param cells the key's columns in its order, and those that say which records are taken
 * @param among the hashes whose records are wanted; null where all hashes are
 */
record KeyRead(List<KeyCell> cells, LongSet among) implements Serializable {
    KeyRead {
        cells = new ArrayList<>(cells);
    }

    /** What stands beside the texts where all hashes are read. */
    static StructType schema(StructType texts) {
        var ranges = new ArrayType(DataTypes.LongType, false);
        return texts.add(CsvReader.FILE, DataTypes.StringType, false)
                .add(CsvReader.PROBLEM, DataTypes.StringType)
                .add(CsvReader.LOW, ranges)
                .add(CsvReader.HIGH, ranges)
                .add(CsvReader.HASHES, DataTypes.BinaryType);
    }
}
