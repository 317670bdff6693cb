package org.agglo.app.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.app.study.ModelSpec;
import org.agglo.panel.PanelSpec;
import org.agglo.regression.GroupFits;
import org.agglo.regression.NotEstimableException;
import org.agglo.regression.RegressionSummary;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * One model fitted to each value of a column. Least squares read the rows once for all values, other estimators once for
 * each.
 *
 * @param summaries by value
 * @param refused by value, why it could not be fitted
 * @param ungrouped rows without a value, in no fit
 */
record ByGroup(Map<String, RegressionSummary> summaries, Map<String, String> refused, long ungrouped) {
    static ByGroup fit(Dataset<Row> rows, PanelSpec panel, ModelSpec model, String by) {
        return model.estimator() == ModelSpec.Estimator.LEAST_SQUARES
                ? atOnce(Estimators.leastSquares(model, panel).fitBy(rows, by))
                : oneByOne(rows, panel, model, by);
    }

    private static ByGroup atOnce(GroupFits fits) {
        Map<String, RegressionSummary> summaries = new LinkedHashMap<>();
        fits.models().forEach((group, fit) -> summaries.put(group, fit.summary()));
        return new ByGroup(summaries, fits.refused(), fits.ungrouped());
    }

    private static ByGroup oneByOne(Dataset<Row> rows, PanelSpec panel, ModelSpec model, String by) {
        Column group = functions.col(Columns.quoted(by));
        Map<String, RegressionSummary> summaries = new LinkedHashMap<>();
        Map<String, String> refused = new LinkedHashMap<>();
        long ungrouped = 0;
        List<Row> counts = rows.groupBy(group).count().orderBy(group).collectAsList();
        for (Row count : counts) {
            if (count.isNullAt(0)) {
                ungrouped = count.getLong(1);
                continue;
            }
            String name = String.valueOf(count.get(0));
            try {
                Dataset<Row> some = rows.filter(group.equalTo(functions.lit(count.get(0))));
                summaries.put(name, Estimators.of(model, panel).fit(some).summary());
            } catch (NotEstimableException e) {
                refused.put(name, e.getMessage());
            }
        }
        return new ByGroup(summaries, refused, ungrouped);
    }
}
