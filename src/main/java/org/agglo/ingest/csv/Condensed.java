package org.agglo.ingest.csv;

import java.util.Arrays;

/**
 * Records counted and added up by the classes of their cells: a table in arrays, each row with its key, a count, and three sums
 * for each column that adds up (see {@link Grid}).
 */
final class Condensed {
    /** As many rows and it is time to hand them on. */
    static final int FULL = 1 << 16;

    private final int width;
    private final int sums;
    private final int[] candidate;
    private final int[] hashes = new int[LineIndex.MOST];
    private final int[] rowOf = new int[LineIndex.MOST];
    private int[] table = new int[256];
    private int[] keys;
    private long[] counts = new long[128];
    private double[] totals;
    private int size;

    Condensed(int width, int sums) {
        this.width = width;
        this.sums = 3 * sums;
        this.candidate = new int[width];
        this.keys = new int[width * counts.length];
        this.totals = new double[this.sums * counts.length];
    }

    int size() {
        return size;
    }

    /** How many records the rows stand for. */
    long records() {
        long records = 0;
        for (int row = 0; row < size; row++) {
            records += counts[row];
        }
        return records;
    }

    /** The key to look for, to be filled in. */
    int[] candidate() {
        return candidate;
    }

    /** Counts a record with the key that was filled in; gives the row it went to. */
    int count() {
        int hash = 0;
        for (int part : candidate) {
            hash = mixed(hash, part);
        }
        return find(hash);
    }

    /** Counts records, the parts of whose keys are given part by part. */
    void count(int[][] parts, int records) {
        Arrays.fill(hashes, 0, records, 0);
        for (int[] part : parts) {
            for (int i = 0; i < records; i++) {
                hashes[i] = mixed(hashes[i], part[i]);
            }
        }
        for (int i = 0; i < records; i++) {
            for (int j = 0; j < width; j++) {
                candidate[j] = parts[j][i];
            }
            rowOf[i] = find(hashes[i]);
        }
    }

    private static int mixed(int hash, int part) {
        int mixed = (hash ^ part) * 0x9E3779B1;
        return mixed ^ mixed >>> 15;
    }

    private int find(int hash) {
        int slot = hash & table.length - 1;
        while (table[slot] != 0) {
            int row = table[slot] - 1;
            if (isAt(row)) {
                counts[row]++;
                return row;
            }
            slot = slot + 1 & table.length - 1;
        }
        return add(slot);
    }

    private boolean isAt(int row) {
        int at = row * width;
        int different = 0;
        for (int i = 0; i < width; i++) {
            different |= keys[at + i] ^ candidate[i];
        }
        return different == 0;
    }

    private int add(int slot) {
        if (size == counts.length) {
            counts = Arrays.copyOf(counts, 2 * size);
            keys = Arrays.copyOf(keys, 2 * size * width);
            totals = Arrays.copyOf(totals, 2 * size * sums);
        }
        System.arraycopy(candidate, 0, keys, size * width, width);
        counts[size] = 1;
        Arrays.fill(totals, size * sums, (size + 1) * sums, 0);
        table[slot] = ++size;
        if (2 * size > table.length) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        table = new int[2 * table.length];
        for (int row = 0; row < size; row++) {
            int hash = 0;
            for (int i = 0; i < width; i++) {
                hash = mixed(hash, keys[row * width + i]);
            }
            int slot = hash & table.length - 1;
            while (table[slot] != 0) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = row + 1;
        }
    }

    /** Adds a number to a row's sum; NaN is none. */
    void add(int row, int sum, double value) {
        int at = row * sums + 3 * sum;
        if ((long) value == value) {
            totals[at] += value;
        } else if (!Double.isNaN(value)) {
            double coarse = Grid.coarse(value);
            double fine = Grid.fine(value - coarse);
            totals[at] += coarse;
            totals[at + 1] += fine;
            totals[at + 2] += value - coarse - fine;
        }
    }

    /** Adds the numbers of the records last counted. */
    void add(int records, int sum, double[] values) {
        for (int i = 0; i < records; i++) {
            add(rowOf[i], sum, values[i]);
        }
    }

    int key(int row, int part) {
        return keys[row * width + part];
    }

    long count(int row) {
        return counts[row];
    }

    /** A row's sum: of a column, its coarse, fine or last part. */
    double total(int row, int sum, int part) {
        return totals[row * sums + 3 * sum + part];
    }

    void clear() {
        Arrays.fill(table, 0);
        size = 0;
    }
}
