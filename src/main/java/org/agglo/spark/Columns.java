package org.agglo.spark;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** Checks on a table's columns, made before any job runs. */
public final class Columns {
    private Columns() {}

    /**
     * Stops unless every named column is there.
     *
     * @throws DataException naming the missing columns and those that are there
     */
    public static void require(String table, StructType schema, List<String> names) {
        List<String> there = Arrays.asList(schema.fieldNames());
        List<String> missing =
                names.stream().filter(name -> !there.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new DataException("%s has no column %s; it has %s"
                    .formatted(table, String.join(", ", missing), String.join(", ", there)));
        }
    }

    /** The name as Spark's parser takes it literally: dots and backticks inside it stand for themselves. */
    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
