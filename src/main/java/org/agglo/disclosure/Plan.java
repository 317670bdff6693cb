package org.agglo.disclosure;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.agglo.ingest.Checked;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Where things stand in a row, and what is done with them; it goes to the executors.
 *
 * @param names of the treated columns
 * @param hierarchies their names
 * @param complete for each hierarchy, whether children add up to their parent
 * @param classes size class to its range
 * @param group place of the column that is the same in all rows that are tied; null there in rows not used
 * @param keys places of the key
 * @param at for each hierarchy, the place of its column among the keys
 * @param values places of the treated columns
 * @param suppressed place of the column that says whether cells are withheld
 * @param weight place of the weight; −1 for none
 * @param sizeClass place of the size class; −1 for none
 * @param classed which treated column the classes are of
 * @param counts where counts by size stand; null for none
 * @param columns columns of a row as it was read
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record Plan(
        Treatment.Method method,
        List<String> names,
        List<String> hierarchies,
        boolean[] complete,
        Map<String, SizeClasses.Range> classes,
        List<CodeTree> trees,
        int group,
        int[] keys,
        int[] at,
        int[] values,
        int suppressed,
        int weight,
        int sizeClass,
        int classed,
        SizeCounts.Placed counts,
        int columns)
        implements Serializable {
    static Plan of(Treatment treatment, List<CodeTree> trees, List<String> key, StructType schema, String group) {
        int[] at = treatment.hierarchies().stream()
                .mapToInt(hierarchy -> key.indexOf(hierarchy.column()))
                .toArray();
        boolean[] complete = new boolean[at.length];
        for (int h = 0; h < at.length; h++) {
            complete[h] = treatment.hierarchies().get(h).complete();
        }
        return new Plan(
                treatment.method(),
                treatment.columns(),
                treatment.hierarchies().stream().map(Hierarchy::name).collect(Collectors.toCollection(ArrayList::new)),
                complete,
                treatment.classes().map(SizeClasses::bounds).orElse(Map.of()),
                trees,
                schema.fieldIndex(group),
                places(key, schema),
                at,
                places(treatment.columns(), schema),
                schema.fieldIndex(Checked.SUPPRESSED),
                treatment.weight().map(schema::fieldIndex).orElse(-1),
                treatment
                        .classes()
                        .map(classes -> schema.fieldIndex(classes.column()))
                        .orElse(-1),
                treatment
                        .classes()
                        .map(classes -> treatment.columns().indexOf(classes.of()))
                        .orElse(-1),
                treatment
                        .counts()
                        .map(counts -> counts.placed(treatment.columns(), schema))
                        .orElse(null),
                schema.size() - 1);
    }

    /** The cells of a row as it was read, with room for what is brought: four for each treated column, and what is wrong. */
    Object[] widened(Row row) {
        Object[] cells = new Object[columns + 4 * values.length + 1];
        for (int i = 0; i < columns; i++) {
            cells[i] = row.get(i);
        }
        return cells;
    }

    private static int[] places(List<String> names, StructType schema) {
        return names.stream().mapToInt(schema::fieldIndex).toArray();
    }
}
