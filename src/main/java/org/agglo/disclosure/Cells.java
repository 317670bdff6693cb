package org.agglo.disclosure;

import java.util.List;

/**
 * One column of cells that are tied to each other, and what is known of them.
 *
 * @param value (n) the published value; NaN where there is none
 * @param withheld (n) whether the publisher withholds it; a cell with neither is missing from the file
 * @param low (n) least possible value
 * @param high (n) greatest possible value, infinite if nothing bounds it
 */
@SuppressWarnings("ArrayRecordComponent") // No copies of what can be long; compared by nobody.
record Cells(double[] value, boolean[] withheld, double[] low, double[] high, List<Family> families) {
    /** How far sums may be off, relative to the greater of the sum and 1. */
    static final double TOLERANCE = 1e-9;

    /** Cells with the bounds that stand in the file: the value itself, the size class, or from 0 on. */
    static Cells of(double[] value, boolean[] withheld, double[] low, double[] high, List<Family> families) {
        for (int i = 0; i < value.length; i++) {
            if (!Double.isNaN(value[i])) {
                low[i] = value[i];
                high[i] = value[i];
            }
        }
        return new Cells(value, withheld, low, high, families);
    }

    int size() {
        return value.length;
    }

    boolean known(int i) {
        return !Double.isNaN(value[i]);
    }

    /** Neither published nor withheld. */
    boolean absent(int i) {
        return !known(i) && !withheld[i];
    }

    /** Whether the bounds leave one value only. */
    boolean exact(int i) {
        return Double.isFinite(high[i]) && high[i] - low[i] <= slack(high[i]);
    }

    static double slack(double of) {
        return TOLERANCE * Math.max(1, Math.abs(of));
    }
}
