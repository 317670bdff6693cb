package org.agglo.panel;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/** Keys as lists of values: their order, first value first, and how they read in a message. */
final class KeyOrder {
    private KeyOrder() {}

    static List<Object> of(Row row, int columns) {
        return IntStream.range(0, columns).mapToObj(row::get).toList();
    }

    static List<Object> of(Row row, int[] columns) {
        return IntStream.of(columns).mapToObj(row::get).toList();
    }

    static Comparator<Row> ofRows(int columns) {
        return Comparator.comparing(row -> of(row, columns), KeyOrder::compare);
    }

    /** Orders two keys with the same columns. */
    @SuppressWarnings("unchecked") // A column has one type, and keys are text or whole numbers.
    static int compare(List<Object> left, List<Object> right) {
        for (int i = 0; i < left.size(); i++) {
            int order = ((Comparable<Object>) left.get(i)).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** As people write it: {@code Beijing, 2005}. */
    static String text(List<Object> key) {
        return key.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
