package org.agglo.simulate;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Random numbers by counter: each is a hash of the seed, a purpose and two counters, so any of them can be drawn alone, in
 * any order, on any machine. The hash chains the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
 */
final class Draws {
    /** What a number is drawn for; numbers of different purposes are independent. A purpose keeps its number for ever. */
    enum Purpose {
        FIRM(1),
        SIZE_OFFSET(2),
        ENTRY_OFFSET(3),
        EXIT_OFFSET(4),
        COUNTY_WEIGHT(5),
        COUNTY_TILT(6),
        REGION_WEIGHT(7),
        DEVELOPMENT(8),
        LEVEL(9),
        PATH(10),
        REGION_EFFECT(11),
        YEAR_EFFECT(12),
        ERROR(13),
        GAP(14);

        private final int number;

        Purpose(int number) {
            this.number = number;
        }
    }

    static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private Draws() {}

    /** SplitMix64's finaliser, a bijection that spreads every bit over all bits. */
    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** 64 random bits. */
    static long bits(long seed, Purpose purpose, long a, long b) {
        long z = mix(seed + GOLDEN * purpose.number);
        z = mix(z + GOLDEN * (a + 1));
        return mix(z + GOLDEN * (b + 1));
    }

    /** The bits as a number strictly between 0 and 1. */
    static double uniform(long bits) {
        return ((bits >>> 11) + 0.5) * UNIT;
    }

    /** A standard normal number. */
    static double normal(long seed, Purpose purpose, long a, long b) {
        return quantile(uniform(bits(seed, purpose, a, b)));
    }

    /** The standard normal quantile. */
    static double quantile(double probability) {
        return NORMAL.inverseCumulativeProbability(probability);
    }

    /**
     * exp(sigma z) at n evenly spread quantiles of the standard normal z, divided by their mean: a log-normal variable of
     * mean 1 as a table, cut at its 1/(2n) and 1 − 1/(2n) quantiles.
     */
    static double[] logNormalTable(double sigma, int n) {
        double[] table = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            table[i] = StrictMath.exp(sigma * quantile((i + 0.5) / n));
            sum += table[i];
        }
        for (int i = 0; i < n; i++) {
            table[i] *= n / sum;
        }
        return table;
    }
}
