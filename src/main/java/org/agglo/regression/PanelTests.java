package org.agglo.regression;

import org.agglo.regression.UnobservedEffects.Against;

/**
 * Specification tests of fitted panel models, from the rows that the fit has read: nothing is read again and no Spark job runs.
 *
 * <p>A test of one model takes the columns of units and periods by name. They have to have been read with the fit, as effects, as
 * clusters, or because {@code setVcovColumns} names them. A test that cannot be made of a model at all throws {@link
 * NotEstimableException} saying why: the model is of another kind or weighted, was saved and loaded without its rows, or a unit has
 * two rows in a period. A test whose statistic is not defined in these rows has NaN for it and says why in its note.
 *
 * <p>See also {@link Hausman}, {@link Poolability}, {@link WaldTest}, {@link EqualCoefficients}.
 */
public final class PanelTests {
    /** What stands before a row when residuals are lagged. */
    public enum Lags {
        /** The row of the same unit before it, nothing before a unit's first. */
        WITHIN_UNITS,
        /** The row above it when units are stacked one after the other, as plm's {@code pbgtest} and {@code pdwtest} do. */
        STACKED
    }

    /** Whose residuals are correlated between units. */
    public enum Slopes {
        /** The model's own, with slopes common to all units. */
        COMMON,
        /** Those of the model's regression in each unit by itself, as Pesaran proposes; plm's default. */
        BY_UNIT
    }

    private PanelTests() {}

    /**
     * Breusch and Pagan's (1980, <i>Review of Economic Studies</i> 47(1), 239–253) Lagrange multiplier that the variances of the
     * effects of one or two columns are zero, of pooled least squares; for unbalanced panels as Baltagi and Li (1990). χ² with as
     * many degrees of freedom as effects. plm: {@code plmtest(type = "bp")}.
     */
    public static TestResult breuschPagan(RegressionModel<?> model, String... effects) {
        return LagrangeMultipliers.of("Breusch–Pagan LM", model, effects).breuschPagan();
    }

    /**
     * Honda's (1985, <i>Review of Economic Studies</i> 52(4), 681–690) one-sided form of {@link #breuschPagan}, since variances are
     * not negative: (LM₁ + LM₂)/√2, standard normal. plm: {@code plmtest(type = "honda")}.
     */
    public static TestResult honda(RegressionModel<?> model, String... effects) {
        return LagrangeMultipliers.of("Honda LM", model, effects).honda();
    }

    /**
     * King and Wu's (1997, <i>Econometric Reviews</i> 16(2), 131–156) weighted sum of the two one-sided multipliers, locally mean most
     * powerful; the same as {@link #honda} for one effect. plm: {@code plmtest(type = "kw")}.
     */
    public static TestResult kingWu(RegressionModel<?> model, String... effects) {
        return LagrangeMultipliers.of("King–Wu LM", model, effects).kingWu();
    }

    /**
     * Gourieroux, Holly and Monfort's (1982, <i>Econometrica</i> 50(1), 63–80) test of two effects: max(LM₁, 0)² + max(LM₂, 0)², a
     * mixture of χ² of 0, 1 and 2 degrees of freedom with weights ¼, ½ and ¼. plm: {@code plmtest(type = "ghm")}.
     */
    public static TestResult gourierouxHollyMonfort(RegressionModel<?> model, String one, String other) {
        return LagrangeMultipliers.of("Gourieroux–Holly–Monfort LM", model, one, other)
                .mixed();
    }

    /**
     * Wooldridge's (2010, <i>Econometric Analysis of Cross Section and Panel Data</i>, 2nd ed., section 10.4.4) test that residuals of
     * pooled least squares are not correlated within an effect's levels, whatever the distribution of the errors. Standard normal for
     * many levels. plm: {@code pwtest}.
     */
    public static TestResult unobservedEffects(RegressionModel<?> model, String effect) {
        return new UnobservedEffects(pooled("Wooldridge's test of unobserved effects", model, effect)).wooldridge();
    }

    private static FittedPanel pooled(String test, RegressionModel<?> model, String unit) {
        FittedPanel.fitted(test, model, LeastSquares.POOLED);
        return FittedPanel.of(test, model, unit);
    }

    private static UnobservedEffects pooled(String test, RegressionModel<?> model, String unit, String time) {
        FittedPanel.fitted(test, model, LeastSquares.POOLED);
        return new UnobservedEffects(FittedPanel.of(test, model, unit, time));
    }

