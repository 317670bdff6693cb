package org.agglo.regression;

import org.agglo.spark.AggloModel;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Fitted {@link RandomEffects}: the summary under any covariance, and predictions.
 *
 * <p>The prediction is the intercept plus the slopes times the regressors, with every u_i at its mean of zero. It is null where
 * a regressor is missing or not defined; the outcome and the effect are not read.
 *
 * <p>A saved model keeps its summaries under the covariance asked for, {@code iid}, {@code hc0}, {@code hc1} and each of the
 * columns of levels that were read, the effect among them, but not its rows.
 */
public final class RandomEffectsModel extends AggloModel<RandomEffectsModel> implements MLWritable {
    private final Param<String> predictionCol = Predictions.column(this);

    private final Summarised summarised;

    RandomEffectsModel(String uid, Summarised summarised) {
        super(uid);
        this.summarised = summarised;
        setDefault(predictionCol, Predictions.DEFAULT);
    }

    /** Where {@code transform} puts the prediction. */
    public Param<String> predictionCol() {
        return predictionCol;
    }

    /** Sets the column of predictions; {@code prediction} by default. */
    public RandomEffectsModel setPredictionCol(String value) {
        set(predictionCol, value);
        return this;
    }

    /** The summary under the covariance that the fit was asked for. */
    public RegressionSummary summary() {
        return summarised.first();
    }

    /**
     * The summary under another covariance: nothing is fitted again, no Spark job runs.
     *
     * @param vcov such as {@code robust} or {@code cluster(province)}
     * @throws IllegalArgumentException if a cluster column was not read with the fit or is missing in some of its rows
     */
    public RegressionSummary summary(String vcov) {
        return summarised.under(Vcov.parse(vcov));
    }

    @Override
    public Dataset<Row> transform(Dataset<?> table) {
        transformSchema(table.schema());
        return Predictions.add(table.toDF(), summary(), getOrDefault(predictionCol));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return Predictions.schema(schema, Formula.parse(summary().formula()), getOrDefault(predictionCol));
    }

    @Override
    public RandomEffectsModel copy(ParamMap extra) {
        RandomEffectsModel copy = new RandomEffectsModel(uid(), summarised);
        return copyValues(copy, extra).setParent(parent());
    }

    @Override
    public MLWriter write() {
        return SummaryStore.writer(this, summarised.known());
    }

    /** A reader of what {@link #write} wrote. */
    public static MLReader<RandomEffectsModel> read() {
        return SummaryStore.reader(
                RandomEffectsModel.class,
                (uid, summaries) -> new RandomEffectsModel(uid, Summarised.loaded(summaries)));
    }

    /** The model saved at the path. */
    public static RandomEffectsModel load(String path) {
        return read().load(path);
    }

    @Override
    public String toString() {
        return String.join(
                ", ", uid(), summary().formula(), summary().covariance().spec());
    }
}
