package org.agglo.regression;

import java.util.List;
import org.agglo.regression.RegressionSummary.Components;

/**
 * Hausman's (1978, <i>Econometrica</i> 46(6), 1251–1271) test of random against fixed effects: H = d'·(V_F − V_R)⁻¹·d, χ²(q) if the
 * effects are uncorrelated with the regressors, where d holds the differences of the q slopes that both models have and V their
 * covariances under independent errors of equal variance. The test that plm calls phtest.
 *
 * <p>In a sample the difference of covariances need not be positive definite. The statistic then is |H|, as plm gives it, over
 * the generalised inverse if the difference is singular, and the note says so: the test decides nothing there. {@link #auxiliary}
 * has no such difference, and takes any covariance.
 */
public final class Hausman {
    /** Two programs' residual variances of the same within regression agree to this; other samples' do not. */
    private static final double SAME = 1e-8;

    private Hausman() {}

    /**
     * The test; covariances are computed under independent errors of equal variance whatever the models were asked for.
     *
     * @throws NotEstimableException if the two are not a fixed- and a random-effects model of the same outcome,
     *     regressors, effect and rows
     */
    public static TestResult test(LeastSquaresModel fixed, RandomEffectsModel random) {
        return test(iid(fixed), iid(random));
    }

    /**
     * Fixed against between effects: H = d'·(V_F + V_B)⁻¹·d, since the two are independent. In a balanced panel the same as {@link
     * #test} and, under independent errors, as {@link #auxiliary} (Hausman and Taylor 1981, <i>Econometrica</i> 49(6), 1377–1398).
     */
    public static TestResult test(LeastSquaresModel fixed, BetweenEffectsModel between) {
        RegressionSummary one = iid(fixed);
        RegressionSummary other = iid(between);
        SameRegression.require("Hausman", one, other);
        List<String> effects =
                one.effects().stream().map(RegressionSummary.Effect::name).toList();
        requireEffects(effects, other);
        return new HausmanContrast(one, other, 1)
                .result("Hausman", hypothesis(String.join(" and ", effects)), "fixed-effects");
    }

    /** Random against between effects: H = d'·(V_B − V_R)⁻¹·d. */
    public static TestResult test(RandomEffectsModel random, BetweenEffectsModel between) {
        RegressionSummary one = iid(between);
        RegressionSummary other = iid(random);
        SameRegression.require("Hausman", one, other);
        List<String> effects = other.random().orElseThrow().names();
        requireEffects(effects, one);
        return new HausmanContrast(one, other, -1)
                .result("Hausman", hypothesis(String.join(" and ", effects)), "between");
    }

    /**
     * The regression form (Arellano 1993, <i>J. Econometrics</i> 59(1–2), 87–97; Wooldridge 2010, section 10.7.3): the quasi-demeaned
     * outcome is regressed on the quasi-demeaned columns, that of ones among them, and on the regressors within the effects, whose
     * coefficients are zero if the effects are uncorrelated with the regressors. A Wald test, χ²(q), under any covariance, and never
     * negative. In a balanced panel what plm's {@code phtest(method = "aux")} computes; in an unbalanced one plm takes a column of
     * ones that is not quasi-demeaned.
     *
     * @param vcov such as {@code iid}, {@code robust} or {@code cluster(firm)}, under the model's small-sample rules
     */
    public static TestResult auxiliary(RandomEffectsModel random, String vcov) {
        return HausmanAuxiliary.test(random, random.asked(Vcov.parse(vcov)));
    }

    /** The same under other small-sample rules, such as {@code none}; see {@link SmallSample}. */
    public static TestResult auxiliary(RandomEffectsModel random, String vcov, String smallSample) {
        return HausmanAuxiliary.test(random, Vcov.parse(vcov).with(SmallSample.parse(smallSample)));
    }

    /** A saved model has it only under the rules that it was saved with. */
    private static RegressionSummary iid(RegressionModel<?> model) {
        return model.fitted() == null ? model.summary("iid") : model.summary("iid", "default");
    }

    static String hypothesis(String effects) {
        return "The effects of %s are uncorrelated with the regressors, so that random effects are consistent"
                .formatted(effects);
    }

    /** Of two summaries under iid covariances. */
    static TestResult test(RegressionSummary fixed, RegressionSummary random) {
        requireSameRegression(fixed, random);
        return new HausmanContrast(fixed, random, -1)
                .result("Hausman", hypothesis(SameRegression.effects(fixed)), "fixed-effects");
    }

    private static void requireEffects(List<String> effects, RegressionSummary between) {
        String averaged = BetweenSample.effect(between.sample()).orElse(String.join(" + ", effects));
        if (!effects.equals(List.of(averaged))) {
            throw new NotEstimableException(
                    "Hausman compares models of the same effect: one has %s, the between model %s"
                            .formatted(effects.isEmpty() ? "none" : String.join(" + ", effects), averaged));
        }
    }

    private static void requireSameRegression(RegressionSummary fixed, RegressionSummary random) {
        SameRegression.require("Hausman", fixed, random);
        Components components = random.random()
                .orElseThrow(() -> new NotEstimableException(
                        "Hausman's second model has to be random effects, not " + random.estimator()));
        List<String> effects =
                fixed.effects().stream().map(RegressionSummary.Effect::name).toList();
        List<String> taken = components.names();
        if (effects.size() != taken.size() || !effects.containsAll(taken)) {
            throw new NotEstimableException(
                    "Hausman compares the same effect taken as fixed and as random: the fixed model has %s, the random one %s"
                            .formatted(
                                    effects.isEmpty() ? "none" : String.join(" + ", effects),
                                    String.join(" + ", taken)));
        }
        double variance =
                fixed.fit().rss() / (fixed.observations() - fixed.fit().rank());
        if (!(Math.abs(variance - components.within()) <= SAME * Math.max(variance, components.within()))) {
            throw new NotEstimableException(
                    "Hausman needs both models on the same rows: the variance within %s is %s in the fixed and %s in the random model"
                            .formatted(String.join(" and ", taken), variance, components.within()));
        }
    }
}
