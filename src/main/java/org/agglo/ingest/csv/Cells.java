package org.agglo.ingest.csv;

import java.util.Arrays;

/** Where a record's cells lie, counted from the record's first byte. Cells beyond the expected are counted, not kept. */
final class Cells {
    private final boolean grows;
    private int[] starts;
    private int[] stops;
    private boolean[] pairs;
    private int count;

    /** @param expected cells in a record; 0 for any number */
    Cells(int expected) {
        int room = expected == 0 ? 16 : expected;
        this.grows = expected == 0;
        this.starts = new int[room];
        this.stops = new int[room];
        this.pairs = new boolean[room];
    }

    void clear() {
        count = 0;
    }

    /** @param doubled whether quotes are doubled in it */
    void add(int start, int stop, boolean doubled) {
        if (count == starts.length && grows) {
            starts = Arrays.copyOf(starts, 2 * count);
            stops = Arrays.copyOf(stops, 2 * count);
            pairs = Arrays.copyOf(pairs, 2 * count);
        }
        if (count < starts.length) {
            starts[count] = start;
            stops[count] = stop;
            pairs[count] = doubled;
        }
        count++;
    }

    int count() {
        return count;
    }

    int start(int cell) {
        return starts[cell];
    }

    int length(int cell) {
        return stops[cell] - starts[cell];
    }

    boolean hasPairs(int cell) {
        return pairs[cell];
    }
}
