package org.agglo.regression;

/** Arithmetic on codes of levels. */
final class Levels {
    private Levels() {}

    /** Rows in each level. */
    static int[] counts(int[] codes, int levels) {
        int[] counts = new int[levels];
        for (int code : codes) {
            if (code >= 0) {
                counts[code]++;
            }
        }
        return counts;
    }

    /** The rows of each level, in order. */
    static int[][] rows(int[] codes, int levels) {
        int[] counts = counts(codes, levels);
        int[][] rows = new int[levels][];
        for (int level = 0; level < levels; level++) {
            rows[level] = new int[counts[level]];
        }
        int[] filled = new int[levels];
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] >= 0) {
                rows[codes[row]][filled[codes[row]]++] = row;
            }
        }
        return rows;
    }
}
