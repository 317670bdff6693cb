package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;

/**
 * The between estimator by formula: ȳ_i = x̄_i'β + ū_i, least squares of the means of each level of an effect, one row a level
 * whatever the number of rows in it. The mean of {@code log(x)} is that of the logarithms.
 *
 * <p>It says how levels differ in the long run, and is consistent only if the effects of the levels are not correlated with the
 * regressors. Sums of squares, R², n and degrees of freedom are those of the means, n being the number of levels, as in plm's
 * {@code model = "between"}, linearmodels' {@code BetweenOLS} and Stata's {@code xtreg, be}.
 *
 * <p>Errors may be clustered by columns that do not vary within the levels.
 */
public final class BetweenEffects extends RegressionEstimator<BetweenEffects, BetweenEffectsModel> {
    static final String LABEL = "Between";

    private final Param<String> effect =
            new Param<>(this, "effect", "the column whose levels' means are regressed, such as the firm");

    public BetweenEffects() {
        this(freshUid("betweenEffects"));
    }

    /** With the uid of a saved estimator. */
    public BetweenEffects(String uid) {
        super(uid);
    }

    /** Sets the column whose levels' means are regressed. */
    public BetweenEffects setEffect(String value) {
        set(effect, value);
        return this;
    }

    /** The column whose levels' means are regressed; no default. */
    public Param<String> effect() {
        return effect;
    }

    /**
     * Fits the formula.
     *
     * @throws IllegalArgumentException if formula or effect are not set, or pointing at the character where formula or
     *     covariance are not understood
     * @throws org.agglo.spark.DataException if a column is not there or not of the right type
     * @throws NotEstimableException saying why the means do not determine the model
     */
    @Override
    public BetweenEffectsModel fit(Dataset<?> table) {
        Sample rows = sample(table, model());
        Formula model = rows.formula();
        Fits.requireRows(model, rows.counts());
        String name = getOrDefault(effect);
        Sample means = BetweenSample.of(rows, rows.categories().get(name));
        Fitted fitted =
                Fits.fit(model, means, fitter(table, means, model.terms().size() + 1));
        Summarised summarised = Summarised.of(
                fitted,
                vcov -> {
                    requireConstant(vcov, rows, means, name);
                    return Summaries.of(fitted, vcov, LABEL);
                },
                covariance());
        return handOver(new BetweenEffectsModel(freshUid("betweenEffectsModel"), summarised));
    }

    private static void requireConstant(Vcov vcov, Sample rows, Sample means, String effect) {
        for (String key : vcov.keys()) {
            if (rows.categories().containsKey(key) && !means.categories().containsKey(key)) {
                throw new IllegalArgumentException(
                        "%s: %s varies within the levels of %s, whose means have no level of it; take a column that does not, iid or robust"
                                .formatted(vcov.spec(), key, effect));
            }
        }
    }

    @Override
    Formula model() {
        if (!isSet(formula()) || !isSet(effect)) {
            throw new IllegalArgumentException("The between estimator needs a formula and an effect; set both");
        }
        requireNoWeights("Between effects");
        return PanelFormulas.withoutEffects(getOrDefault(formula()), "The between estimator");
    }

    @Override
    List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(getOrDefault(effect)));
        keys.addAll(super.keys());
        return keys;
    }

    /** A reader of what {@link #write} wrote. */
    public static MLReader<BetweenEffects> read() {
        return new DefaultParamsReader<>();
    }

    /** The estimator saved at the path. */
    public static BetweenEffects load(String path) {
        return read().load(path);
    }
}
