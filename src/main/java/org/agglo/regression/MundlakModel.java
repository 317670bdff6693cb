package org.agglo.regression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.spark.Columns;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Fitted {@link Mundlak}: the summary under any covariance, the test of the means, and predictions.
 *
 * <p>The prediction is the intercept, the slopes times the regressors, and the coefficients of the means times the means by level over
 * the rows of the table given, with every u_i at its mean of zero. It is null where a regressor or the level is missing or not defined.
 */
public final class MundlakModel extends RegressionModel<MundlakModel> {
    private static final String NAME = "Mundlak";

    MundlakModel(String uid, Summarised summarised) {
        super(uid, summarised);
    }

    /** That the coefficients of all means are zero, so that the effects are uncorrelated with the regressors. */
    public TestResult uncorrelated() {
        return uncorrelated(summary());
    }

    /** The same under another covariance, such as {@code cluster(firm)}. */
    public TestResult uncorrelated(String vcov) {
        return uncorrelated(summary(vcov));
    }

    private static TestResult uncorrelated(RegressionSummary summary) {
        List<String> means = summary.coefficients().stream()
                .filter(coefficient -> coefficient.omitted().isEmpty())
                .map(Coefficient::term)
                .filter(term -> summary.coefficients().stream()
                        .anyMatch(other -> Mundlak.meanOf(other.term()).equals(term)))
                .toList();
        if (means.isEmpty()) {
            throw new NotEstimableException(
                    "%s: no mean of a regressor is estimated in %s, so that there is nothing to test"
                            .formatted(NAME, summary.formula()));
        }
        return WaldTest.zero(summary, means).as(NAME, Hausman.hypothesis(effect(summary)));
    }

    private static Formula fitted(RegressionSummary summary) {
        Formula formula = Formula.fitted(summary.formula(), summary.expansion());
        if (!Lagged.of(formula.terms().stream()).isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: no predictions are made of correlated random effects with lags".formatted(summary.formula()));
        }
        return formula;
    }

    private static String effect(RegressionSummary summary) {
        return summary.random().orElseThrow().names().get(0);
    }

    @Override
    public Dataset<Row> transform(Dataset<?> table) {
        Dataset<Row> predicted = super.transform(table);
        String name = getOrDefault(predictionCol());
        Column sum = predicted.col(Columns.quoted(name));
        Column level = predicted.col(Columns.quoted(effect(summary())));
        WindowSpec levels = Window.partitionBy(level);
        Map<String, Coefficient> coefficients = new HashMap<>();
        summary().coefficients().forEach(coefficient -> coefficients.put(coefficient.term(), coefficient));
        for (Expression term : fitted(summary()).terms()) {
            Coefficient mean = coefficients.get(Mundlak.meanOf(term.label()));
            if (mean != null && mean.omitted().isEmpty()) {
                sum = sum.plus(functions.avg(term.column()).over(levels).multiply(mean.estimate()));
            }
        }
        return predicted.withColumn(name, functions.when(level.isNotNull(), sum));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        fitted(summary());
        new Schema(schema).requireLevels(effect(summary()));
        return super.transformSchema(schema);
    }

    @Override
    MundlakModel with(String uid, Summarised summarised) {
        return new MundlakModel(uid, summarised);
    }

    /** A reader of what {@link #write} wrote. */
    public static MLReader<MundlakModel> read() {
        return SummaryStore.reader(
                MundlakModel.class, (uid, summaries) -> new MundlakModel(uid, Summarised.loaded(summaries)));
    }

    /** The model saved at the path. */
    public static MundlakModel load(String path) {
        return read().load(path);
    }
}
