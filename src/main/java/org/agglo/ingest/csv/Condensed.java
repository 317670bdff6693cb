package org.agglo.ingest.csv;

import java.util.Arrays;

/**
 * Records counted and added up by the classes of their cells: a table in arrays, each row with its key, a count, and three sums
 * for each column that adds up (see {@link Grid}).
 *
 * <p>A key's parts are packed into one number of 63 bits as long as they fit, and hashed otherwise.
 */
final class Condensed {
    /** As many rows and it is time to hand them on. */
    static final int FULL = 1 << 16;

    private static final long MIX = 0x9E3779B97F4A7C15L;
    /** Set in every code, so that 0 is none. */
    private static final long TAKEN = Long.MIN_VALUE;

    private final int width;
    private final int sums;
    /** For each part the bits that it is given, and the place of the lowest. */
    private final int[] bits;

    private final int[] shifts;
    /** Whether the parts fit into a code, which then stands for the key. */
    private boolean packed = true;

    private final long[] codes = new long[LineIndex.MOST];
    private final int[] rowOf = new int[LineIndex.MOST];
    /** Slots: a key's code, 0 for none, and its row. */
    private long[] slots = new long[256];

    private int[] rowAt = new int[256];
    private int[] keys;
    private long[] counts = new long[128];
    private double[] totals;
    private int size;

    Condensed(int width, int sums) {
        this.width = width;
        this.sums = 3 * sums;
        this.bits = new int[width];
        this.shifts = new int[width];
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

    /** Counts records, the parts of whose keys, −1 or more, are given part by part. */
    void count(int[][] parts, int records) {
        encode(parts, records);
        for (int i = 0; i < records; i++) {
            int slot = find(codes[i], parts, i);
            int row = slots[slot] == 0 ? add(slot, parts, i) : rowAt[slot];
            counts[row]++;
            rowOf[i] = row;
        }
    }

    /** Finds the records' codes; a part that is the same in all of them is looked at once. */
    private void encode(int[][] parts, int records) {
        long base = TAKEN;
        boolean first = true;
        for (int j = 0; j < width; j++) {
            int[] part = parts[j];
            int all = 0;
            int common = -1;
            for (int i = 0; i < records; i++) {
                all |= part[i] + 1;
                common &= part[i] + 1;
            }
            if (all >>> bits[j] != 0) {
                widen(j, all);
                encode(parts, records);
                return;
            }
            if (all == common) {
                base |= (long) all << shifts[j];
            } else {
                add(part, shifts[j], records, first);
                first = false;
            }
        }
        if (first) {
            Arrays.fill(codes, 0, records, base);
        } else {
            for (int i = 0; i < records; i++) {
                codes[i] |= base;
            }
        }
        if (!packed) {
            hash(parts, records);
        }
    }

    private void add(int[] part, int shift, int records, boolean first) {
        for (int i = 0; i < records; i++) {
            long code = (long) (part[i] + 1) << shift;
            codes[i] = first ? code : codes[i] | code;
        }
    }

    private void hash(int[][] parts, int records) {
        for (int i = 0; i < records; i++) {
            long hash = 0;
            for (int j = 0; j < width; j++) {
                hash = mixed(hash, parts[j][i]);
            }
            codes[i] = hash | TAKEN;
        }
    }

    private static long mixed(long hash, int part) {
        long mixed = (hash ^ part) * MIX;
        return mixed ^ mixed >>> 29;
    }

    /** Gives a part more bits. */
    private void widen(int part, int most) {
        bits[part] = Integer.SIZE - Integer.numberOfLeadingZeros(most);
        int shift = 0;
        for (int j = 0; j < width; j++) {
            shifts[j] = shift;
            shift += bits[j];
        }
        packed = shift < Long.SIZE;
        table(slots.length);
    }

    private int find(long code, int[][] parts, int record) {
        int slot = slot(code);
        while (slots[slot] != 0 && !(slots[slot] == code && (packed || isAt(rowAt[slot], parts, record)))) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private int slot(long code) {
        return (int) ((code * MIX) >>> 40) & slots.length - 1;
    }

    private boolean isAt(int row, int[][] parts, int record) {
        for (int j = 0; j < width; j++) {
            if (keys[row * width + j] != parts[j][record]) {
                return false;
            }
        }
        return true;
    }

    private int add(int slot, int[][] parts, int record) {
        if (size == counts.length) {
            counts = Arrays.copyOf(counts, 2 * size);
            keys = Arrays.copyOf(keys, 2 * size * width);
            totals = Arrays.copyOf(totals, 2 * size * sums);
        }
        for (int j = 0; j < width; j++) {
            keys[size * width + j] = parts[j][record];
        }
        counts[size] = 0;
        Arrays.fill(totals, size * sums, (size + 1) * sums, 0);
        slots[slot] = codes[record];
        rowAt[slot] = size++;
        if (2 * size > slots.length) {
            table(2 * slots.length);
        }
        return size - 1;
    }

    /** Finds each row a slot. */
    private void table(int length) {
        slots = new long[length];
        rowAt = new int[length];
        for (int row = 0; row < size; row++) {
            long code = code(row);
            int slot = slot(code);
            while (slots[slot] != 0) {
                slot = slot + 1 & length - 1;
            }
            slots[slot] = code;
            rowAt[slot] = row;
        }
    }

    private long code(int row) {
        long code = 0;
        for (int j = 0; j < width; j++) {
            int part = keys[row * width + j];
            code = packed ? code | (long) (part + 1) << shifts[j] : mixed(code, part);
        }
        return code | TAKEN;
    }

    /** Adds the numbers of the records last counted; NaN is none. */
    void add(int records, int sum, double[] values) {
        for (int i = 0; i < records; i++) {
            add(rowOf[i], sum, values[i]);
        }
    }

    private void add(int row, int sum, double value) {
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
        Arrays.fill(slots, 0);
        size = 0;
    }
}
