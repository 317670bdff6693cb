package org.agglo.regression;

import org.agglo.spark.AggloModel;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** A fitted {@link LeastSquares}. */
public final class LeastSquaresModel extends AggloModel<LeastSquaresModel> {
    private final Param<String> predictionCol = new Param<>(this, "predictionCol", "column of predictions");

    private final Fitted fitted;
    private final RegressionSummary summary;

    LeastSquaresModel(String uid, Fitted fitted, RegressionSummary summary) {
        super(uid);
        this.fitted = fitted;
        this.summary = summary;
        setDefault(predictionCol, "prediction");
    }

    /** The summary under the covariance that the fit was asked for. */
    public RegressionSummary summary() {
        return summary;
    }

    /** The summary under another covariance: nothing is fitted again, no Spark job runs. */
    public RegressionSummary summary(String vcov) {
        return Summaries.of(fitted, Vcov.parse(vcov));
    }

    Fitted fitted() {
        return fitted;
    }

    /** Where {@code transform} puts the prediction. */
    public Param<String> predictionCol() {
        return predictionCol;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> table) {
        return table.toDF();
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return schema;
    }

    @Override
    public LeastSquaresModel copy(ParamMap extra) {
        LeastSquaresModel copy = new LeastSquaresModel(uid(), fitted, summary);
        return copyValues(copy, extra).setParent(parent());
    }
}
