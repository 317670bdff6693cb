package org.agglo.regression;

import java.util.List;
import org.agglo.stats.Cholesky;
import org.agglo.stats.SymmetricMatrix;

/**
 * The regression within the levels of a panel's effects, from which the variance of the errors follows.
 *
 * @param kept numbers of the regressors that vary there and can be told apart
 * @param slopes theirs
 * @param inverse (W'W)⁻¹ of what the effects leave of those
 * @param rss sum of squared residuals
 * @param levels parameters that the effects take
 */
record WithinRegression(List<Integer> kept, List<Double> slopes, SymmetricMatrix inverse, double rss, long levels) {
    /** Share of the outcome's sum of squares within groups below which residuals are rounding. */
    private static final double PERFECT = 1e-20;

    /** @throws NotEstimableException if too few rows are there or nothing varies */
    static WithinRegression of(PanelColumns panel) {
        Design design = Design.swept(panel.names(), panel.y(), panel.x(), panel.absorber(), Weights.NONE);
        Selection selection = new Selection(design, panel.x(), panel.fixed());
        Design kept = design.only(selection.kept());
        int slopes = kept.x().length;
        Cholesky factor = Cholesky.of(kept.products(), slopes, 0);
        double rss = factor.residual(kept.products(), slopes);
        long levels = EffectRank.of(panel.fixed());
        if (panel.rows() - levels - slopes <= 0) {
            throw new NotEstimableException(
                    ("Random effects of %s: %s in %s leave nothing to tell the variance within groups from (%s);"
                                    + " use fewer regressors or pooled least squares")
                            .formatted(
                                    panel.effectNames(),
                                    Words.count(panel.rows(), "row"),
                                    Words.count(levels, "group"),
                                    Words.count(slopes, "slope")));
        }
        double length = kept.length(slopes);
        if (length <= Selection.TOLERANCE * kept.lengthBefore(slopes) || rss <= PERFECT * length * length) {
            throw new NotEstimableException(
                    "Random effects of %s: the outcome does not vary within groups beyond what the regressors explain"
                            .formatted(panel.effectNames()));
        }
        double[] b = factor.solve(kept.products(), slopes);
        return new WithinRegression(
                java.util.Arrays.stream(selection.kept()).boxed().toList(),
                java.util.Arrays.stream(b).boxed().toList(),
                factor.inverse(),
                rss,
                levels);
    }

    /** N − L − k: what the residuals have left. */
    double df(PanelColumns panel) {
        return panel.rows() - levels - kept.size();
    }

    /** (N), y − x'b: the effects and the errors. */
    double[] effectsAndErrors(PanelColumns panel) {
        double[] left = panel.y().clone();
        for (int j = 0; j < kept.size(); j++) {
            double[] column = panel.x()[kept.get(j)];
            double slope = slopes.get(j);
            for (int row = 0; row < left.length; row++) {
                left[row] -= slope * column[row];
            }
        }
        return left;
    }
}
