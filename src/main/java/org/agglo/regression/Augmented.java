package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agglo.spark.Columns;
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
        Formula formula = Formula.fitted(summary.formula(), summary.expansion());
        Column used = functions.col(reason).equalTo(-1);
        Column fitted = functions.col("`" + FITTED + "`");
        Dataset<Row> marked = new Gather(predicted, request(formula, summary))
                .marked(reason)
                .withColumn(FITTED, functions.when(used, fitted))
                .withColumn(RESIDUAL, formula.outcome().held().minus(fitted))
                .drop(reason);
        String[] own = Arrays.stream(marked.columns())
                .filter(name -> !name.startsWith(Lagged.HELD))
                .map(Columns::quoted)
                .toArray(String[]::new);
        return marked.select(Arrays.stream(own).map(functions::col).toArray(Column[]::new));
    }

    private static Request request(Formula formula, RegressionSummary summary) {
        List<String> keys =
                new ArrayList<>(Vcov.parse(summary.covariance().spec()).keys());
        summary.random().ifPresent(random -> keys.addAll(random.names()));
        Optional<Weighting> weighting = summary.weights()
                .map(weights -> Weighting.of(weights.column(), weights.type().toLowerCase(Locale.ROOT)));
        return Request.of(formula, keys, List.of(), weighting, Optional.empty())
                .in(formula.expansion().panel());
    }
}
