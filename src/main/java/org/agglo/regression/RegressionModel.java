package org.agglo.regression;

import org.agglo.spark.AggloModel;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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

    private final Summarised summarised;

    RegressionModel(String uid, Summarised summarised) {
        super(uid);
        this.summarised = summarised;
        setDefault(predictionCol, Predictions.DEFAULT);
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

    /** The rows and all that was computed of them; null if the model was loaded. */
    Fitted fitted() {
        return summarised.fitted();
    }

    /** The covariance under the rules that the fit was asked for, where it has none. */
    final Vcov asked(Vcov vcov) {
        return summarised.asked(vcov);
    }

    /** The same model under a uid. */
    abstract M with(String uid, Summarised summarised);

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
    public M copy(ParamMap extra) {
        return copyValues(with(uid(), summarised), extra).setParent(parent());
    }

    @Override
    public MLWriter write() {
        return SummaryStore.writer(this, summarised.known());
    }

    @Override
    public String toString() {
        return String.join(
                ", ", uid(), summary().formula(), summary().covariance().spec());
    }
}
