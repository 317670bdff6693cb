package org.agglo.regression;

import java.util.Arrays;

/** The least and the most of a column. */
record Spread(double least, double most) {
    /** NaN of nothing. */
    static Spread of(double[] column) {
        return new Spread(
                Arrays.stream(column).min().orElse(Double.NaN),
                Arrays.stream(column).max().orElse(Double.NaN));
    }

    /** Whether all values are equal but for four units in the last place. */
    boolean constant() {
        double largest = Math.max(Math.abs(least), Math.abs(most));
        return most - least <= 4 * Math.ulp(largest);
    }

    boolean zero() {
        return least == 0 && most == 0;
    }
}
