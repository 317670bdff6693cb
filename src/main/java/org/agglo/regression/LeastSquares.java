package org.agglo.regression;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Least squares by formula, pooled or with any number of fixed effects: minimises Σ (y − x'β − α₁ − … )² over β and the
 * effects' levels α.
 *
 * <p>The formula's columns are evaluated and brought to the driver in one Spark job, the effects are swept out there, and
 * MLlib's linear regression (or our cross-products, see {@code fitter}) finds β on what is left. By the theorem of Frisch and
 * Waugh (1933) and Lovell (1963) that is the β of the regression on the regressors and one dummy per level.
 *
 * <p>Rows in which a name is missing, a logarithm or root is not defined or a divisor is zero are dropped, counted by reason in
 * {@link RegressionSummary.Sample}. Regressors that cannot be told apart from earlier ones, a constant or the effects are left
 * out, named with the reason. What cannot be estimated at all throws {@link NotEstimableException}.
 *
 * <p>Beyond 40 million cells (rows times columns) the rows stay in Spark: pooled models and one effect are fitted there by sums,
 * and another covariance then costs Spark jobs; several effects are refused.
 *
 * <p>Within that size the same rows give the same result, bit for bit, in whatever order or partitions they come.
 */
public final class LeastSquares extends AggloEstimator<LeastSquaresModel> implements DefaultParamsWritable {
    static final String INTERCEPT = "(Intercept)";

    private final Param<String> formula =
            new Param<>(this, "formula", "the model, such as log(pat) ~ log(maggl) + urb | province + year");
    private final Param<String> vcov = new Param<>(
            this, "vcov", "covariance of the summary: iid (default), robust (hc1), hc0, cluster(a) or cluster(a, b)");
    private final StringArrayParam clusters = new StringArrayParam(
            this,
            "clusters",
            "further columns of levels to read along, for covariances chosen after the fit; none by default");
    private final Param<String> fitter = new Param<>(
            this,
            "fitter",
            "what finds the slopes: mllib, crossproducts, or auto (default): mllib up to a million cells, then crossproducts");
    private final Param<String> predictionCol = Predictions.column(this);

    public LeastSquares() {
        this(freshUid("leastSquares"));
    }

    /** With the uid of a saved estimator. */
    public LeastSquares(String uid) {
        super(uid);
        setDefault(vcov, "iid");
        setDefault(clusters, new String[0]);
        setDefault(fitter, "auto");
        setDefault(predictionCol, Predictions.DEFAULT);
    }

    /** The model; no default. */
    public Param<String> formula() {
        return formula;
    }

    /** The covariance of the summary; {@code iid} by default. */
    public Param<String> vcov() {
        return vcov;
    }

    /** Further columns of levels to read along, so that {@code summary("cluster(name)")} can be asked for later. */
    public StringArrayParam clusters() {
        return clusters;
    }

    /** What finds the slopes; {@code auto} by default. */
    public Param<String> fitter() {
        return fitter;
    }

    /** Where {@code transform} puts the prediction; {@code prediction} by default. */
    public Param<String> predictionCol() {
        return predictionCol;
    }

    /** Sets the model, such as {@code log(pat) ~ log(maggl) + urb | province + year}; see {@link Formula}. */
    public LeastSquares setFormula(String value) {
        set(formula, value);
        return this;
    }

    /** Sets the covariance: {@code iid}, {@code robust} (HC1), {@code hc0}, {@code cluster(a)}, {@code cluster(a, b)}. */
    public LeastSquares setVcov(String value) {
        set(vcov, value);
        return this;
    }

    /**
     * Sets columns to read along for covariances chosen after the fit. A row is not dropped where one of them is missing,
     * but then that covariance is refused.
     */
    public LeastSquares setClusters(String... value) {
        set(clusters, value);
        return this;
    }

    /** Sets what finds the slopes: {@code auto}, {@code mllib} or {@code crossproducts}. */
    public LeastSquares setFitter(String value) {
        set(fitter, value);
        return this;
    }

    /** Sets the model's column of predictions. */
    public LeastSquares setPredictionCol(String value) {
        set(predictionCol, value);
        return this;
    }

    /**
     * Fits the formula.
     *
     * @throws IllegalArgumentException pointing at the character where formula or covariance are not understood
     * @throws org.agglo.spark.DataException if a column is not there or not of the right type
     * @throws NotEstimableException saying why the rows do not determine the model
     */
    @Override
    public LeastSquaresModel fit(Dataset<?> table) {
        return fit(table, Gather.MOST_CELLS);
    }

    /** @param mostCells most cells, rows times columns, that are brought to the driver */
    LeastSquaresModel fit(Dataset<?> table, long mostCells) {
        Formula model = model();
        Gather gather = new Gather(table, request(model, Optional.empty()));
        return gather.chunksWithin(mostCells)
                .map(chunks -> fit(model, gather.sample(chunks), table.sparkSession()))
                .orElseGet(() -> model(new WideFits(model, gather).fit(getOrDefault(fitter))));
    }

    /**
     * Fits the formula to each level of a column, the rows being read once for all.
     *
     * @return a model or a reason for each level that occurs
     */
    public GroupFits fitBy(Dataset<?> table, String by) {
        Formula model = model();
        Gather gather = new Gather(table, request(model, Optional.of(by)));
        List<Chunk> chunks = gather.chunks();
        Map<String, Map<String, Long>> dropped = gather.droppedByGroup(chunks);
        Map<String, LeastSquaresModel> models = new LinkedHashMap<>();
        Map<String, String> refused = new LinkedHashMap<>();
        gather.sample(chunks).by(by, dropped).forEach((group, sample) -> {
            try {
                models.put(group, fit(model, sample, table.sparkSession()));
            } catch (NotEstimableException e) {
                refused.put(group, e.getMessage());
            }
        });
        dropped.forEach((group, reasons) -> {
            if (!group.isEmpty() && !models.containsKey(group) && !refused.containsKey(group)) {
                refused.put(group, "%s: no row is left (dropped %s)".formatted(model.text(), Words.dropped(reasons)));
            }
        });
        long ungrouped = dropped.getOrDefault("", Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return new GroupFits(by, models, refused, ungrouped);
    }

    private Formula model() {
        return Formula.parse(getOrDefault(formula)).withoutInstruments("Least squares take");
    }

    private LeastSquaresModel fit(Formula model, Sample sample, SparkSession spark) {
        long cells = (long) sample.rows() * (model.terms().size() + 1);
        return model(Fits.fit(model, sample, Fitter.named(getOrDefault(fitter), spark, cells)));
    }

    private LeastSquaresModel model(Fitted fitted) {
        Summarised summarised = Summarised.of(fitted, Vcov.parse(getOrDefault(vcov)));
        return copyValues(
                new LeastSquaresModel(freshUid("leastSquaresModel"), summarised).setParent(this), new ParamMap());
    }

    private Request request(Formula model, Optional<String> by) {
        return Request.of(model, Vcov.parse(getOrDefault(vcov)).keys(), Arrays.asList(getOrDefault(clusters)), by);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        new Schema(schema).require(request(model(), Optional.empty()));
        return Predictions.with(schema, getOrDefault(predictionCol));
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
