package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The linear prediction of a summary as a column. */
final class Predictions {
    static final String DEFAULT = "prediction";

    private Predictions() {}

    static Param<String> column(Identifiable parent) {
        return new Param<>(parent, "predictionCol", "name of the column of predictions, prediction by default");
    }

    static Param<String> type(Identifiable parent) {
        return new Param<>(
                parent,
                "predictionType",
                "what is predicted: xb (default), the regressors' part, or fitted, with the fixed effects of the row's levels");
    }

    /** @throws IllegalArgumentException if there is no such type */
    static boolean withEffects(String type) {
        return switch (type) {
            case "xb" -> false;
            case "fitted" -> true;
            default ->
                throw new IllegalArgumentException("No predictionType '%s'%s; there are xb and fitted"
                        .formatted(type, Caret.suggestion(type, List.of("xb", "fitted"))));
        };
    }

    /** The estimates times the regressors; null where one of those estimated has no value. */
    static Column linear(Formula formula, RegressionSummary summary) {
        Column prediction = functions.lit(0.0);
        List<Expression> regressors = formula.regressors();
        int shift = summary.coefficients().size() - regressors.size();
        for (int j = 0; j < summary.coefficients().size(); j++) {
            RegressionSummary.Coefficient coefficient = summary.coefficients().get(j);
            if (coefficient.omitted().isEmpty()) {
                Column estimate = functions.lit(coefficient.estimate());
                prediction = prediction.plus(
                        j < shift
                                ? estimate
                                : estimate.multiply(regressors.get(j - shift).column()));
            }
        }
        return prediction;
    }

    static StructType schema(StructType schema, Formula formula, String name) {
        Schema there = new Schema(schema);
        formula.regressors().forEach(there::requireNumbers);
        return with(schema, name);
    }

    /** @throws IllegalArgumentException if the column is there already */
    static StructType with(StructType schema, String name) {
        if (Arrays.asList(schema.fieldNames()).contains(name)) {
            throw new IllegalArgumentException(
                    "Column '%s' is there already; set another predictionCol".formatted(name));
        }
        return schema.add(name, DataTypes.DoubleType);
    }
}
