package org.agglo.regression;

import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Fitted {@link BetweenEffects}: the summary under any covariance, and predictions.
 *
 * <p>The prediction is the intercept plus the slopes times the regressors of a row. It is null where a regressor is missing or not
 * defined; the outcome and the effect are not read.
 */
public final class BetweenEffectsModel extends RegressionModel<BetweenEffectsModel> {
    BetweenEffectsModel(String uid, Summarised summarised) {
        super(uid, summarised);
    }

    @Override
    BetweenEffectsModel with(String uid, Summarised summarised) {
        return new BetweenEffectsModel(uid, summarised);
    }

    /** @throws NotEstimableException since a row has no residual here */
    @Override
    public Dataset<Row> augment(Dataset<?> table) {
        throw new NotEstimableException(
                "Between effects fit means of levels, so that rows have no fitted values and residuals; transform predicts"
                        + " from a row's regressors, or average the columns by level first and fit least squares to the means");
    }

    /** A reader of what {@link #write} wrote. */
    public static MLReader<BetweenEffectsModel> read() {
        return SummaryStore.reader(
                BetweenEffectsModel.class,
                (uid, summaries) -> new BetweenEffectsModel(uid, Summarised.loaded(summaries)));
    }

    /** The model saved at the path. */
    public static BetweenEffectsModel load(String path) {
        return read().load(path);
    }
}
