package org.agglo.regression;

import org.agglo.stats.Cholesky;
import org.agglo.stats.CrossProducts;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Wallace and Hussain (1969), <i>Econometrica</i> 37(1), 55–72: all variances from the residuals û of pooled least squares.
 *
 * <p>In a balanced panel û'Wû = (N − L)·s²_e and Σ T·û̄_i² = L_e·s²_e + N·s²_u, W the within transformation, as they give them. In an
 * unbalanced one the expectations also count what the regression takes, as Baltagi and Chang (1994). The two differ in a balanced
 * panel too, by terms that vanish with its size; plm draws the line in the same place.
 */
final class WallaceHussain {
    private final PanelColumns panel;
    private final Cholesky factor;
    private final RealMatrix inverse;
    private final LevelMoments moments;
    private final double[] residuals;

    private WallaceHussain(PanelColumns panel) {
        this.panel = panel;
        int k = panel.x().length;
        double[][] all = java.util.Arrays.copyOf(panel.x(), k + 1);
        all[k] = panel.y();
        CrossProducts products = CrossProducts.of(all);
        this.factor = Cholesky.of(products, k, SwamyArora.COLLINEAR);
        this.inverse = new Array2DRowRealMatrix(factor.inverse().toArray(), false);
        this.moments = new LevelMoments(panel.x(), panel);
        this.residuals = residuals(factor.solve(products, k));
    }

    static double[] of(PanelColumns panel) {
        WallaceHussain pooled = new WallaceHussain(panel);
        return panel.balanced() ? pooled.balanced() : pooled.unbalanced();
    }

    private double[] residuals(double[] b) {
        double[] left = panel.y().clone();
        for (int j = 0; j < b.length; j++) {
            for (int row = 0; row < left.length; row++) {
                left[row] -= b[j] * panel.x()[j][row];
            }
        }
        return left;
    }

    private double[] balanced() {
        return Balanced.equations(panel, panel.absorber().swept(residuals), residuals)
                .solved(panel);
    }

    private double[] unbalanced() {
        Absorber absorber = panel.absorber();
        double[][] left = new double[panel.x().length][];
        for (int j = 0; j < left.length; j++) {
            left[j] = absorber.swept(panel.x()[j]);
        }
        RealMatrix within = inverse.multiply(LevelMoments.matrix(CrossProducts.of(left)));
        int effects = panel.effects().size();
        MomentEquations equations = new MomentEquations(effects)
                .within(
                        LevelMoments.square(absorber.swept(residuals)),
                        panel.rows() - EffectRank.of(panel.fixed()) - within.getTrace());
        for (int e = 0; e < effects; e++) {
            RealMatrix between = inverse.multiply(LevelMoments.matrix(moments.between(e)));
            RealMatrix sums = inverse.multiply(LevelMoments.matrix(moments.sums(e)));
            equations.expect(-1, e, within.multiply(sums).getTrace());
            equations.between(e, LevelMoments.between(residuals, panel, e), panel.levels(e) - between.getTrace());
            equations.expect(
                    e,
                    e,
                    panel.rows() - 2 * sums.getTrace() + between.multiply(sums).getTrace());
            for (int f = 0; f < effects; f++) {
                if (f != e) {
                    RealMatrix others = inverse.multiply(LevelMoments.matrix(moments.sums(f)));
                    double across =
                            inverse.multiply(moments.meansWithSums(e, f)).getTrace();
                    equations.expect(
                            e,
                            f,
                            panel.levels(e)
                                    - 2 * across
                                    + between.multiply(others).getTrace());
                }
            }
        }
        return equations.solved(panel);
    }
}
