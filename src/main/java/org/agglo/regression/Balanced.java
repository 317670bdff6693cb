package org.agglo.regression;

/** The equations of a balanced panel that count no regressor: û'Wû = (N − L)·s²_e, Σ T·û̄_i² = L_e·s²_e + N·s²_u. */
final class Balanced {
    private Balanced() {}

    /**
     * @param within (N), what the effects leave of the residuals
     * @param residuals (N)
     */
    static MomentEquations equations(PanelColumns panel, double[] within, double[] residuals) {
        int effects = panel.effects().size();
        MomentEquations equations = new MomentEquations(effects)
                .within(LevelMoments.square(within), (double) panel.rows() - EffectRank.of(panel.fixed()));
        for (int e = 0; e < effects; e++) {
            equations.between(e, LevelMoments.between(residuals, panel, e), panel.levels(e));
            equations.expect(e, e, panel.rows());
        }
        return equations;
    }
}
