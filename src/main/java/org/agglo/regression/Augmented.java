package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** A table with what a model fits and leaves of each row, null in rows that the model would not be fitted on. */
final class Augmented {
    static final String FITTED = ".fitted";
    static final String RESIDUAL = ".resid";

    private Augmented() {}

    /** @param predicted the table with the column of fitted values */
    static Dataset<Row> of(Dataset<Row> predicted, RegressionSummary summary, String unique) {
        String reason = unique + " reason";
        Formula formula = Formula.parse(summary.formula());
        Column used = functions.col(reason).equalTo(-1);
        Column fitted = functions.col("`" + FITTED + "`");
        return new Gather(predicted, request(formula, summary))
                .marked(reason)
                .withColumn(FITTED, functions.when(used, fitted))
                .withColumn(RESIDUAL, formula.outcome().column().minus(fitted))
                .drop(reason);
    }

    private static Request request(Formula formula, RegressionSummary summary) {
        List<String> keys =
                new ArrayList<>(Vcov.parse(summary.covariance().spec()).keys());
        summary.random().ifPresent(random -> keys.addAll(random.names()));
        Optional<Weighting> weighting = summary.weights()
                .map(weights -> Weighting.of(weights.column(), weights.type().toLowerCase(Locale.ROOT)));
        return Request.of(formula, keys, List.of(), weighting, Optional.empty());
    }
}
