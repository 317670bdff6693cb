package org.agglo.regression;

import java.util.Map;
import org.agglo.spark.AggloModel;
import org.agglo.spark.Columns;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * What all fitted regressions share: the summary under any covariance, and predictions.
 *
 * <p>A saved model keeps its summaries under the covariance asked for, {@code iid}, {@code hc0}, {@code hc1} and each of the
 * columns of levels that were read, but not its rows.
 *
 * @param <M> the model itself
 */
public abstract class RegressionModel<M extends RegressionModel<M>> extends AggloModel<M> implements MLWritable {
    private final Param<String> predictionCol = Predictions.column(this);
    private final Param<String> predictionType = Predictions.type(this);

    private final Summarised summarised;

    RegressionModel(String uid, Summarised summarised) {
        super(uid);
        this.summarised = summarised;
        setDefault(predictionCol, Predictions.DEFAULT);
        setDefault(predictionType, "xb");
    }

    /** Where {@code transform} puts the prediction. */
    public Param<String> predictionCol() {
        return predictionCol;
    }

    /** Sets the column of predictions; {@code prediction} by default. */
    @SuppressWarnings("unchecked") // M is the class of this, as the class declares
    public M setPredictionCol(String value) {
        set(predictionCol, value);
        return (M) this;
    }

    /** What {@code transform} predicts: {@code xb} (default) or {@code fitted}. */
    public Param<String> predictionType() {
        return predictionType;
    }

    /**
     * Sets what {@code transform} predicts: {@code xb} (default), the intercept and the slopes times the regressors; or {@code
     * fitted}, that and the fixed effects of the row's levels. It is null where a level was not in the fit. Two levels that
     * no chain of rows of the fit connects have effects that are not comparable, and a sum of them says nothing.
     */
    @SuppressWarnings("unchecked") // M is the class of this, as the class declares
    public M setPredictionType(String value) {
        Predictions.withEffects(value);
        set(predictionType, value);
        return (M) this;
    }

    /** The summary under the covariance that the fit was asked for. */
    public RegressionSummary summary() {
        return summarised.first();
    }

    /**
     * The summary under another covariance, by the small-sample rules of the first: nothing is fitted again.
     *
     * @param vcov such as {@code robust} or {@code cluster(province)}; see {@link Vcov}
     * @throws IllegalArgumentException if a cluster column was not read with the fit or is missing in some of its rows
     */
    public RegressionSummary summary(String vcov) {
        return under(Vcov.parse(vcov));
    }

    /**
     * The summary under another covariance and other small-sample rules: nothing is fitted again.
     *
     * @param smallSample such as {@code reghdfe} or {@code fixest(K.fixef = full)}; see {@link SmallSample}
     */
    public RegressionSummary summary(String vcov, String smallSample) {
        return under(Vcov.parse(vcov).with(SmallSample.parse(smallSample)));
    }

    final RegressionSummary under(Vcov vcov) {
        return summarised.under(vcov);
    }

    /**
     * That all these linear restrictions hold under the covariance that the fit was asked for; see {@link WaldTest#linear}, which
     * takes a summary under any other.
     *
     * @param restrictions such as {@code "log(pcap) + log(pc) = 1"}
     */
    public TestResult wald(String... restrictions) {
        return WaldTest.linear(summary(), restrictions);
    }

    /**
     * One row for each term, under broom's names: {@code term}, {@code estimate}, {@code std.error}, {@code statistic}, {@code
     * p.value}, and {@code conf.low} and {@code conf.high} of the 95 % interval; null for what an omitted term has not.
     */
    public Dataset<Row> tidy() {
        return ResultTables.tidy(summary());
    }

    /** The same under another covariance; see {@link #summary(String)}. */
    public Dataset<Row> tidy(String vcov) {
        return ResultTables.tidy(summary(vcov));
    }

    /**
     * One row, under broom's names: {@code r.squared}, {@code adj.r.squared}, {@code within.r.squared} and {@code
     * adj.within.r.squared} of effects; {@code sigma}, √(Σwu²/(n − r)); {@code statistic}, {@code p.value} and {@code df} of the F
     * test of all slopes; {@code logLik}, {@code AIC} and {@code BIC} of normal errors, r counting the parameters of the mean as in
     * fixest (R's {@code AIC} of {@code lm} counts the variance too); {@code deviance}, Σwu²; {@code df.residual}, n − r, absorbed
     * levels in r; {@code nobs}, n. Null for what the estimator has not.
     */
    public Dataset<Row> glance() {
        return ResultTables.glance(summary());
    }

