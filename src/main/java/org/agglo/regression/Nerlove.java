package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Nerlove (1971), <i>Econometrica</i> 39(2), 359–382: s²_e = SSR_w/N, without degrees of freedom, and the variance of the estimated
 * fixed effects α_i about their mean weighted by T_i, s²_u = L/(L − 1)·Σ T_i/N·(α_i − ᾱ)². It holds the errors of the α_i and is
 * never negative. Regressors that do not vary within levels count as the effects'.
 */
final class Nerlove {
    private Nerlove() {}

    static double[] of(PanelColumns panel, WithinRegression within) {
        double[] left = within.effectsAndErrors(panel);
        List<Double> variances = new ArrayList<>();
        variances.add(within.rss() / panel.rows());
        double[][] levels = levels(panel, left);
        for (int e = 0; e < levels.length; e++) {
            double n = panel.levels(e);
            variances.add(n / (n - 1) * variance(levels[e], panel.sizes(e), panel.rows()));
        }
        return variances.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The fixed effects of each effect, up to a constant. */
    private static double[][] levels(PanelColumns panel, double[] left) {
        if (panel.effects().size() == 1) {
            return new double[][] {new OneEffect(panel.effects().get(0), Weights.NONE).means(left)};
        }
        double[] swept = panel.absorber().swept(left);
        int[] first = panel.effects().get(0).codes();
        int[] second = panel.effects().get(1).codes();
        double[][] levels = {unknown(panel.levels(0)), unknown(panel.levels(1))};
        levels[0][first[0]] = 0;
        boolean more = true;
        while (more) {
            more = false;
            for (int row = 0; row < left.length; row++) {
                double sum = left[row] - swept[row];
                boolean one = Double.isNaN(levels[0][first[row]]);
                boolean other = Double.isNaN(levels[1][second[row]]);
                if (one && !other) {
                    levels[0][first[row]] = sum - levels[1][second[row]];
                } else if (other && !one) {
                    levels[1][second[row]] = sum - levels[0][first[row]];
                }
                more |= one != other;
            }
        }
        if (Arrays.stream(levels[0]).anyMatch(Double::isNaN)) {
            throw new NotEstimableException(
                    "Random effects of %s: they fall into unconnected parts, across which Nerlove's fixed effects cannot be compared; use swar or walhus"
                            .formatted(panel.effectNames()));
        }
        return levels;
    }

    private static double[] unknown(int levels) {
        double[] unknown = new double[levels];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }

    private static double variance(double[] levels, double[] sizes, double rows) {
        double mean = 0;
        for (int i = 0; i < levels.length; i++) {
            mean += sizes[i] / rows * levels[i];
        }
        double variance = 0;
        for (int i = 0; i < levels.length; i++) {
            variance += sizes[i] / rows * (levels[i] - mean) * (levels[i] - mean);
        }
        return variance;
    }
}
