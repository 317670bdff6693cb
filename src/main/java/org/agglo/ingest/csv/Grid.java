package org.agglo.ingest.csv;

import static org.apache.spark.sql.functions.rint;

import org.apache.spark.sql.Column;

/**
 * Numbers in three parts, so that sums do not depend on the order of their terms: the part on a grid of 1/1024, the part of
 * what is left on a grid of 2⁻³², and the rest. Each part of any usual number adds up without rounding.
 */
public final class Grid {
    /** Steps of the coarse grid in 1. */
    private static final double COARSE = 1 << 10;
    /** Steps of the fine grid in 1. */
    private static final double FINE = 1L << 32;

    private Grid() {}

    /** A part of the number: 0 the coarse, 1 the fine, 2 the rest. */
    public static Column part(Column value, int part) {
        Column coarse = rint(value.multiply(COARSE)).divide(COARSE);
        Column left = value.minus(coarse);
        Column fine = rint(left.multiply(FINE)).divide(FINE);
        return switch (part) {
            case 0 -> coarse;
            case 1 -> fine;
            default -> left.minus(fine);
        };
    }

    static double coarse(double value) {
        return Math.rint(value * COARSE) / COARSE;
    }

    static double fine(double left) {
        return Math.rint(left * FINE) / FINE;
    }
}
