package org.agglo.regression;

import java.util.stream.IntStream;
import org.agglo.stats.Cholesky;
import org.agglo.stats.CrossProducts;

/**
 * Swamy and Arora (1972), <i>Econometrica</i> 40(2), 261–275: the errors' variance from the regression within all effects, s²_e =
 * SSR_w/(N − L − k_w), that of each effect from the regression of its level means. Regressors that others explain between levels
 * do not count in K.
 */
final class SwamyArora {
    /** Share of a column's length below which others explain it; the same as for the coefficients. */
    static final double COLLINEAR = 1e-9;

    private SwamyArora() {}

    /**
     * For panels of any shape, as Baltagi and Chang (1994), <i>J. Econometrics</i> 62(2), 67–89, and what plm and Stata's
     * {@code xtreg, re sa} compute. With z̄_i the means of the regressors, the constant among them, s_i their sums and û_i the
     * residuals of the regression of means weighted by T_i:
     *
     * <p>s²_u = [Σ T_i·û_i² − (L − K)·s²_e] / {N − tr[(Σ T_i·z̄_i'z̄_i)⁻¹ Σ s_i's_i]}
     *
     * <p>With two effects each one's means hold some of the other's variance, and both equations are solved together.
     */
    static double[] general(PanelColumns panel, WithinRegression within) {
        int effects = panel.effects().size();
        MomentEquations equations = new MomentEquations(effects).within(within.rss(), within.df(panel));
        LevelMoments moments = withOutcome(panel);
        int k = panel.x().length;
        int[] regressors = IntStream.range(0, k).toArray();
        for (int e = 0; e < effects; e++) {
            CrossProducts between = moments.between(e);
            Cholesky factor = Cholesky.of(between, k, COLLINEAR);
            requireLevels(panel, e, factor.rank());
            equations.between(e, factor.residual(between, k), panel.levels(e) - factor.rank());
            equations.expect(e, e, panel.rows() - trace(factor, moments.sums(e).only(regressors)));
            for (int f = 0; f < effects; f++) {
                if (f != e) {
                    equations.expect(
                            e,
                            f,
                            panel.levels(e)
                                    - trace(factor, moments.meansSummed(e, f).only(regressors)));
                }
            }
        }
        return equations.solved(panel);
    }

    /**
     * One effect with the harmonic mean T̄ = L/Σ(1/T_i): s²_u = Σ û_i²/(L − K) − s²_e/T̄, û_i from the unweighted regression of
     * means. What Stata's {@code xtreg, re} and linearmodels compute.
     */
    static double[] harmonic(PanelColumns panel, WithinRegression within) {
        double idiosyncratic = within.rss() / within.df(panel);
        double inverse = 0;
        for (double size : panel.sizes(0)) {
            inverse += 1 / size;
        }
        CrossProducts means = withOutcome(panel).means(0);
        int k = panel.x().length;
        Cholesky factor = Cholesky.of(means, k, COLLINEAR);
        requireLevels(panel, 0, factor.rank());
        double left = factor.residual(means, k) / (means.rows() - factor.rank());
        return new double[] {idiosyncratic, left - idiosyncratic * inverse / panel.levels(0)};
    }

    private static LevelMoments withOutcome(PanelColumns panel) {
        int k = panel.x().length;
        double[][] all = java.util.Arrays.copyOf(panel.x(), k + 1);
        all[k] = panel.y();
        return new LevelMoments(all, panel);
    }

    private static double trace(Cholesky factor, CrossProducts products) {
        double trace = 0;
        for (int i = 0; i < products.columns(); i++) {
            for (int j = 0; j < products.columns(); j++) {
                trace += factor.inverse().get(i, j) * products.get(i, j);
            }
        }
        return trace;
    }

    private static void requireLevels(PanelColumns panel, int effect, int rank) {
        if (panel.levels(effect) <= rank) {
            throw new NotEstimableException(
                    ("Random effects of %s: the regression of group means needs more groups than coefficients, but there"
                                    + " are %s and %s (%s); use fewer regressors or fixed effects")
                            .formatted(
                                    panel.effects().get(effect).name(),
                                    Words.count(panel.levels(effect), "group"),
                                    Words.count(panel.x().length, "coefficient"),
                                    String.join(", ", panel.names())));
        }
    }
}
