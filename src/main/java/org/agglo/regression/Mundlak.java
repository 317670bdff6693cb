package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.agglo.regression.RandomFits.RandomFit;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;

/**
 * Correlated random effects by formula (Mundlak 1978, <i>Econometrica</i> 46(1), 69–85): random effects of the regressors and of
 * their means by level, y_it = z_it'β + x̄_i'γ + u_i + e_it.
 *
 * <p>The slopes β of regressors that vary within the levels are those of fixed effects, in an unbalanced panel too, and regressors that
 * do not vary there stay in the model. The means are named {@code mean(…)}; those that do not vary between levels, such as of dummies
 * of periods in a balanced panel, are left out. γ is zero if the effects are uncorrelated with the regressors: {@link
 * MundlakModel#uncorrelated} tests that under any covariance, a robust alternative to {@link Hausman}.
 *
 * <p>Variances are found as in {@link RandomEffects}, of the model with the means.
 */
public final class Mundlak extends RegressionEstimator<Mundlak, MundlakModel> {
    static final String LABEL = "Correlated random effects";

    private final Param<String> effect = new Param<>(this, "effect", "the column whose levels have a random effect");

    private final Param<String> method =
            new Param<>(this, "method", "how the variances are found: swar (default), harmonic, walhus or nerlove");

    public Mundlak() {
        this(freshUid("mundlak"));
    }

    /** With the uid of a saved estimator. */
    public Mundlak(String uid) {
        super(uid);
        setDefault(method, "swar");
    }

    /** Sets the column whose levels have a random effect. */
    public Mundlak setEffect(String value) {
        set(effect, value);
        return this;
    }

    /** Sets how the variances are found; see {@link RandomEffects#setMethod}. */
    public Mundlak setMethod(String value) {
        set(method, value);
        return this;
    }

    /** The column whose levels have a random effect; no default. */
    public Param<String> effect() {
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
    public MundlakModel fit(Dataset<?> table) {
        RandomMethod how = RandomMethod.named(getOrDefault(method));
        Sample rows = sample(table, model());
        Formula written = rows.formula();
        Fits.requireRows(written, rows.counts());
        String levels = getOrDefault(effect);
        int[] varying = varying(written, rows, levels);
        Formula model = written.and(Arrays.stream(varying)
                .mapToObj(j -> mean(written.terms().get(j)))
                .toList());
        Sample sample = rows.with(withMeans(rows, varying, levels));
        Fitter solver = fitter(table, sample, model.terms().size() + 2);
        RandomFit fit = RandomFits.fit(model, List.of(levels), how, sample, solver);
        Summarised summarised = Summarised.of(fit.fitted(), spec -> RandomSummaries.of(fit, spec, LABEL), covariance());
        return handOver(new MundlakModel(freshUid("mundlakModel"), summarised));
    }

    /** The term that stands for another's mean by level. */
    static Expression mean(Expression term) {
        String name = meanOf(term.label());
        return new Expression(name, new Node.Name(name, 0));
    }

    static String meanOf(String term) {
        return "mean(" + term + ")";
    }

    /** Numbers of the regressors that vary within the levels and can be told apart there. */
    private static int[] varying(Formula formula, Sample rows, String levels) {
        List<Effect> effects = List.of(Effect.of(rows.categories().get(levels)));
        List<String> names = formula.terms().stream().map(Expression::label).toList();
        Design design = Design.swept(
                names, rows.outcome(), rows.regressors(), Absorbers.of(effects, Weights.NONE), Weights.NONE);
        int[] varying = new Selection(design, rows.regressors(), effects).kept();
        if (varying.length == 0) {
            throw new NotEstimableException(
                    "%s: no regressor varies within %s, so that there are no means to add; use random effects"
                            .formatted(formula.text(), levels));
        }
        return varying;
    }

    private static double[][] withMeans(Sample rows, int[] varying, String levels) {
        Category groups = rows.categories().get(levels);
        double[][] regressors = rows.regressors();
        List<double[]> values = new ArrayList<>(List.of(rows.outcome()));
        values.addAll(Arrays.asList(regressors));
        for (int j : varying) {
            double[] means = new OneEffect(groups, Weights.NONE).means(regressors[j]);
            values.add(IntStream.range(0, rows.rows())
                    .mapToDouble(row -> means[groups.codes()[row]])
                    .toArray());
        }
        return values.toArray(double[][]::new);
    }

    @Override
    Formula model() {
        if (!isSet(formula()) || !isSet(effect)) {
            throw new IllegalArgumentException("Correlated random effects need a formula and an effect; set both");
        }
        requireNoWeights("Correlated random effects");
        return PanelFormulas.withoutEffects(getOrDefault(formula()), "The correlated random-effects estimator");
    }

    @Override
    List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(getOrDefault(effect)));
        keys.addAll(super.keys());
        return keys;
    }

    /** A reader of what {@link #write} wrote. */
    public static MLReader<Mundlak> read() {
        return new DefaultParamsReader<>();
    }

    /** The estimator saved at the path. */
    public static Mundlak load(String path) {
        return read().load(path);
    }
}
