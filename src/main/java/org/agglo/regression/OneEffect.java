package org.agglo.regression;

import org.agglo.stats.Twofold;

/** Sweeps out one effect: each value less the mean of its level, the mean summed to 32 digits. */
final class OneEffect implements Absorber {
    private final Category effect;
    private final int[][] rows;

    OneEffect(Category effect) {
        this.effect = effect;
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
            Twofold sum = new Twofold();
            for (int row : rows[level]) {
                sum.add(column[row]);
            }
            means[level] = sum.value() / rows[level].length;
        }
        return means;
    }

    @Override
    public long[] redundant() {
        return new long[1];
    }

    @Override
    public String caveat() {
        return "";
    }
}
