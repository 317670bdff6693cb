package org.agglo.regression;

import org.agglo.stats.Twofold;

/** Sweeps out one effect: each value less the weighted mean of its level, the mean summed to 32 digits. */
final class OneEffect implements Absorber {
    private final Category effect;
    private final Weights weights;
    private final int[][] rows;

    OneEffect(Category effect, Weights weights) {
        this.effect = effect;
        this.weights = weights;
        this.rows = Levels.rows(effect.codes(), effect.levels());
    }

    @Override
    public double[] swept(double[] column) {
        double[] means = means(column);
        double[] swept = new double[column.length];
        int[] codes = effect.codes();
        for (int row = 0; row < swept.length; row++) {
            swept[row] = column[row] - means[codes[row]];
        }
        return swept;
    }

    /** The mean of each level. */
    double[] means(double[] column) {
        double[] means = new double[rows.length];
        for (int level = 0; level < rows.length; level++) {
            means[level] = weights.none() ? mean(rows[level], column) : weightedMean(rows[level], column);
        }
        return means;
    }

    private static double mean(int[] rows, double[] column) {
        Twofold sum = new Twofold();
        for (int row : rows) {
            sum.add(column[row]);
        }
        return sum.value() / rows.length;
    }

    private double weightedMean(int[] rows, double[] column) {
        Twofold sum = new Twofold();
        Twofold total = new Twofold();
        for (int row : rows) {
            sum.addProduct(weights.of(row), column[row]);
            total.add(weights.of(row));
        }
        return sum.value() / total.value();
    }

    @Override
    public long[] redundant() {
        return new long[1];
    }

    @Override
    public String caveat() {
        return "";
    }

    @Override
    public double[][] coefficients(double[] column) {
        return new double[][] {means(column)};
    }
}
