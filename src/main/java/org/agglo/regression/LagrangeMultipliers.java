package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import org.agglo.stats.Distributions;

/**
 * Lagrange multipliers of random effects, from the residuals u of pooled least squares: for an effect with levels of T_i rows, N rows
 * in all, LM = N/√(2(ΣT_i² − N))·(Σ_i (Σ_t u_it)²/Σu² − 1), standard normal without the effect. For unbalanced panels as Baltagi and
 * Li (1990).
 */
final class LagrangeMultipliers {
    private final String test;
    private final List<Category> effects;
    private final double[] squares;
    private final double[] multipliers;
    private final double rows;

    private LagrangeMultipliers(String test, Fitted fitted, List<Category> effects) {
        this.test = test;
        this.effects = effects;
        double[] residuals = fitted.solution().residuals();
        this.rows = residuals.length;
        this.squares = new double[effects.size()];
        this.multipliers = new double[effects.size()];
        double rss = LevelMoments.square(residuals);
        for (int e = 0; e < multipliers.length; e++) {
            Category effect = effects.get(e);
            squares[e] = Arrays.stream(Levels.counts(effect.codes(), effect.levels()))
                    .mapToDouble(size -> (double) size * size)
                    .sum();
            double[] sums = RowSandwich.sums(new double[][] {residuals}, effect.codes(), effect.levels())[0];
            multipliers[e] = rows / Math.sqrt(2 * (squares[e] - rows)) * (LevelMoments.square(sums) / rss - 1);
        }
    }

    static LagrangeMultipliers of(String test, RegressionModel<?> model, String... effects) {
        if (effects.length == 0 || effects.length > 2 || (effects.length == 2 && effects[0].equals(effects[1]))) {
            throw new IllegalArgumentException("%s is of one effect or of two different ones, not of [%s]"
                    .formatted(test, String.join(", ", effects)));
        }
        Fitted fitted = FittedPanel.fitted(test, model, LeastSquares.POOLED);
        return new LagrangeMultipliers(
                test,
                fitted,
                Arrays.stream(effects)
                        .map(effect -> FittedPanel.column(test, fitted, effect))
                        .toList());
    }

    private String hypothesis() {
        return "There are no effects of %s".formatted(String.join(" or ", names()));
    }

    private List<String> names() {
        return effects.stream().map(Category::name).toList();
    }

    private String note() {
        for (int e = 0; e < multipliers.length; e++) {
            if (squares[e] == rows) {
                return Tested.notApplicable(
                        "each level of %s has one row".formatted(effects.get(e).name()));
            }
        }
        return "";
    }

    /** Σ LM², χ² with as many degrees of freedom as effects. */
    TestResult breuschPagan() {
        double sum = Arrays.stream(multipliers).map(lm -> lm * lm).sum();
        return Tested.chiSquared(test, hypothesis(), sum, multipliers.length, note());
    }

    /** (LM₁ + LM₂)/√2. */
    TestResult honda() {
        double sum = Arrays.stream(multipliers).sum() / Math.sqrt(multipliers.length);
        return Tested.oneSided(test, hypothesis(), sum, note());
    }

    /** Σ_e √(ΣT²_e − N)·LM_e/√(Σ_e (ΣT²_e − N)). */
    TestResult kingWu() {
        double sum = 0;
        double weights = 0;
        for (int e = 0; e < multipliers.length; e++) {
            sum += Math.sqrt(squares[e] - rows) * multipliers[e];
            weights += squares[e] - rows;
        }
        return Tested.oneSided(test, hypothesis(), sum / Math.sqrt(weights), note());
    }

    /** max(LM₁, 0)² + max(LM₂, 0)². */
    TestResult mixed() {
        double sum = 0;
        for (double lm : multipliers) {
            sum += Double.isNaN(lm) ? lm : Math.max(lm, 0) * Math.max(lm, 0);
        }
        double p = sum > 0
                ? Distributions.chiSquaredTail(sum, 1) / 2 + Distributions.chiSquaredTail(sum, 2) / 4
                : Double.isNaN(sum) ? sum : 0.75;
        return new TestResult(test, hypothesis(), "¼χ²(0) + ½χ²(1) + ¼χ²(2)", sum, Double.NaN, Double.NaN, p, note());
    }
}