    /**
     * Bera, Sosa-Escudero and Yoon's (2001, <i>J. Econometrics</i> 101(1), 1–23) test of serial correlation that random effects do not
     * disturb, of pooled least squares. χ²(1). plm: {@code pbsytest(test = "ar")}.
     */
    public static TestResult serialDespiteEffects(RegressionModel<?> model, String unit, String time) {
        return pooled("Bera–Sosa-Escudero–Yoon, serial correlation", model, unit, time)
                .beraSosaEscuderoYoon(Against.SERIAL);
    }

    /** Theirs of random effects that serial correlation does not disturb; one-sided normal. plm: {@code pbsytest(test = "re")}. */
    public static TestResult effectsDespiteSerial(RegressionModel<?> model, String unit, String time) {
        return pooled("Bera–Sosa-Escudero–Yoon, random effects", model, unit, time)
                .beraSosaEscuderoYoon(Against.EFFECTS);
    }

    /**
     * Baltagi and Li's (1991, <i>Statistics and Probability Letters</i> 11(3), 277–280) joint test of random effects and serial
     * correlation. χ²(2). plm: {@code pbsytest(test = "j")}.
     */
    public static TestResult effectsOrSerial(RegressionModel<?> model, String unit, String time) {
        return pooled("Baltagi–Li, random effects and serial correlation", model, unit, time)
                .beraSosaEscuderoYoon(Against.EITHER);
    }

    /**
     * Wooldridge's (2010, section 10.5.4) test of serial correlation in a model with the fixed effects of the units alone: the slope
     * of a within residual on the one before is −1/(T − 1), T being the number of periods, under errors clustered by unit. F(1, pairs −
     * 2). plm: {@code pwartest}.
     */
    public static TestResult wooldridgeSerial(RegressionModel<?> model, String unit, String time) {
        String test = "Wooldridge's test of serial correlation, fixed effects";
        Fitted fitted = FittedPanel.fitted(test, model, LeastSquares.FIXED);
        if (!fitted.formula().effectNames().equals(java.util.List.of(unit))) {
            throw new NotEstimableException("%s is for the fixed effects of %s alone; this model has those of %s"
                    .formatted(test, unit, Words.and(fitted.formula().effectNames())));
        }
        return new SerialCorrelation(FittedPanel.of(test, model, unit, time)).within();
    }

    /**
     * Wooldridge's (2010, section 10.6.3) test of first differences, that the differenced errors are not correlated, so that the
     * levels are a random walk: the slope of a residual on the one before is 0. F(1, pairs − 2), errors clustered by unit. plm: {@code
     * pwfdtest(h0 = "fd")}.
     */
    public static TestResult wooldridgeDifferenced(RegressionModel<?> model, String unit, String time) {
        return differences(model, unit, time).differenced("The errors' differences are not correlated over time", 0);
    }

    /**
     * The same, that the errors in levels are not correlated: the slope is −½. plm: {@code pwfdtest(h0 = "fe")}; Drukker (2003,
     * <i>Stata Journal</i> 3(2), 168–177) tests the same hypothesis by a regression without intercept.
     */
    public static TestResult wooldridgeLevels(RegressionModel<?> model, String unit, String time) {
        return differences(model, unit, time).differenced("Errors are not correlated over time", -0.5);
    }

    private static SerialCorrelation differences(RegressionModel<?> model, String unit, String time) {
        String test = "Wooldridge's test of serial correlation, first differences";
        FittedPanel.fitted(test, model, FirstDifference.LABEL);
        return new SerialCorrelation(FittedPanel.of(test, model, unit, time));
    }

    /**
     * Breusch (1978) and Godfrey's (1978) test of serial correlation up to an order, of the columns that the model regresses: as given,
     * within, quasi-demeaned or differenced. n·R² of the residuals on these and their lags, 0 before the first row; χ²(order). plm:
     * {@code pbgtest}. Within residuals of few periods are correlated even if the errors are not; see {@link #wooldridgeSerial}.
     */
    public static TestResult breuschGodfrey(RegressionModel<?> model, String unit, String time, int order, Lags lags) {
        if (order < 1) {
            throw new IllegalArgumentException("The order of serial correlation is 1 or more, not " + order);
        }
        return new SerialCorrelation(FittedPanel.of("Breusch–Godfrey", model, unit, time)).breuschGodfrey(order, lags);
    }

