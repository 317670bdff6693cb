package org.agglo.simulate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Whole numbers in proportion to weights. */
final class Apportion {
    private Apportion() {}

    /** Parts that add up to the total, by largest remainder (Hamilton); of equal remainders the first goes first. */
    static long[] largestRemainder(long total, double[] weights) {
        double sum = Arrays.stream(weights).sum();
        long[] parts = new long[weights.length];
        double[] remainder = new double[weights.length];
        long given = 0;
        for (int i = 0; i < weights.length; i++) {
            double exact = total * (weights[i] / sum);
            parts[i] = (long) exact;
            remainder[i] = exact - parts[i];
            given += parts[i];
        }
        int[] order = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -remainder[i]).thenComparing(i -> i))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; given < total; i++, given++) {
            parts[order[i % order.length]]++;
        }
        return parts;
    }
}
