package org.agglo.regression;

import java.util.List;
import java.util.stream.IntStream;
import org.agglo.stats.CrossProducts;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Amemiya (1971), <i>International Economic Review</i> 12(1), 1–13: all variances from y − x'b with the slopes b of the regression
 * within all effects. Balanced and unbalanced panels differ as in {@link WallaceHussain}.
 *
 * <p>What regressors that do not vary within levels explain would count as the effects'; they are refused.
 */
final class Amemiya {
    private Amemiya() {}

    /** @throws NotEstimableException if a regressor does not vary within the effects' levels, or there is no constant */
    static double[] of(PanelColumns panel, WithinRegression within) {
        requireAllVary(panel, within);
        double[] residuals = within.effectsAndErrors(panel);
        if (panel.balanced()) {
            return Balanced.equations(panel, panel.absorber().swept(residuals), residuals)
                    .solved(panel);
        }
        RealMatrix inverse = new Array2DRowRealMatrix(within.inverse().toArray(), false);
        int effects = panel.effects().size();
        double[][] kept = within.kept().stream().map(j -> panel.x()[j]).toArray(double[][]::new);
        LevelMoments moments = new LevelMoments(kept, panel);
        MomentEquations equations = new MomentEquations(effects).within(within.rss(), within.df(panel));
        for (int e = 0; e < effects; e++) {
            CrossProducts between = moments.between(e);
            double regressors = inverse.multiply(LevelMoments.matrix(between)).getTrace();
            equations.between(e, LevelMoments.between(residuals, panel, e), panel.levels(e) - 1 + regressors);
            for (int f = 0; f < effects; f++) {
                equations.expect(e, f, (e == f ? panel.rows() : panel.levels(e)) - panel.meanSize(f));
            }
        }
        return equations.solved(panel);
    }

    private static void requireAllVary(PanelColumns panel, WithinRegression within) {
        if (!panel.constant()) {
            throw new NotEstimableException(
                    "Random effects of %s: Amemiya's variances are taken about an intercept, and the formula has none; use swar or walhus"
                            .formatted(panel.effectNames()));
        }
        List<String> still = IntStream.range(1, panel.x().length)
                .filter(j -> !within.kept().contains(j))
                .mapToObj(panel.names()::get)
                .toList();
        if (!still.isEmpty()) {
            throw new NotEstimableException(
                    "Random effects of %s: Amemiya's variances need regressors that vary within the effects, and %s cannot be told from them there; use swar or walhus"
                            .formatted(panel.effectNames(), Words.and(still)));
        }
    }
}
