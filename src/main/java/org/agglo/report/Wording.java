package org.agglo.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.agglo.regression.RegressionSummary;
import org.agglo.regression.RegressionSummary.Component;
import org.agglo.regression.RegressionSummary.Components;
import org.agglo.regression.RegressionSummary.Covariance;
import org.agglo.regression.RegressionSummary.Sample;
import org.agglo.regression.TestResult;

/** What a regression's summary says, in words. */
final class Wording {
    private static final List<String> INTERCEPTS = List.of("(intercept)", "intercept", "constant", "_cons");

    private Wording() {}

    static boolean intercept(String term) {
        return INTERCEPTS.stream().anyMatch(name -> name.equalsIgnoreCase(term));
    }

    /** Such as "clustered by year (12 clusters)". */
    static String errors(Covariance covariance) {
        String label = lowerFirst(covariance.label());
        return covariance.clusters().isEmpty() ? label : label + " (" + clusters(covariance.clusters()) + ")";
    }

    /** Such as "n/(n-K); p values from t(11)". */
    static String smallSample(Covariance covariance) {
        String distribution = Double.isInfinite(covariance.df())
                ? "the normal distribution"
                : "t(" + Numbers.significant(covariance.df(), 4) + ")";
        String rule = covariance.smallSample();
        return (rule.isBlank() ? "" : rule + "; ") + "p values from " + distribution;
    }

    /** Such as "province (30 levels), year (12 levels)"; empty without effects. */
    static String effects(RegressionSummary summary, Map<String, String> labels) {
        return summary.effects().stream()
                .map(effect -> labels.getOrDefault(effect.name(), effect.name()) + " ("
                        + plural(effect.levels(), "level") + ")")
                .collect(Collectors.joining(", "));
    }

    /** Such as "12 of 372 (8 missing open, 4 not positive: pat)"; empty if every row was used. */
    static String dropped(Sample sample) {
        if (sample.dropped().isEmpty()) {
            return "";
        }
        String reasons = sample.dropped().entrySet().stream()
                .map(reason -> Numbers.count(reason.getValue()) + " " + reason.getKey())
                .collect(Collectors.joining("; "));
        return Numbers.count(sample.rows() - sample.used()) + " of " + Numbers.count(sample.rows()) + " (" + reasons
                + ")";
    }

    /** Such as "Weights: pop (analytic)" or "Weights: copies (frequency), 360 rows for 1,204 observations". */
    static String weights(RegressionSummary.Weighting weights, RegressionSummary summary) {
        String name = "Weights: " + weights.column() + " (" + weights.type() + ")";
        long rows = summary.sample().used();
        return summary.observations() == rows
                ? name
                : name + ", " + plural(rows, "row") + " for " + plural(summary.observations(), "observation");
    }

    static String fitter(RegressionSummary summary) {
        String fitter = summary.fitter();
        if (summary.likelihood().isPresent()) {
            return fitter.equals("mllib") ? "MLlib's GeneralizedLinearRegression" : "reweighted least squares";
        }
        return switch (fitter) {
            case "mllib" -> "MLlib's LinearRegression";
            case "crossproducts" -> "cross-products summed in Spark SQL";
            default -> fitter;
        };
    }

    /** Such as "Hausman test: χ²(5) = 15.2, p = 0.009. H0: …". */
    static String test(TestResult test) {
        StringBuilder text = new StringBuilder(test.name()).append(": ");
        if (Double.isNaN(test.statistic())) {
            text.append("not applicable. ");
        } else {
            text.append(test.distribution()).append(" = ").append(Numbers.significant(test.statistic(), 4));
            text.append(Double.isNaN(test.pValue()) ? "" : ", " + p(test.pValue()))
                    .append(". ");
        }
        text.append("H0: ").append(test.nullHypothesis());
        return sentence(text + (test.note().isBlank() ? "" : sentenceEnd(text) + test.note()));
    }

    /** A test without its null hypothesis, such as "Sargan: χ²(2) = 17.36, p < 0.001" or "Sargan: exactly identified, …". */
    static String brief(TestResult test) {
        if (Double.isNaN(test.statistic())) {
            return test.name() + ": " + lowerFirst(test.note());
        }
        return test.name() + ": " + test.distribution() + " = " + Numbers.significant(test.statistic(), 4)
                + (Double.isNaN(test.pValue()) ? "" : ", " + p(test.pValue()));
    }

    /** Such as "p = 0.031" or "p < 0.001". */
    static String p(double value) {
        String p = Numbers.pValue(value);
        return p.startsWith("<") ? "p < " + p.substring(1) : "p = " + p;
    }

    /** Such as "province, Swamy–Arora, standard deviations 0.41 between and 0.2 within". */
    static String random(Components components) {
        List<Component> effects = components.effects();
        String between = effects.stream()
                .map(effect -> deviation(effect.variance())
                        + (effects.size() == 1 ? " between" : " between levels of " + effect.effect()))
                .collect(Collectors.joining(", "));
        return String.join(" and ", components.names()) + ", " + components.method() + ", standard deviations "
                + between + " and " + deviation(components.idiosyncratic()) + " within";
    }

    private static String deviation(double variance) {
        return Numbers.significant(Math.sqrt(variance), 4);
    }

    /**
     * One sentence about several models: what is true of all is said once, else model by model, those that agree
     * together.
     *
     * @param models label to what holds; a blank text is left out
     * @param all how many models there are
     */
    static List<String> perModel(String opening, Map<String, String> models, int all) {
        Map<String, List<String>> agreeing = new LinkedHashMap<>();
        models.forEach((label, text) -> {
            if (!text.isBlank()) {
                agreeing.computeIfAbsent(text, t -> new ArrayList<>()).add(label);
            }
        });
        if (agreeing.isEmpty()) {
            return List.of();
        }
        if (agreeing.size() == 1 && agreeing.values().iterator().next().size() == all) {
            return List.of(sentence(opening + " " + agreeing.keySet().iterator().next()));
        }
        return List.of(sentence(agreeing.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
                .collect(Collectors.joining("; ", opening + " ", ""))));
    }

    /** The notes but for the rows dropped, of which tables and summaries have a line of their own. */
    static List<String> remarks(RegressionSummary summary) {
        return summary.notes().stream()
                .filter(note -> !note.startsWith("Dropped "))
                .map(Wording::sentence)
                .toList();
    }

    static String plural(long n, String noun) {
        return Numbers.count(n) + " " + noun + (n == 1 ? "" : "s");
    }

    static String sentence(String text) {
        String trimmed = text.strip();
        return trimmed.endsWith(".") || trimmed.endsWith("!") || trimmed.endsWith("?") ? trimmed : trimmed + ".";
    }

    private static String sentenceEnd(CharSequence text) {
        return text.charAt(text.length() - 1) == '.' ? " " : ". ";
    }

    private static String clusters(Map<String, Integer> clusters) {
        return clusters.size() == 1
                ? plural(clusters.values().iterator().next(), "cluster")
                : clusters.entrySet().stream()
                        .map(c -> Numbers.count(c.getValue()) + " by " + c.getKey())
                        .collect(Collectors.joining(", ", "clusters: ", ""));
    }

    private static String lowerFirst(String text) {
        boolean acronym = text.length() > 1 && !Character.isLowerCase(text.charAt(1));
        return text.isEmpty() || acronym ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
