package org.agglo.regression;

import org.apache.spark.ml.util.MLReader;

/**
 * A fitted {@link LeastSquares}: its summary under any covariance, and predictions.
 *
 * <p>The prediction is the intercept plus the slopes times the regressors. With fixed effects it is the part of the
 * regressors alone, without the effects: differences of it within a level are predicted differences of the outcome. It is
 * null where a regressor is missing or not defined; the outcome and the effects are not read.
 */
public final class LeastSquaresModel extends RegressionModel<LeastSquaresModel> {
    LeastSquaresModel(String uid, Summarised summarised) {
        super(uid, summarised);
    }

    /**
     * Tests that a coefficient is zero by the wild cluster bootstrap, with its defaults.
     *
     * @param cluster a column that was read with the fit
     */
    public WildBootstrapResult wildBootstrap(String term, String cluster) {
        return wildBootstrap(WildBootstrap.of(term, cluster));
    }

    /**
     * Tests a coefficient by the wild cluster bootstrap; no Spark job runs.
     *
     * @throws IllegalArgumentException if the cluster column was not read with the fit, or the model was loaded
     * @throws NotEstimableException if the model lacks the term, or there is one cluster only
     */
    public WildBootstrapResult wildBootstrap(WildBootstrap asked) {
        if (fitted() == null) {
            throw new IllegalArgumentException("A saved model has no rows to redraw; fit again for the wild bootstrap");
        }
        return WildBootstraps.of(fitted(), asked, this::under);
    }

    @Override
    LeastSquaresModel with(String uid, Summarised summarised) {
        return new LeastSquaresModel(uid, summarised);
    }

    /** A reader of what {@link #write} wrote. */
    public static MLReader<LeastSquaresModel> read() {
        return SummaryStore.reader(
                LeastSquaresModel.class, (uid, summaries) -> new LeastSquaresModel(uid, Summarised.loaded(summaries)));
    }

    /** The model saved at the path. */
    public static LeastSquaresModel load(String path) {
        return read().load(path);
    }
}
