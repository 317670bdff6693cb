package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * What all estimators of regressions by formula share beside their params: how the rows are read and the model is handed over.
 *
 * @param <S> the estimator itself, so that its setters chain
 * @param <M> its model
 */
public abstract class RegressionEstimator<S extends RegressionEstimator<S, M>, M extends RegressionModel<M>>
        extends RegressionParams<S, M> implements DefaultParamsWritable {
    protected RegressionEstimator(String uid) {
        super(uid);
    }

    /** The formula, checked for what this estimator cannot take. */
    abstract Formula model();

    /**
     * The formula as it was set.
     *
     * @param who the estimator in words, as in "Least squares need"
     * @throws IllegalArgumentException if none was
     */
    final String formulaText(String who) {
        if (!isSet(formula())) {
            throw new IllegalArgumentException(who + " a formula; set one, such as log(pat) ~ log(maggl) + urb");
        }
        return getOrDefault(formula());
    }

    /** The covariance that is set, under the rules that are set. */
    final Vcov covariance() {
        return Vcov.parse(getOrDefault(vcov())).with(SmallSample.parse(getOrDefault(smallSample())));
    }

    /** Columns of levels that each row has to have besides the formula's effects: those of the covariance. */
    List<String> keys() {
        return covariance().keys();
    }

    /** What is read of each row. */
    final Request request(Formula model, Optional<String> by) {
        List<String> later = new ArrayList<>(Arrays.asList(getOrDefault(clusters())));
        later.addAll(Arrays.asList(getOrDefault(vcovColumns())));
        return Request.of(model, keys(), later, weighting(), by)
                .with(further())
                .in(PanelKeys.of(this, unitCol(), timeCol()));
    }

    /** Numbers that each row has to have besides those of the formula. */
    List<Expression> further() {
        return List.of();
    }

    private boolean weighted() {
        return isSet(weightCol()) && !getOrDefault(weightCol()).isEmpty();
    }

    private Optional<Weighting> weighting() {
        return weighted()
                ? Optional.of(Weighting.of(getOrDefault(weightCol()), getOrDefault(weightType())))
                : Optional.empty();
    }

    /** @throws IllegalArgumentException if a weight is set that this estimator cannot take */
    final void requireNoWeights(String who) {
        if (weighted()) {
            throw new IllegalArgumentException(
                    "%s take no weights; unset weightCol (%s)".formatted(who, getOrDefault(weightCol())));
        }
    }

    /**
     * The rows used, brought to the driver in one Spark job.
     *
     * @throws NotEstimableException if they are too many for the driver
     */
    final Sample sample(Dataset<?> table, Formula model) {
        Gather gather = new Gather(table, request(model, Optional.empty()));
        return withoutSingletons(gather.read(gather.chunks()), model).writtenOut();
    }

    /** The sample without rows that are alone in a level, if those are to be dropped. */
    final Sample withoutSingletons(Sample sample, Formula model) {
        return dropsSingletons() ? Singletons.drop(sample, model.effects()) : sample;
    }

    final boolean dropsSingletons() {
        String value = getOrDefault(singletons());
        return switch (value) {
            case "drop" -> true;
            case "keep" -> false;
            default ->
                throw new IllegalArgumentException("No singletons '%s'%s; there are drop and keep"
                        .formatted(value, Caret.suggestion(value, List.of("drop", "keep"))));
        };
    }

    /** The fitter that is set, for so many columns, the outcome among them. */
    final Fitter fitter(Dataset<?> table, Sample sample, int columns) {
        return Fitter.named(getOrDefault(fitter()), table.sparkSession(), (long) sample.rows() * columns);
    }

    /** The model with this estimator's params and this as its parent. */
    final M handOver(M model) {
        return copyValues(model.setParent(this), new ParamMap());
    }

    /** Checks names and types without a Spark job. */
    @Override
    public StructType transformSchema(StructType schema) {
        new Schema(schema).require(request(model(), Optional.empty()));
        return Predictions.with(schema, getOrDefault(predictionCol()));
    }

    @Override
    public S copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return DefaultParamsWritable.super.write();
    }
}
