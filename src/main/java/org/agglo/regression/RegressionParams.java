package org.agglo.regression;

import org.agglo.spark.AggloEstimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * The params that all estimators of regressions by formula have.
 *
 * @param <S> the estimator itself, so that its setters chain
 * @param <M> its model
 */
public abstract class RegressionParams<S extends RegressionParams<S, M>, M extends RegressionModel<M>>
        extends AggloEstimator<M> {
    private final Param<String> formula =
            new Param<>(this, "formula", "the model, such as log(pat) ~ log(maggl) + urb | province + year");
    private final Param<String> vcov = new Param<>(
            this,
            "vcov",
            "covariance of the summary: default (cluster by the first effect, else iid), iid, robust (hc1), hc0, hc2, hc3,"
                    + " cluster(a, b), crv3(a), nw(unit, time), dk(time) or conley(lat, lon, cutoff = km)");
    private final Param<String> smallSample = new Param<>(
            this,
            "smallSample",
            "small-sample rules: default, fixest, stata-xtreg, stata-areg, reghdfe, plm, linearmodels or none");
    private final StringArrayParam clusters = new StringArrayParam(
            this,
            "clusters",
            "further columns of levels to read along, for covariances chosen after the fit; none by default");
    private final StringArrayParam vcovColumns = new StringArrayParam(
            this,
            "vcovColumns",
            "further columns of units, periods or places to read along, for covariances chosen after the fit; none by default");
    private final Param<String> fitter = new Param<>(
            this,
            "fitter",
            "what finds the slopes: mllib, crossproducts, or auto (default): mllib up to a million cells, then crossproducts");
    private final Param<String> weightCol =
            new Param<>(this, "weightCol", "column that weighs the rows; none by default");
    private final Param<String> weightType = new Param<>(
            this,
            "weightType",
            "what a weight is: analytic (default), the error's variance being inverse to it, or frequency, a number of equal rows");
    private final Param<String> singletons = new Param<>(
            this,
            "singletons",
            "rows that are alone in a level of the formula's effects: drop (default), to a fixed point, or keep");
    private final Param<String> unitCol =
            new Param<>(this, "unitCol", "column of units, in which lags such as l(x, 1) are looked up; no default");
    private final Param<String> timeCol = new Param<>(
            this, "timeCol", "column of periods, whole numbers such as years, by which lags are counted; no default");
    private final Param<String> predictionCol = Predictions.column(this);
    private final Param<String> predictionType = Predictions.type(this);

    protected RegressionParams(String uid) {
        super(uid);
        setDefault(vcov, "default");
        setDefault(smallSample, "default");
        setDefault(clusters, new String[0]);
        setDefault(vcovColumns, new String[0]);
        setDefault(fitter, "auto");
        setDefault(weightType, "analytic");
        setDefault(singletons, "drop");
        setDefault(predictionCol, Predictions.DEFAULT);
        setDefault(predictionType, "xb");
    }

    /** The model; no default. */
    public Param<String> formula() {
        return formula;
    }

    /** The covariance of the summary; clustered by the first effect by default, {@code iid} if there is none. */
    public Param<String> vcov() {
        return vcov;
    }

    /** Further columns of levels to read along, so that {@code summary("cluster(name)")} can be asked for later. */
    public StringArrayParam clusters() {
        return clusters;
    }

    /** Whose small-sample rules; fixest's with exact degrees of freedom by default, plm's sss for random effects. */
    public Param<String> smallSample() {
        return smallSample;
    }

    /** Further columns to read along, so that {@code summary("dk(year)")} can be asked for later. */
    public StringArrayParam vcovColumns() {
        return vcovColumns;
    }

    /** What finds the slopes; {@code auto} by default. */
    public Param<String> fitter() {
        return fitter;
    }

    /** The column that weighs the rows; none by default. */
    public Param<String> weightCol() {
        return weightCol;
    }

    /** What a weight is: {@code analytic} (default) or {@code frequency}. */
    public Param<String> weightType() {
        return weightType;
    }

    /** What becomes of rows that are alone in a level of the formula's effects: {@code drop} (default) or {@code keep}. */
    public Param<String> singletons() {
        return singletons;
    }

    /** The units in which lags, leads and differences are looked up; no default. */
    public Param<String> unitCol() {
        return unitCol;
    }

    /** The periods by which lags are counted; no default. */
    public Param<String> timeCol() {
        return timeCol;
    }

    /** What the model predicts: {@code xb} (default) or {@code fitted}. */
    public Param<String> predictionType() {
        return predictionType;
    }

    /** Where {@code transform} puts the prediction; {@code prediction} by default. */
    public Param<String> predictionCol() {
        return predictionCol;
    }

    /** Sets the model, such as {@code log(pat) ~ log(maggl) + urb | province + year}; see {@link Formula}. */
    public S setFormula(String value) {
        set(formula, value);
        return self();
    }

    /** Sets the covariance, such as {@code robust}, {@code cluster(firm, year)} or {@code dk(year)}; see {@link Vcov}. */
    public S setVcov(String value) {
        set(vcov, value);
        return self();
    }

    /**
     * Sets columns to read along for covariances chosen after the fit. A row is not dropped where one of them is missing,
     * but then that covariance is refused.
     */
    public S setClusters(String... value) {
        set(clusters, value);
        return self();
    }

    /** Sets the small-sample rules, such as {@code reghdfe} or {@code fixest(K.fixef = full)}; see {@link SmallSample}. */
    public S setSmallSample(String value) {
        set(smallSample, value);
        return self();
    }

    /**
     * Sets columns of units, periods or places to read along for covariances chosen after the fit. A row is not dropped where
     * one of them is missing, but then that covariance is refused.
     */
    public S setVcovColumns(String... value) {
        set(vcovColumns, value);
        return self();
    }

    /** Sets what finds the slopes: {@code auto}, {@code mllib} or {@code crossproducts}. */
    public S setFitter(String value) {
        set(fitter, value);
        return self();
    }

    /**
     * Sets the column that weighs the rows: β minimises Σ w·(y − x'β − α)². Rows without a weight and rows of weight zero are
     * dropped and counted; a negative weight is refused.
     */
    public S setWeightCol(String value) {
        set(weightCol, value);
        return self();
    }

    /**
     * Sets what a weight is. {@code analytic}: the variance of the row's error is σ²/w, as for a mean of w observations; n
     * is the number of rows, and the weights are used as given, as in fixest. {@code frequency}: the row stands for w equal rows,
     * w a whole number; n is Σw, and all numbers are those of the table with each row written w times.
     */
    public S setWeightType(String value) {
        set(weightType, value);
        return self();
    }

    /**
     * Sets what becomes of rows that are alone in a level of the formula's effects. {@code drop}, the default as in reghdfe:
     * they are left out and counted, again and again until there are none, and levels, clusters and degrees of freedom are
     * counted after. {@code keep}, as in plm, Stata's areg and fixest by default. The slopes are the same.
     */
    public S setSingletons(String value) {
        set(singletons, value);
        return self();
    }

    /** Sets the column of units, such as a province, in which lags, leads and differences are looked up. */
    public S setUnitCol(String value) {
        set(unitCol, value);
        return self();
    }

    /** Sets the column of periods by which lags, leads and differences are counted: whole numbers, such as years. */
    public S setTimeCol(String value) {
        set(timeCol, value);
        return self();
    }

    /** Sets the model's column of predictions. */
    public S setPredictionCol(String value) {
        set(predictionCol, value);
        return self();
    }

    /**
     * Sets what the model predicts: {@code xb} (default), the intercept and the slopes times the regressors, or {@code fitted},
     * that and the fixed effects of the row's levels, null where a level was not in the fit.
     */
    public S setPredictionType(String value) {
        set(predictionType, value);
        return self();
    }

    @SuppressWarnings("unchecked") // S is the class of this, as the class declares
    private S self() {
        return (S) this;
    }
}
