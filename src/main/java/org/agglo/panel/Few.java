package org.agglo.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Gathers rows that the driver holds, as {@link Gather#whole()} has Spark do: a job costs more than so little work. */
final class Few {
    private Few() {}

    /**
     * One row for each key and reason: values are those of its first row, what begins with an underscore adds up.
     *
     * @param columns the rows' columns
     * @param groups how many columns, from the first, are the key and the reason
     */
    static List<Row> gathered(List<Row> rows, String[] columns, int groups) {
        Map<List<Object>, Object[]> gathered = new LinkedHashMap<>();
        for (Row row : rows) {
            gathered.merge(KeyOrder.of(row, groups), cells(row), (sums, more) -> added(sums, more, columns, groups));
        }
        List<Row> all = new ArrayList<>(gathered.size());
        gathered.values().forEach(cells -> all.add(RowFactory.create(cells)));
        return all;
    }

    private static Object[] cells(Row row) {
        Object[] cells = new Object[row.length()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = row.get(i);
        }
        return cells;
    }

    private static Object[] added(Object[] sums, Object[] more, String[] columns, int groups) {
        for (int i = groups; i < sums.length; i++) {
            if (columns[i].startsWith("_") && more[i] != null) {
                sums[i] = sums[i] == null ? more[i] : (Long) sums[i] + (Long) more[i];
            }
        }
        return sums;
    }
}
