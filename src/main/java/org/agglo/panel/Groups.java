package org.agglo.panel;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agglo.spark.Columns;
import org.agglo.spark.DataException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** Columns that say which group a region is in. */
final class Groups {
    private Groups() {}

    /**
     * Stops where a region is listed twice in one grouping.
     *
     * @throws DataException naming the region and the groups
     */
    static void check(Map<String, Map<String, List<String>>> groups) {
        groups.forEach((column, values) -> {
            Map<String, String> groupOf = new HashMap<>();
            values.forEach((group, regions) -> regions.forEach(region -> {
                String before = groupOf.put(region, group);
                if (before != null) {
                    throw new DataException("Region %s is listed twice in the groups of %s: in %s and in %s. Keep one"
                            .formatted(region, column, before, group));
                }
            }));
        });
    }

    /** The group of the region; null if it is in none. */
    static Column column(String region, String name, Map<String, List<String>> groups) {
        Column text = col(Columns.quoted(region)).cast(DataTypes.StringType);
        Column[] labels = groups.entrySet().stream()
                .map(group -> when(text.isin(group.getValue().toArray()), lit(group.getKey())))
                .toArray(Column[]::new);
        Column label = labels.length == 0 ? lit(null).cast(DataTypes.StringType) : coalesce(labels);
        return label.as(name);
    }
}
