package org.agglo.regression;

import org.apache.spark.ml.util.MLReader;

/**
 * Fitted {@link RandomEffects}: the summary under any covariance, and predictions.
 *
 * <p>The prediction is the intercept plus the slopes times the regressors, with every u_i at its mean of zero. It is null where
 * a regressor is missing or not defined; the outcome and the effect are not read.
 */
public final class RandomEffectsModel extends RegressionModel<RandomEffectsModel> {
    RandomEffectsModel(String uid, Summarised summarised) {
        super(uid, summarised);
    }

    @Override
    RandomEffectsModel with(String uid, Summarised summarised) {
        return new RandomEffectsModel(uid, summarised);
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
}
