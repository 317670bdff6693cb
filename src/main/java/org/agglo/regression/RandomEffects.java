package org.agglo.regression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.agglo.regression.RandomFits.RandomFit;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;

/**
 * Random effects by formula: y_it = z_it'β + u_i + e_it, or with a second effect, y_it = z_it'β + u_i + v_t + e_it, by generalised
 * least squares.
 *
 * <p>Each column, that of ones among them, is quasi-demeaned: with one effect it is taken less θ_i times its group's mean, θ_i =
 * 1 − √(s²_e/(T_i·s²_u + s²_e)), and least squares fits the rest (Fuller and Battese 1974). Regressors that do not vary within
 * groups stay in. The variances are found by one of these methods:
 *
 * <ul>
 *   <li>{@code swar} (default): Swamy and Arora (1972); in an unbalanced panel as Baltagi and Chang (1994), plm and Stata's
 *       {@code xtreg, re sa};
 *   <li>{@code harmonic}: theirs with the harmonic mean of the groups' sizes, one effect only, as Stata's {@code xtreg, re} and
 *       linearmodels; the same as {@code swar} in a balanced panel;
 *   <li>{@code walhus}: Wallace and Hussain (1969), from the residuals of pooled least squares;
 *   <li>{@code amemiya}: Amemiya (1971), from those of fixed effects;
 *   <li>{@code nerlove}: Nerlove (1971), from the fixed effects themselves.
 * </ul>
 *
 * <p>All are plm's, in balanced and unbalanced panels. A panel is balanced here if all groups have as many rows, with two effects
 * if each pair of levels has one row. A negative variance is set to zero, which with one effect leaves pooled least squares, and
 * noted. Of two effects the one with fewer levels may have at most 1,000.
 *
 * <p>Tests are against the normal distribution, and K of the small-sample rules counts the coefficients alone. R² is the share
 * of what the constant alone leaves of the quasi-demeaned outcome; in a balanced panel plm and linearmodels have the same, in an
 * unbalanced one theirs also counts differences of θ_i as explained.
 */
public final class RandomEffects extends RegressionEstimator<RandomEffects, RandomEffectsModel> {
    private final StringArrayParam effect =
            new StringArrayParam(this, "effect", "the column, or the two columns, whose levels have a random effect");

    private final Param<String> method = new Param<>(
            this, "method", "how the variances are found: swar (default), harmonic, walhus, amemiya or nerlove");

    public RandomEffects() {
        this(freshUid("randomEffects"));
    }

    /** With the uid of a saved estimator. */
    public RandomEffects(String uid) {
        super(uid);
        setDefault(method, "swar");
    }

    /** Sets the column whose levels have a random effect, or two: {@code setEffect("firm", "year")}. */
    public RandomEffects setEffect(String... value) {
        set(effect, value);
        return this;
    }

    /** Sets how the variances are found: {@code swar}, {@code harmonic}, {@code walhus}, {@code amemiya} or {@code nerlove}. */
    public RandomEffects setMethod(String value) {
        set(method, value);
        return this;
    }

    /** The column, or the two columns, whose levels have a random effect. */
    public StringArrayParam effect() {
        return effect;
    }

    /** How the variances are found; {@code swar} by default. */
    public Param<String> method() {
        return method;
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
        RandomMethod how = RandomMethod.named(getOrDefault(method));
        Sample sample = sample(table, model());
        Formula model = sample.formula();
        Fitter solver = fitter(table, sample, model.terms().size() + 2);
        RandomFit fit = RandomFits.fit(model, effects(), how, sample, solver);
        Summarised summarised = Summarised.of(fit.fitted(), spec -> RandomSummaries.of(fit, spec), covariance());
        return handOver(new RandomEffectsModel(freshUid("randomEffectsModel"), summarised));
    }

    @Override
    Formula model() {
        if (!isSet(formula()) || !isSet(effect)) {
            throw new IllegalArgumentException("Random effects need a formula and an effect; set both");
        }
        requireNoWeights("Random effects");
        Formula model = Formula.parse(getOrDefault(formula())).withoutInstruments("Random effects take");
        if (!model.effects().isEmpty()) {
            throw new IllegalArgumentException(
                    "Random effects take their effect as a setting of its own, here %s; take \"| %s\" off the formula %s"
                            .formatted(
                                    String.join(" and ", getOrDefault(effect)),
                                    String.join(" + ", model.effectNames()),
                                    model.text()));
        }
        return model;
    }

    private List<String> effects() {
        List<String> effects = List.of(getOrDefault(effect));
        if (effects.isEmpty() || effects.size() > 2 || new HashSet<>(effects).size() < effects.size()) {
            throw new IllegalArgumentException(
                    "Random effects are those of one column or of two different ones, not of [%s]"
                            .formatted(String.join(", ", effects)));
        }
        return effects;
    }

    @Override
    List<String> keys() {
        List<String> keys = new ArrayList<>(effects());
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
