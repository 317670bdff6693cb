package org.agglo.regression;

import java.util.Optional;
import org.agglo.spark.Columns;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * A fitted {@link Poisson}: its summary under any covariance, and predictions.
 *
 * <p>The prediction is a mean: exp(o + x'β), o the offset, as if the fixed effects were 0, which is the factor by which regressors
 * and offset multiply the mean of a level; or, with {@code predictionType = fitted}, the mean itself, effects of the row's levels
 * included. It is null where a regressor or the offset is missing or not defined, or a level was not in the fit.
 */
public final class PoissonModel extends RegressionModel<PoissonModel> {
    private final Param<String> offsetCol = Offset.offsetCol(this);
    private final Param<String> exposureCol = Offset.exposureCol(this);

    PoissonModel(String uid, Summarised summarised) {
        super(uid, summarised);
    }

    /** What is added to the linear predictor with coefficient 1. */
    public Param<String> offsetCol() {
        return offsetCol;
    }

    /** What the mean is proportional to. */
    public Param<String> exposureCol() {
        return exposureCol;
    }

    @Override
    PoissonModel with(String uid, Summarised summarised) {
        return new PoissonModel(uid, summarised);
    }

    private Optional<Expression> offset() {
        return Offset.of(get(offsetCol), get(exposureCol));
    }

    @Override
    public Dataset<Row> transform(Dataset<?> table) {
        String name = getOrDefault(predictionCol());
        Column linear = functions.col(Columns.quoted(name));
        Column all = offset().map(offset -> linear.plus(offset.column())).orElse(linear);
        return super.transform(table).withColumn(name, functions.exp(all));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        offset().ifPresent(offset -> new Schema(schema).requireNumbers(offset));
        return super.transformSchema(schema);
    }

    /** A reader of what {@link #write} wrote. */
    public static MLReader<PoissonModel> read() {
        return SummaryStore.reader(
                PoissonModel.class, (uid, summaries) -> new PoissonModel(uid, Summarised.loaded(summaries)));
    }

    /** The model saved at the path. */
    public static PoissonModel load(String path) {
        return read().load(path);
    }
}
