package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agglo.regression.RandomFits.RandomFit;
import org.agglo.spark.AggloEstimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

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
public final class RandomEffects extends AggloEstimator<RandomEffectsModel> implements DefaultParamsWritable {
    private final Param<String> formula =
            new Param<>(this, "formula", "the model: outcome ~ regressors, without effects");

    private final Param<String> effect = new Param<>(this, "effect", "the column whose levels have a random effect");

    private final Param<String> components =
            new Param<>(this, "components", "variance components of an unbalanced panel: swar (default) or harmonic");

    private final Param<String> vcov = new Param<>(
            this, "vcov", "covariance of the summary: iid (default), robust (hc1), hc0, cluster(a) or cluster(a, b)");

    private final StringArrayParam clusters = new StringArrayParam(
            this,
            "clusters",
            "further columns of levels to read along, for covariances chosen after the fit; none by default");

    private final Param<String> fitter = new Param<>(
            this,
            "fitter",
            "what finds the slopes: mllib, crossproducts, or auto (default): mllib up to a million cells, then crossproducts");

    private final Param<String> predictionCol = Predictions.column(this);

    public RandomEffects() {
        this(freshUid("randomEffects"));
    }

    /** With the uid of a saved estimator. */
    public RandomEffects(String uid) {
        super(uid);
        setDefault(components, "swar");
        setDefault(vcov, "iid");
        setDefault(clusters, new String[0]);
        setDefault(fitter, "auto");
        setDefault(predictionCol, Predictions.DEFAULT);
    }

    /** Sets the model, such as {@code log(pat) ~ log(maggl) + urb}, without effects after {@code |}; see {@link Formula}. */
    public RandomEffects setFormula(String value) {
        set(formula, value);
        return this;
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

    /** Sets the covariance: {@code iid}, {@code robust} (HC1), {@code hc0}, {@code cluster(a)}, {@code cluster(a, b)}. */
    public RandomEffects setVcov(String value) {
        set(vcov, value);
        return this;
    }

    /**
     * Sets columns to read along for covariances chosen after the fit. A row is not dropped where one of them is missing,
     * but then that covariance is refused.
     */
    public RandomEffects setClusters(String... value) {
        set(clusters, value);
        return this;
    }

    /** Sets what finds the slopes: {@code auto}, {@code mllib} or {@code crossproducts}. */
    public RandomEffects setFitter(String value) {
        set(fitter, value);
        return this;
    }

    /** Sets the model's column of predictions. */
    public RandomEffects setPredictionCol(String value) {
        set(predictionCol, value);
        return this;
    }

    /** The model, such as {@code log(pat) ~ log(maggl)}; see {@link Formula}. No effects after {@code |}. */
    public Param<String> formula() {
        return formula;
    }

    /** The column whose levels have a random effect. */
    public Param<String> effect() {
        return effect;
    }

    /** How the variance of the effects is found in an unbalanced panel: {@code swar} (default) or {@code harmonic}. */
    public Param<String> components() {
        return components;
    }

    /** The covariance of the summary: {@code iid} (default), {@code robust}, {@code hc0}, {@code cluster(a, b)}. */
    public Param<String> vcov() {
        return vcov;
    }

    /** Further columns of levels to read along, so that {@code summary("cluster(name)")} can be asked for later. */
    public StringArrayParam clusters() {
        return clusters;
    }

    /** What finds the slopes: {@code auto} (default), {@code mllib}, {@code crossproducts}. */
    public Param<String> fitter() {
        return fitter;
    }

    /** Where {@code transform} puts the prediction; {@code prediction} by default. */
    public Param<String> predictionCol() {
        return predictionCol;
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
        Vcov covariance = Vcov.parse(getOrDefault(vcov));
        Gather gather = new Gather(table, request(model, covariance));
        Sample sample = gather.sample(gather.chunks());
        long cells = (long) sample.rows() * (model.terms().size() + 2);
        Fitter solver = Fitter.named(getOrDefault(fitter), table.sparkSession(), cells);
        RandomFit fit = RandomFits.fit(model, getOrDefault(effect), form, sample, solver);
        Summarised summarised = Summarised.of(fit.fitted(), spec -> RandomSummaries.of(fit, spec), covariance);
        return copyValues(
                new RandomEffectsModel(freshUid("randomEffectsModel"), summarised).setParent(this), new ParamMap());
    }

    private Formula model() {
        if (!isSet(formula) || !isSet(effect)) {
            throw new IllegalArgumentException("Random effects need a formula and an effect; set both");
        }
        Formula model = Formula.parse(getOrDefault(formula)).withoutInstruments("Random effects take");
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

    private Request request(Formula model, Vcov covariance) {
        List<String> keys = new ArrayList<>();
        keys.add(getOrDefault(effect));
        keys.addAll(covariance.keys());
        return Request.of(model, keys, Arrays.asList(getOrDefault(clusters)), Optional.empty());
    }

    @Override
    public StructType transformSchema(StructType schema) {
        new Schema(schema).require(request(model(), Vcov.parse(getOrDefault(vcov))));
        return Predictions.with(schema, getOrDefault(predictionCol));
    }

    @Override
    public RandomEffects copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return DefaultParamsWritable.super.write();
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
