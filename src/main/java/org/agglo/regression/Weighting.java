package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agglo.spark.DataException;
import org.apache.spark.sql.Column;

/**
 * The column that weighs the rows, and what its numbers mean.
 *
 * @param column its name
 * @param kind analytic or frequency
 */
record Weighting(String column, Weights.Kind kind) {
    /** @throws IllegalArgumentException if there is no such type */
    static Weighting of(String column, String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "analytic" -> new Weighting(column, Weights.Kind.ANALYTIC);
            case "frequency" -> new Weighting(column, Weights.Kind.FREQUENCY);
            default ->
                throw new IllegalArgumentException("No weightType '%s'%s; there are analytic and frequency"
                        .formatted(type, Caret.suggestion(type, List.of("analytic", "frequency"))));
        };
    }

    Expression expression() {
        return new Expression(column, new Node.Name(column, 0));
    }

    /** Rows without a weight and of weight zero are left out; the others are found here to be refused. */
    List<Node.Check> checks() {
        List<Node.Check> checks = new ArrayList<>(expression().checks());
        Column weight = expression().root().value();
        checks.add(new Node.Check(weight.equalTo(0.0), "weight zero in " + column));
        checks.add(new Node.Check(weight.lt(0.0), negative()));
        if (kind == Weights.Kind.FREQUENCY) {
            checks.add(new Node.Check(weight.notEqual(org.apache.spark.sql.functions.floor(weight)), fractional()));
        }
        return checks;
    }

    private String negative() {
        return "negative " + column;
    }

    private String fractional() {
        return "fractional " + column;
    }

    /** @throws DataException if rows had weights that make no sense */
    void require(Map<String, Long> dropped) {
        if (dropped.containsKey(negative())) {
            throw new DataException("The weight %s is negative in %s; weights are positive, or zero to leave a row out"
                    .formatted(column, Words.count(dropped.get(negative()), "row")));
        }
        if (dropped.containsKey(fractional())) {
            throw new DataException(
                    "The frequency weight %s is not a whole number in %s; it counts equal rows. For other weights set weightType to analytic"
                            .formatted(column, Words.count(dropped.get(fractional()), "row")));
        }
    }

    /** As the summary has it. */
    RegressionSummary.Weighting summary(Weights weights, long rows) {
        return new RegressionSummary.Weighting(
                column, kind.name().toLowerCase(Locale.ROOT), weights.total(rows), weights.logarithms());
    }
}
