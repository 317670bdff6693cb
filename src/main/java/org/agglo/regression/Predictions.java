package org.agglo.regression;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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

    /**
     * Adds the estimates times the regressors; null where one of those estimated has no value, or a column has a level
     * that the fit did not meet.
     */
    static Dataset<Row> add(Dataset<Row> table, RegressionSummary summary, String name) {
        Formula formula = Formula.fitted(summary.formula(), summary.expansion());
        Map<String, Coefficient> coefficients = new HashMap<>();
        summary.coefficients().forEach(coefficient -> coefficients.put(coefficient.term(), coefficient));
        Coefficient intercept = coefficients.get(LeastSquares.INTERCEPT);
        Column sum = functions.lit(intercept == null ? 0.0 : intercept.estimate());
        Map<String, Column> fails = new LinkedHashMap<>();
        for (Expression term : formula.regressors()) {
            Coefficient coefficient = coefficients.get(term.label());
            if (coefficient == null) {
                fails.put(term.label(), term.root().value().notEqual(0.0));
            } else if (coefficient.omitted().isEmpty()) {
                term.checks().forEach(check -> fails.putIfAbsent(check.reason(), check.fails()));
                sum = sum.plus(term.root().value().multiply(coefficient.estimate()));
            }
        }
        levels(formula)
                .forEach((column, levels) ->
                        fails.put("new " + column, Level.isNoneOf(column, levels.as(), levels.labels())));
        Column failed = functions.lit(false);
        for (Column fail : fails.values()) {
            failed = failed.or(functions.coalesce(fail, functions.lit(false)));
        }
        Column prediction = functions.when(functions.not(failed), sum);
        List<Lagged> lags = Lagged.of(formula.regressors().stream());
        return lags.isEmpty()
                ? table.withColumn(name, prediction)
                : formula.expansion().panel().orElseThrow().added(table, lags, name, prediction);
    }

    /** The levels of the regressors' columns. */
    private static Map<String, Expansion.Levels> levels(Formula formula) {
        Map<String, Expansion.Levels> levels = new LinkedHashMap<>();
        formula.regressors()
                .forEach(term -> term.root()
                        .factors(name -> levels.put(
                                name.name(), formula.expansion().levels().get(name.name()))));
        return levels;
    }

    static StructType schema(StructType schema, RegressionSummary summary, String name) {
        Formula formula = Formula.fitted(summary.formula(), summary.expansion());
        Schema there = new Schema(schema);
        formula.regressors().forEach(there::requireNumbers);
        levels(formula).forEach(there::requireComparable);
        if (!Lagged.of(formula.regressors().stream()).isEmpty()) {
            formula.expansion().panel().orElseThrow().require(there);
        }
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