    /** The same under another covariance, which changes {@code statistic} and {@code p.value}. */
    public Dataset<Row> glance(String vcov) {
        return ResultTables.glance(summary(vcov));
    }

    /**
     * The rows of a table with two columns more: {@code .fitted}, what the model fits, fixed effects included, and {@code .resid},
     * the outcome less that. Both are null in rows that the fit would leave out: where a value, a weight or a cluster is
     * missing, a logarithm is not defined, or a level was not in the fit.
     *
     * @throws IllegalArgumentException if the table has such columns already
     */
    public Dataset<Row> augment(Dataset<?> table) {
        M copy = copy(new ParamMap()).setPredictionCol(Augmented.FITTED).setPredictionType("fitted");
        return Augmented.of(copy.transform(table), summary(), uid());
    }

    /**
     * The fixed effects: columns {@code effect}, such as {@code firm} or {@code firm[[year]]} for slopes, {@code level}, {@code
     * estimate} and {@code rows}, the number of rows of the fit in the level; in the formula's order and that of the levels.
     *
     * <p>They are determined only up to constants that move from one effect to another, and are given in fixest's form: the first
     * effect is free; in each later one the first level of each connected part of the graph of its levels and those of the
     * first effect is 0.
     *
     * @throws NotEstimableException if there are none
     */
    public Dataset<Row> fixedEffects() {
        if (summary().effects().isEmpty()) {
            throw new NotEstimableException("%s: there are no fixed effects; they stand after | in the formula"
                    .formatted(summary().formula()));
        }
        return summarised.effects();
    }

    /**
     * The variance inflation factor of each term, 1/(1 − R²) of its regression on the others, within the effects if there are any;
     * NaN of the intercept and of omitted terms. Under no intercept and no effects R² is about 0.
     *
     * @throws IllegalStateException if the model was loaded, which has no rows
     */
    public Map<String, Double> vif() {
        if (fitted() == null) {
            throw new IllegalStateException(
                    "Variance inflation needs the rows, which a saved model does not keep; fit again");
        }
        return fitted().inflation();
    }

    /** The rows and all that was computed of them; null if the model was loaded. */
    Fitted fitted() {
        return summarised.fitted();
    }

    /** The covariance under the rules that the fit was asked for, where it has none. */
    final Vcov asked(Vcov vcov) {
        return summarised.asked(vcov);
    }

    /** The fixed effects, in memory where they were read from a folder that may be about to be written anew. */
    private Dataset<Row> held() {
        Dataset<Row> effects = summarised.effects();
        return fitted() != null
                ? effects
                : effects.sparkSession().createDataFrame(effects.collectAsList(), FixedEffects.SCHEMA);
    }

    /** Reads the fixed effects from there when they are asked for. */
    final void effectsAt(String path) {
        summarised.remember(
                SparkSession.active().read().schema(FixedEffects.SCHEMA).parquet(path));
    }

    /** The same model under a uid. */
    abstract M with(String uid, Summarised summarised);

    @Override
    public Dataset<Row> transform(Dataset<?> table) {
        transformSchema(table.schema());
        String name = getOrDefault(predictionCol);
        Dataset<Row> linear = Predictions.add(table.toDF(), summary(), name);
        if (!addsEffects()) {
            return linear;
        }
        String sums = uid() + " effects";
        Formula formula = Formula.parse(summary().formula());
        Dataset<Row> with = new EffectColumns(formula, fixedEffects(), uid()).add(linear, sums);
        Column effects = functions.col(Columns.quoted(sums));
        return with.withColumn(name, functions.col(Columns.quoted(name)).plus(effects))
                .drop(sums);
    }

    private boolean addsEffects() {
        return Predictions.withEffects(getOrDefault(predictionType))
                && !summary().effects().isEmpty();
    }

    @Override
    public StructType transformSchema(StructType schema) {
        if (addsEffects()) {
            EffectColumns.require(schema, Formula.parse(summary().formula()));
        }
        return Predictions.schema(schema, summary(), getOrDefault(predictionCol));
    }

    @Override
    public M copy(ParamMap extra) {
        return copyValues(with(uid(), summarised), extra).setParent(parent());
    }

    @Override
    public MLWriter write() {
        return SummaryStore.writer(this, summarised.known(), summary().effects().isEmpty() ? null : held());
    }

    @Override
    public String toString() {
        return String.join(
                ", ", uid(), summary().formula(), summary().covariance().spec());
    }
}
