package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.agglo.Shared;
import org.agglo.TestSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reference data and the numbers that other software computes on it. */
final class Reference {
    private Reference() {}

    static Dataset<Row> table(String below) {
        return TestSpark.session()
                .read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(Shared.path("reference/" + below).toString());
    }

    static JsonNode expected(String below) {
        try {
            return new ObjectMapper().readTree(Shared.path("reference/" + below).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RegressionSummary.Coefficient coefficient(RegressionSummary summary, String term) {
        return summary.coefficients().stream()
                .filter(c -> c.term().equals(term))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No term " + term + " in " + summary.coefficients()));
    }

    /** What a coefficient says, by the names of expected numbers. */
    static Map<String, Double> values(RegressionSummary.Coefficient found) {
        return Map.of(
                "estimate", found.estimate(),
                "error", found.error(),
                "statistic", found.statistic(),
                "p", found.pValue(),
                "low", found.low(),
                "high", found.high());
    }

    /** Holds each term's numbers to those expected; tails and bounds are differences of larger numbers, whose size counts. */
    static void sameTerms(JsonNode expected, RegressionSummary summary, double relative) {
        expected.properties().forEach(term -> {
            RegressionSummary.Coefficient found = coefficient(summary, term.getKey());
            double tail = Math.max(1, found.statistic() * found.statistic());
            double bound = Math.max(Math.abs(found.low()), Math.abs(found.high()));
            Golden.numbers(term.getValue()).forEach((name, value) -> {
                double scale = switch (name) {
                    case "p" -> tail;
                    case "low", "high" -> Math.max(1, bound / Math.abs(value));
                    default -> 1;
                };
                same(term.getKey() + " " + name, values(found).get(name), value, relative * scale);
            });
        });
    }

    static void same(String name, double found, double expected, double relative) {
        assertThat(Math.abs(found - expected) <= relative * Math.abs(expected))
                .as("%s is %s, expected %s (%.1e)", name, found, expected, found / expected - 1)
                .isTrue();
    }
}
