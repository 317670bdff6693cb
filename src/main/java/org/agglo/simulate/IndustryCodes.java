package org.agglo.simulate;

/**
 * Four-digit industry codes as in GB/T 4754: divisions 13–43 are manufacturing; 01–12 primary and mining, 44–50 utilities
 * and construction, 51–97 services.
 */
final class IndustryCodes {
    static final int FIRST_MANUFACTURING = 13;
    static final int LAST_MANUFACTURING = 43;
    private static final int SIZE = 1 << 12;

    /** How common the divisions 13, 14, …, 43 are, per thousand. */
    private static final int[] MANUFACTURING = {
        52, 21, 17, 2, 62, 46, 23, 24, 14, 18, 14, 22, 8, 66, 20, 6, 48, 74, 28, 17, 55, 72, 45, 37, 8, 62, 43, 12, 6,
        4, 3
    };

    /** Runs of divisions outside manufacturing: first, last, and how common each division is. */
    private static final int[][] OTHERS = {{1, 5, 6}, {6, 12, 4}, {44, 46, 6}, {47, 50, 26}, {51, 52, 90}, {53, 97, 14}
    };

    private IndustryCodes() {}

    /** Sector (0 manufacturing, 1 other) × 4,096 codes, each division as often as it is common. */
    static int[][] table() {
        double[] manufacturing = new double[LAST_MANUFACTURING + 1];
        for (int i = 0; i < MANUFACTURING.length; i++) {
            manufacturing[FIRST_MANUFACTURING + i] = MANUFACTURING[i];
        }
        double[] others = new double[98];
        for (int[] run : OTHERS) {
            for (int division = run[0]; division <= run[1]; division++) {
                others[division] = run[2];
            }
        }
        return new int[][] {codes(manufacturing), codes(others)};
    }

    private static int[] codes(double[] divisions) {
        int[] codes = new int[SIZE];
        long[] counts = Apportion.largestRemainder(SIZE, divisions);
        int next = 0;
        for (int division = 0; division < counts.length; division++) {
            for (int k = 0; k < counts[division]; k++) {
                codes[next++] = 100 * division + 10 * (1 + k % 4) + 1 + k / 4 % 6;
            }
        }
        return codes;
    }
}
