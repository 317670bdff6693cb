package org.agglo.regression;

import org.apache.spark.ml.util.MLReader;

/**
 * A fitted {@link InstrumentalVariables}: its summary under any covariance, first stages and tests included, and predictions.
 *
 * <p>The prediction is the intercept plus the slopes times the regressors, endogenous ones as they are in the row; with fixed
 * effects without these. The instruments are not read.
 */
public final class InstrumentalVariablesModel extends RegressionModel<InstrumentalVariablesModel> {
    InstrumentalVariablesModel(String uid, Summarised summarised) {
        super(uid, summarised);
    }

    @Override
    InstrumentalVariablesModel with(String uid, Summarised summarised) {
        return new InstrumentalVariablesModel(uid, summarised);
    }

    /** A reader of what {@link #write} wrote. */
    public static MLReader<InstrumentalVariablesModel> read() {
        return SummaryStore.reader(
                InstrumentalVariablesModel.class,
                (uid, summaries) -> new InstrumentalVariablesModel(uid, Summarised.loaded(summaries)));
    }

    /** The model saved at the path. */
    public static InstrumentalVariablesModel load(String path) {
        return read().load(path);
    }
}
