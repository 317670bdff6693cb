package org.agglo.regression;

/** Products of columns. */
final class Dot {
    private Dot() {}

    /** Σ a·b. */
    static double of(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
