package org.agglo.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.agglo.regression.RegressionSummary;
import org.agglo.regression.RegressionSummary.Likelihood;
import org.agglo.regression.TestResult;

/** What can stand below the terms of a regression table, by the name that study files give it. */
public enum Statistic {
    OBSERVATIONS("n", "Observations", 0),
    R2("r2", "R²", 3),
    R2_ADJUSTED("r2-adjusted", "Adjusted R²", 3),
    R2_WITHIN("r2-within", "Within R²", 3),
    R2_WITHIN_ADJUSTED("r2-within-adjusted", "Adjusted within R²", 3),
    RMSE("rmse", "Root mean squared error", 3),
    F("f", "F", 2),
    F_P_VALUE("f-p", "p of F", 3),
    PSEUDO_R2("pseudo-r2", "Pseudo R²", 3),
    LOG_LIKELIHOOD("log-likelihood", "Log-likelihood", 1),
    KLEIBERGEN_PAAP("kp-f", "Kleibergen–Paap F", 2);

    /** Those of a table that does not choose: each is left out where no model has it. */
    public static final List<Statistic> USUAL = List.of(OBSERVATIONS, R2, R2_WITHIN, PSEUDO_R2, KLEIBERGEN_PAAP);

    private final String key;
    private final String label;
    private final int decimals;

    Statistic(String key, String label, int decimals) {
        this.key = key;
        this.label = label;
        this.decimals = decimals;
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
        RegressionSummary.Fit fit = summary.fit();
        return switch (this) {
            case OBSERVATIONS -> summary.sample().used();
            case R2 -> fit.r2();
            case R2_ADJUSTED -> fit.r2Adjusted();
            case R2_WITHIN -> fit.r2Within();
            case R2_WITHIN_ADJUSTED -> fit.r2WithinAdjusted();
            case RMSE -> fit.rmse();
            case F -> fit.f();
            case F_P_VALUE -> fit.fPValue();
            case PSEUDO_R2 -> summary.likelihood().map(Likelihood::pseudoR2).orElse(Double.NaN);
            case LOG_LIKELIHOOD ->
                summary.likelihood().map(Likelihood::logLikelihood).orElse(Double.NaN);
            case KLEIBERGEN_PAAP -> kleibergenPaap(summary);
        };
    }

    private static double kleibergenPaap(RegressionSummary summary) {
        return summary.instruments().stream()
                .flatMap(instruments -> instruments.tests().stream())
                .filter(test -> test.name().startsWith("Kleibergen–Paap"))
                .mapToDouble(TestResult::statistic)
                .findFirst()
                .orElse(Double.NaN);
    }
}
