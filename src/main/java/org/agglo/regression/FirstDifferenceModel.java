package org.agglo.regression;

import org.agglo.spark.Columns;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Fitted {@link FirstDifference}: the summary under any covariance, and predictions.
 *
 * <p>The prediction is the slopes times the regressors of a row, without the intercept: differences of it within a unit are the
 * predicted changes of the outcome, to which the intercept adds once a period. It is null where a regressor is missing or not
 * defined.
 */
public final class FirstDifferenceModel extends RegressionModel<FirstDifferenceModel> {
    FirstDifferenceModel(String uid, Summarised summarised) {
        super(uid, summarised);
    }

    @Override
    FirstDifferenceModel with(String uid, Summarised summarised) {
        return new FirstDifferenceModel(uid, summarised);
    }

    @Override
    public Dataset<Row> transform(Dataset<?> table) {
        String name = getOrDefault(predictionCol());
        double drift = summary().coefficients().stream()
                .filter(coefficient -> coefficient.term().equals(Terms.INTERCEPT))
                .mapToDouble(RegressionSummary.Coefficient::estimate)
                .sum();
        Dataset<Row> predicted = super.transform(table);
        return predicted.withColumn(name, predicted.col(Columns.quoted(name)).minus(drift));
    }

    /** @throws NotEstimableException since a row has no residual here */
    @Override
    public Dataset<Row> augment(Dataset<?> table) {
        throw new NotEstimableException(
                "First differences fit changes between rows, so that rows have no fitted values and residuals; transform predicts"
                        + " from a row's regressors, or fit least squares to d(y) ~ d(x)");
    }

    /** A reader of what {@link #write} wrote. */
    public static MLReader<FirstDifferenceModel> read() {
        return SummaryStore.reader(
                FirstDifferenceModel.class,
                (uid, summaries) -> new FirstDifferenceModel(uid, Summarised.loaded(summaries)));
    }

    /** The model saved at the path. */
    public static FirstDifferenceModel load(String path) {
        return read().load(path);
    }
}
