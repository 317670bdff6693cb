package org.agglo.regression;

import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;

/**
 * Instrumental variables by two-stage least squares, pooled or with any number of fixed effects: {@code y ~ x | region + year |
 * price ~ tax}, or {@code y ~ x | price ~ tax} without effects.
 *
 * <p>With X the regressors (n, k), Z the exogenous ones and the instruments (n, l ≥ k), both beyond the effects, β =
 * (X'PX)⁻¹X'Py, P = Z(Z'Z)⁻¹Z' (Theil 1953; Basmann 1957, <i>Econometrica</i> 25, 77–83). The residuals are y − Xβ, and every
 * covariance is the sandwich of PX and these residuals. R² is 1 − u'u/tss, as fixest has it, and can be negative.
 *
 * <p>Every summary holds the first stages and their F, the tests of weak instruments (Cragg–Donald, Kleibergen–Paap), of
 * overidentification (Sargan if the covariance is iid, else Hansen's J) and of endogeneity (Wu–Hausman, Durbin), each under that
 * covariance; see {@link RegressionSummary.Instruments}.
 *
 * <p>Instruments that others or the exogenous regressors explain are left out, named with the reason. Fewer instruments than
 * endogenous regressors, or such as do not tell them apart, throw {@link NotEstimableException} with the names.
 *
 * <p>The rows are brought to the driver in one Spark job, and the stages fitted there by cross-products; {@code fitter = mllib} has
 * MLlib's LinearRegression fit each stage, a job or two for each, and ends in the same numbers. The same rows give the same result, bit for bit, in whatever order or
 * partitions they come.
 */
public final class InstrumentalVariables
        extends RegressionEstimator<InstrumentalVariables, InstrumentalVariablesModel> {
    public InstrumentalVariables() {
        this(freshUid("instrumentalVariables"));
    }

    /** With the uid of a saved estimator. */
    public InstrumentalVariables(String uid) {
        super(uid);
    }

    /**
     * Fits the formula.
     *
     * @throws IllegalArgumentException pointing at the character where formula or covariance are not understood
     * @throws org.agglo.spark.DataException if a column is not there or not of the right type
     * @throws NotEstimableException saying why the rows or the instruments do not determine the model
     */
    @Override
    public InstrumentalVariablesModel fit(Dataset<?> table) {
        Sample sample = sample(table, model());
        Formula model = sample.formula();
        Fitter fitter = Fitter.named(getOrDefault(fitter()), table.sparkSession(), Long.MAX_VALUE);
        TwoStages stages = TwoStages.fit(model, sample, fitter);
        Summarised summarised =
                Summarised.of(stages.structural(), vcov -> TwoStageSummaries.of(stages, vcov), covariance());
        return handOver(new InstrumentalVariablesModel(freshUid("instrumentalVariablesModel"), summarised));
    }

    @Override
    Formula model() {
        Formula model = Formula.parse(formulaText("Instrumental variables need"));
        if (!model.instrumented()) {
            throw Caret.error(
                    model.text(),
                    model.text().length(),
                    "Instrumental variables need a last part, | endogenous ~ instruments, or fit this with LeastSquares;"
                            + " expected it");
        }
        return model;
    }

    /** A reader of what {@link #write} wrote. */
    public static MLReader<InstrumentalVariables> read() {
        return new DefaultParamsReader<>();
    }

    /** The estimator saved at the path. */
    public static InstrumentalVariables load(String path) {
        return read().load(path);
    }
}
