package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.regression.RegressionSummary.Fit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A summary as tables, under the column names of R's broom; null where a number does not exist. */
final class ResultTables {
    private static final StructType TERMS = new StructType()
            .add("term", DataTypes.StringType, false)
            .add("estimate", DataTypes.DoubleType)
            .add("std.error", DataTypes.DoubleType)
            .add("statistic", DataTypes.DoubleType)
            .add("p.value", DataTypes.DoubleType)
            .add("conf.low", DataTypes.DoubleType)
            .add("conf.high", DataTypes.DoubleType);

    private static final List<String> NUMBERS = List.of(
            "r.squared",
            "adj.r.squared",
            "within.r.squared",
            "adj.within.r.squared",
            "sigma",
            "statistic",
            "p.value",
            "df",
            "logLik",
            "AIC",
            "BIC",
            "deviance",
            "df.residual");

    private ResultTables() {}

    static Dataset<Row> tidy(RegressionSummary summary) {
        List<Row> rows = new ArrayList<>();
        for (Coefficient c : summary.coefficients()) {
            boolean there = c.omitted().isEmpty();
            rows.add(RowFactory.create(
                    c.term(),
                    there ? number(c.estimate()) : null,
                    number(c.error()),
                    number(c.statistic()),
                    number(c.pValue()),
                    number(c.low()),
                    number(c.high())));
        }
        return table(rows, TERMS);
    }

    static Dataset<Row> glance(RegressionSummary summary) {
        StructType schema = new StructType();
        for (String name : NUMBERS) {
            schema = schema.add(name, DataTypes.DoubleType);
        }
        schema = schema.add("nobs", DataTypes.LongType, false);
        Fit fit = summary.fit();
        Likelihoods likelihood = Likelihoods.of(summary);
        Object[] values = {
            number(fit.r2()),
            number(fit.r2Adjusted()),
            number(fit.r2Within()),
            number(fit.r2WithinAdjusted()),
            number(fit.rmse()),
            number(fit.f()),
            number(fit.fPValue()),
            number(fit.fDf1()),
            number(likelihood.logLik()),
            number(likelihood.aic()),
            number(likelihood.bic()),
            number(likelihood.deviance()),
            (double) (summary.observations() - fit.rank()),
            summary.observations()
        };
        return table(List.of(RowFactory.create(values)), schema);
    }

    private static Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static Dataset<Row> table(List<Row> rows, StructType schema) {
        return SparkSession.active().createDataFrame(rows, schema).coalesce(1);
    }
}
