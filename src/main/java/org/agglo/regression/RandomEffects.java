package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agglo.regression.RandomFits.RandomFit;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;

/**
 * One-way random effects by formula: y_it = z_it'β + u_i + e_it, by generalised least squares.
 *
 * <p>Each column is taken less θ_i times its group's mean, θ_i = 1 − √(s²_e/(T_i·s²_u + s²_e)), the column of ones among
 * them, and least squares fits the rest (Fuller and Battese 1974). Regressors that do not vary within groups stay in. The
 * variances are Swamy and Arora's (1972), for groups of unequal size in one of two forms:
 *
 * <ul>
 *   <li>{@code swar} (default): Baltagi and Chang (1994), as plm and Stata's {@code xtreg, re sa};
 *   <li>{@code harmonic}: with the harmonic mean of the groups' sizes, as Stata's {@code xtreg, re} and linearmodels.
 * </ul>
 *
 * <p>Both are the same in a balanced panel. A negative s²_u is set to zero, which leaves pooled least squares, and noted.
 * Tests are against the normal distribution, and K of the small-sample rules counts the coefficients alone. R² is the share
 * of what the constant alone leaves of the quasi-demeaned outcome; in a balanced panel plm and linearmodels have the same, in an
 * unbalanced one theirs also counts differences of θ_i as explained.
 */
public final class RandomEffects extends RegressionEstimator<RandomEffects, RandomEffectsModel> {
    private final Param<String> effect = new Param<>(this, "effect", "the column whose levels have a random effect");

    private final Param<String> components =
            new Param<>(this, "components", "variance components of an unbalanced panel: swar (default) or harmonic");

    public RandomEffects() {
        this(freshUid("randomEffects"));
    }

    /** With the uid of a saved estimator. */
    public RandomEffects(String uid) {
        super(uid);
        setDefault(components, "swar");
    }

    /** Sets the column whose levels have a random effect. */
    public RandomEffects setEffect(String value) {
        set(effect, value);
        return this;
    }

    /** Sets how the variance of the effects is found in an unbalanced panel: {@code swar} or {@code harmonic}. */
    public RandomEffects setComponents(String value) {
        set(components, value);
        return this;
    }

    /** The column whose levels have a random effect. */
    public Param<String> effect() {
        return effect;
    }

    /** How the variance of the effects is found in an unbalanced panel: {@code swar} (default) or {@code harmonic}. */
    public Param<String> components() {
        return components;
    }

    /**
     * Fits the formula.
     *
     * @throws IllegalArgumentException if formula or effect are not set, or pointing at the character where formula or
     *     covariance are not understood
     * @throws org.agglo.spark.DataException if a column is not there or not of the right type
     * @throws NotEstimableException saying why the rows do not determine the model
     */
    @Override
    public RandomEffectsModel fit(Dataset<?> table) {
        Formula model = model();
        VarianceComponents.Form form = form();
        Sample sample = sample(table, model);
        Fitter solver = fitter(table, sample, model.terms().size() + 2);
        RandomFit fit = RandomFits.fit(model, getOrDefault(effect), form, sample, solver);
        Summarised summarised = Summarised.of(fit.fitted(), spec -> RandomSummaries.of(fit, spec), covariance());
        return handOver(new RandomEffectsModel(freshUid("randomEffectsModel"), summarised));
    }

    @Override
    Formula model() {
        if (!isSet(formula()) || !isSet(effect)) {
            throw new IllegalArgumentException("Random effects need a formula and an effect; set both");
        }
        Formula model = Formula.parse(getOrDefault(formula())).withoutInstruments("Random effects take");
        if (!model.effects().isEmpty()) {
            throw new IllegalArgumentException(
                    "Random effects take their effect as a setting of its own, here %s; take \"| %s\" off the formula %s"
                            .formatted(getOrDefault(effect), String.join(" + ", model.effectNames()), model.text()));
        }
        return model;
    }

    private VarianceComponents.Form form() {
        return switch (getOrDefault(components).toLowerCase(Locale.ROOT)) {
            case "swar" -> VarianceComponents.Form.SWAR;
            case "harmonic" -> VarianceComponents.Form.HARMONIC;
            default ->
                throw new IllegalArgumentException(
                        "Variance components are swar or harmonic, not " + getOrDefault(components));
        };
    }

    @Override
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        keys.add(getOrDefault(effect));
        keys.addAll(super.keys());
        return keys;
    }

    /** A reader of what {@link #write} wrote. */
    public static MLReader<RandomEffects> read() {
        return new DefaultParamsReader<>();
    }

    /** The estimator saved at the path. */
    public static RandomEffects load(String path) {
        return read().load(path);
    }
}
