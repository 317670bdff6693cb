package org.agglo.regression;

import java.util.List;

/**
 * The one order of rows that depends on nothing but what they hold: by the codes of their levels, then by the bits of
 * their values. Sums over rows in this order are the same whatever file, partition or thread they came from.
 */
final class RowOrder {
    private static final int SHORT = 16;

    private final List<int[]> codes;
    private final double[][] values;

    RowOrder(List<int[]> codes, double[][] values) {
        this.codes = codes;
        this.values = values;
    }

    /** Row numbers in order. */
    int[] sorted() {
        return sorted(values[0].length);
    }

    /** Of so many rows. */
    int[] sorted(int rows) {
        int[] order = new int[rows];
        for (int row = 0; row < rows; row++) {
            order[row] = row;
        }
        sort(order, order.clone(), 0, rows);
        return order;
    }

    /** Sorts {@code to} between the bounds; {@code from} holds the same rows there. */
    private void sort(int[] to, int[] from, int start, int end) {
        if (end - start <= SHORT) {
            insert(to, start, end);
            return;
        }
        int middle = (start + end) >>> 1;
        sort(from, to, start, middle);
        sort(from, to, middle, end);
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takeLeft = right >= end || (left < middle && compare(from[left], from[right]) <= 0);
            to[at] = takeLeft ? from[left++] : from[right++];
        }
    }

    private void insert(int[] order, int start, int end) {
        for (int i = start + 1; i < end; i++) {
            int row = order[i];
            int at = i;
            while (at > start && compare(order[at - 1], row) > 0) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = row;
        }
    }

    private int compare(int a, int b) {
        for (int[] column : codes) {
            if (column[a] != column[b]) {
                return Integer.compare(column[a], column[b]);
            }
        }
        for (double[] column : values) {
            int compared = Double.compare(column[a], column[b]);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }
}
