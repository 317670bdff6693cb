package org.agglo.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.agglo.regression.RegressionSummary;

/** What can stand below the terms of a regression table, by the name that study files give it. */
public enum Statistic {
    OBSERVATIONS("n", "Observations", 0, summary -> summary.sample().used()),
    R2("r2", "R²", 3, summary -> summary.fit().r2()),
    R2_ADJUSTED("r2-adjusted", "Adjusted R²", 3, summary -> summary.fit().r2Adjusted()),
    R2_WITHIN("r2-within", "Within R²", 3, summary -> summary.fit().r2Within()),
    R2_WITHIN_ADJUSTED(
            "r2-within-adjusted",
            "Adjusted within R²",
            3,
            summary -> summary.fit().r2WithinAdjusted()),
    RMSE("rmse", "Root mean squared error", 3, summary -> summary.fit().rmse()),
    F("f", "F", 2, summary -> summary.fit().f()),
    F_P_VALUE("f-p", "p of F", 3, summary -> summary.fit().fPValue());

    /** Those of a table that does not choose: each is left out where no model has it. */
    public static final List<Statistic> USUAL = List.of(OBSERVATIONS, R2, R2_WITHIN);

    private final String key;
    private final String label;
    private final int decimals;
    private final ToDoubleFunction<RegressionSummary> value;

    Statistic(String key, String label, int decimals, ToDoubleFunction<RegressionSummary> value) {
        this.key = key;
        this.label = label;
        this.decimals = decimals;
        this.value = value;
    }

    /** The statistic of that name. */
    public static Optional<Statistic> named(String key) {
        return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
    }

    /** Its name in study files. */
    public String key() {
        return key;
    }

    String label() {
        return label;
    }

    int decimals() {
        return decimals;
    }

    /** NaN where the model has none. */
    double of(RegressionSummary summary) {
        return value.applyAsDouble(summary);
    }
}
