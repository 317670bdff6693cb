package org.agglo.regression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;

/**
 * Least squares by formula, pooled or with any number of fixed effects: minimises Σ w·(y − x'β − α₁ − … )² over β and the
 * effects' levels α, w being 1 unless {@code weightCol} is set. Effects may be slopes by level, γ_l·z, and levels may be
 * combinations of columns.
 *
 * <p>The formula's columns are evaluated and brought to the driver in one Spark job, the effects are swept out there, and
 * MLlib's linear regression (or our cross-products, see {@code fitter}) finds β on what is left. By the theorem of Frisch and
 * Waugh (1933) and Lovell (1963) that is the β of the regression on the regressors and one dummy per level.
 *
 * <p>Rows in which a name is missing, a logarithm or root is not defined or a divisor is zero are dropped, counted by reason in
 * {@link RegressionSummary.Sample}. Regressors that cannot be told apart from earlier ones, a constant or the effects are left
 * out, named with the reason. What cannot be estimated at all throws {@link NotEstimableException}.
 *
 * <p>Rows that are alone in a level of an effect say nothing of β; they are dropped too, and counted, until none is left, unless
 * {@code singletons} is {@code keep}.
 *
 * <p>Beyond 40 million cells (rows times columns) the rows stay in Spark: pooled models and one effect are fitted there by sums,
 * and another covariance then costs Spark jobs; several effects and slopes by level are refused.
 *
 * <p>Within that size the same rows give the same result, bit for bit, in whatever order or partitions they come.
 */
public final class LeastSquares extends RegressionEstimator<LeastSquares, LeastSquaresModel> {
    static final String INTERCEPT = "(Intercept)";

    static final String POOLED = "Pooled OLS";
    static final String FIXED = "Fixed effects";

    public LeastSquares() {
        this(freshUid("leastSquares"));
    }

    /** With the uid of a saved estimator. */
    public LeastSquares(String uid) {
        super(uid);
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
                .map(chunks -> fit(gather.read(chunks), table))
                .orElseGet(
                        () -> model(new WideFits(gather.writtenOut(), dropsSingletons()).fit(getOrDefault(fitter()))));
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
        gather.read(chunks).by(by, dropped).forEach((group, sample) -> {
            try {
                models.put(group, fit(sample, table));
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

    /**
     * Fits all models that the formula stands for: {@code c(y, z) ~ x + sw(a, b) | fe} are four, {@code y ~ x | sw0(fe, time)} three; see {@link Formula#parseAll}.
     *
     * <p>The table is read once, in one Spark job, each column once. A row is used by the models that have all that they need of
     * it, so that samples differ where missing values do, as in fixest. Models on the same rows with the same effects share
     * what these leave of each column.
     *
     * <p>Here {@code auto} takes the cross-products whatever the size: MLlib needs a Spark job of its own for each model, which takes
     * longer than all the rest of a small one. {@code mllib} can be asked for; the slopes are the same.
     *
     * @throws IllegalArgumentException pointing at the character where formula or covariance are not understood
     * @throws org.agglo.spark.DataException if a column is not there or not of the right type
     * @throws NotEstimableException if the rows are too many for the driver
     */
    public SeveralFits fitAll(Dataset<?> table) {
        return fitAll(table, Optional.empty());
    }

    /** The same for each level of a column. */
    public SeveralFits fitAll(Dataset<?> table, String by) {
        return fitAll(table, Optional.of(by));
    }

    private SeveralFits fitAll(Dataset<?> table, Optional<String> by) {
        List<Request> requests = Formula.parseAll(formulaText("Least squares need")).stream()
                .map(formula -> request(formula.withoutInstruments("Least squares take"), by))
                .toList();
        Fitter fitter = Fitter.named(getOrDefault(fitter()), table.sparkSession(), Long.MAX_VALUE);
        return new JointFits(new JointGather(table, requests), fitter, dropsSingletons(), this::model).fit(by);
    }

    @Override
    Formula model() {
        return Formula.parse(formulaText("Least squares need")).withoutInstruments("Least squares take");
    }

    private LeastSquaresModel fit(Sample read, Dataset<?> table) {
        Sample sample = withoutSingletons(read, read.formula()).writtenOut();
        Formula model = sample.formula();
        return model(Fits.fit(model, sample, fitter(table, sample, model.terms().size() + 1)));
    }

    private LeastSquaresModel model(Fitted fitted) {
        return handOver(new LeastSquaresModel(freshUid("leastSquaresModel"), Summarised.of(fitted, covariance())));
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
