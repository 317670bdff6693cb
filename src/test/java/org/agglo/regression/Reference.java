package org.agglo.regression;

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
}