    /**
     * Durbin and Watson's statistic Σ (u_t − u_t−1)²/Σ u² of the model's residuals; within units it is that of Bhargava, Franzini and
     * Narendranathan (1982, <i>Review of Economic Studies</i> 49(4), 533–549). No p-value. plm: {@code pdwtest}, {@code pbnftest}.
     */
    public static TestResult durbinWatson(RegressionModel<?> model, String unit, String time, Lags lags) {
        return new SerialCorrelation(FittedPanel.of("Durbin–Watson", model, unit, time)).durbinWatson(lags);
    }

    /**
     * Pesaran's (2015, <i>Econometric Reviews</i> 34(6–10), 1089–1117) CD test that errors of different units are not correlated:
     * √(1/P)·Σ √T_ij·ρ_ij over the P pairs of units, ρ_ij over the T_ij periods that both have. Standard normal, for many units and few
     * periods too. plm: {@code pcdtest}.
     */
    public static TestResult pesaranCd(RegressionModel<?> model, String unit, String time, Slopes slopes) {
        return pairs("Pesaran CD", model, unit, time, slopes).pesaran();
    }

    /**
     * Breusch and Pagan's (1980) Lagrange multiplier of the same, Σ T_ij·ρ_ij², χ²(P); for many periods and few units. plm: {@code
     * pcdtest(test = "lm")}; Stata: {@code xttest2}.
     */
    public static TestResult crossSectionLm(RegressionModel<?> model, String unit, String time, Slopes slopes) {
        return pairs("Breusch–Pagan LM of cross-section dependence", model, unit, time, slopes)
                .breuschPagan();
    }

    /** Scaled, for many units as well: √(1/(2P))·Σ (T_ij·ρ_ij² − 1), standard normal. plm: {@code pcdtest(test = "sclm")}. */
    public static TestResult scaledCrossSectionLm(RegressionModel<?> model, String unit, String time, Slopes slopes) {
        return pairs("Scaled LM of cross-section dependence", model, unit, time, slopes)
                .scaled();
    }

    /**
     * Scaled and corrected for the bias that within residuals cause, N/(2(T − 1)) (Baltagi, Feng and Kao 2012, <i>J. Econometrics</i>
     * 170(1), 164–177), of a model with the units' fixed effects. plm: {@code pcdtest(test = "bcsclm")}.
     */
    public static TestResult biasCorrectedCrossSectionLm(RegressionModel<?> model, String unit, String time) {
        String test = "Bias-corrected scaled LM of cross-section dependence";
        Fitted fitted = FittedPanel.fitted(test, model, LeastSquares.FIXED);
        if (!fitted.formula().effectNames().contains(unit)) {
            throw new NotEstimableException("%s is for models with the fixed effects of %s; this one has those of %s"
                    .formatted(test, unit, Words.and(fitted.formula().effectNames())));
        }
        return pairs(test, model, unit, time, Slopes.COMMON).biasCorrected();
    }

    private static CrossSection pairs(String test, RegressionModel<?> model, String unit, String time, Slopes slopes) {
        FittedPanel panel = FittedPanel.of(test, model, unit, time);
        return new CrossSection(
                panel, slopes == Slopes.COMMON ? panel.residuals() : new UnitRegressions(panel).residuals());
    }

    /**
     * The modified Wald test that errors have the same variance in all units: Σ_i (s_i² − s²)²/V_i, s_i² = Σ_t u_it²/T_i, s² = Σ u²/N,
     * V_i = Σ_t (u_it² − s_i²)²/(T_i(T_i − 1)); χ² with as many degrees of freedom as units. Errors need not be normal, but with few
     * periods it rejects far too often (Greene 2000, <i>Econometric Analysis</i>, 4th ed., p. 598; Baum 2001, <i>Stata Journal</i>
     * 1(1), 101–104). Stata: {@code xttest3}.
     */
    public static TestResult groupwiseHeteroskedasticity(RegressionModel<?> model, String unit) {
        return GroupVariances.test(FittedPanel.of("Modified Wald, groupwise heteroskedasticity", model, unit));
    }

    /**
     * Chow's test that the slopes are the same in all units, those of the model against a regression of each unit by itself: F =
     * [(R₀ − R₁)/(k₁ − k₀)]/[R₁/(N − k₁)]. A pooled model is also tested for equal intercepts, one with the units' fixed effects is
     * not. Supposes independent errors of equal variance. plm: {@code pooltest}.
     */
    public static TestResult equalSlopes(RegressionModel<?> model, String unit) {
        return Chow.test("Chow, equal slopes", model, unit);
    }
}
