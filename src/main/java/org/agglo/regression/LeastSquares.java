package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.agglo.spark.AggloEstimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/** Least squares by formula. */
public final class LeastSquares extends AggloEstimator<LeastSquaresModel> implements DefaultParamsWritable {
    static final String INTERCEPT = "(Intercept)";
    static final int MOST_ROWS = 4_000_000;

    private final Param<String> formula = new Param<>(this, "formula", "the model: outcome ~ regressors | effects");

    private final Param<String> vcov =
            new Param<>(this, "vcov", "covariance: iid, robust (hc1), hc0, cluster(a) or cluster(a, b)");

    private final StringArrayParam clusters = new StringArrayParam(
            this, "clusters", "further columns to read along for covariances chosen after the fit");

    private final Param<String> fitter = new Param<>(this, "fitter", "auto, mllib or crossproducts");

    private final Param<String> predictionCol = new Param<>(this, "predictionCol", "column of predictions");

    public LeastSquares() {
        this(freshUid("leastSquares"));
    }

    public LeastSquares(String uid) {
        super(uid);
        setDefault(vcov, "iid");
        setDefault(clusters, new String[0]);
        setDefault(fitter, "auto");
        setDefault(predictionCol, "prediction");
    }

    public LeastSquares setFormula(String value) {
        set(formula, value);
        return this;
    }

    public LeastSquares setVcov(String value) {
        set(vcov, value);
        return this;
    }

    public LeastSquares setClusters(String... value) {
        set(clusters, value);
        return this;
    }

    public LeastSquares setFitter(String value) {
        set(fitter, value);
        return this;
    }

    public LeastSquares setPredictionCol(String value) {
        set(predictionCol, value);
        return this;
    }

    /** The model, such as {@code log(pat) ~ log(maggl) | province + year}; see {@link Formula}. */
    public Param<String> formula() {
        return formula;
    }

    /** The covariance of the summary: {@code iid} (default), {@code robust}, {@code hc0}, {@code cluster(a, b)}. */
    public Param<String> vcov() {
        return vcov;
    }

    /** Further columns of levels to read along, so that {@code summary("cluster(name)")} can be asked for later. */
    public StringArrayParam clusters() {
        return clusters;
    }

    /** What finds the slopes: {@code auto} (default), {@code mllib}, {@code crossproducts}. */
    public Param<String> fitter() {
        return fitter;
    }

    /** Where {@code transform} puts the prediction; {@code prediction} by default. */
    public Param<String> predictionCol() {
        return predictionCol;
    }

    @Override
    public LeastSquaresModel fit(Dataset<?> table) {
        Formula model = Formula.parse(getOrDefault(formula));
        Vcov covariance = Vcov.parse(getOrDefault(vcov));
        Request request = Request.of(model, covariance.keys(), Arrays.asList(getOrDefault(clusters)), Optional.empty());
        Gather gather = new Gather(table, request);
        Sample sample = gather.sample(gather.chunks(MOST_ROWS));
        long cells = (long) sample.rows() * (model.terms().size() + 1);
        Fitted fitted = Fits.fit(model, sample, Fitter.named(getOrDefault(fitter), table.sparkSession(), cells));
        LeastSquaresModel fit =
                new LeastSquaresModel(freshUid("leastSquaresModel"), fitted, Summaries.of(fitted, covariance));
        return copyValues(fit.setParent(this), new ParamMap());
    }

    @Override
    public StructType transformSchema(StructType schema) {
        Formula model = Formula.parse(getOrDefault(formula));
        new Schema(schema)
                .require(Request.of(model, Vcov.parse(getOrDefault(vcov)).keys(), List.of(), Optional.empty()));
        return schema.add(getOrDefault(predictionCol), "double");
    }

    @Override
    public LeastSquares copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return DefaultParamsWritable.super.write();
    }

    /** A reader of what {@link #write} wrote. */
    public static MLReader<LeastSquares> read() {
        return new DefaultParamsReader<>();
    }

    /** The estimator saved at the path. */
    public static LeastSquares load(String path) {
        return read().load(path);
    }
}
