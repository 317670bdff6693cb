package org.agglo.regression;

import org.agglo.regression.RandomFits.RandomFit;
import org.agglo.spark.AggloModel;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Fitted {@link RandomEffects}. */
public final class RandomEffectsModel extends AggloModel<RandomEffectsModel> {
    private final Param<String> predictionCol = new Param<>(this, "predictionCol", "column of predictions");

    private final RandomFit fit;
    private final RegressionSummary summary;

    RandomEffectsModel(String uid, RandomFit fit, RegressionSummary summary) {
        super(uid);
        this.fit = fit;
        this.summary = summary;
        setDefault(predictionCol, "prediction");
    }

    /** The summary under the covariance that the fit was asked for. */
    public RegressionSummary summary() {
        return summary;
    }

    /** The summary under another covariance: nothing is fitted again, no Spark job runs. */
    public RegressionSummary summary(String vcov) {
        return RandomSummaries.of(fit, Vcov.parse(vcov));
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
    public RandomEffectsModel copy(ParamMap extra) {
        RandomEffectsModel copy = new RandomEffectsModel(uid(), fit, summary);
        return copyValues(copy, extra).setParent(parent());
    }
}
