package org.agglo.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.regression.RegressionSummary;
import org.agglo.regression.TestResult;

/**
 * Many regressions as one table: a column per model, two lines per term, and a foot that says what the brackets hold,
 * which effects are in and how the errors were computed. Published numbers may stand in columns beside ours.
 */
public final class RegressionTable {
    private RegressionTable() {}

    /**
     * The table.
     *
     * @param entries at least one, in the order of the columns
     */
    public static Table of(String title, List<? extends Entry> entries, Options options) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("Regression table \"" + title + "\" has no models");
        }
        return new RegressionRows(entries, options).table(title);
    }

    /** A column: a model of ours or numbers from elsewhere. */
    public sealed interface Entry permits LabelledModel, PublishedColumn {
        String label();
    }

    /** A fitted model and the header of its column. */
    public record LabelledModel(String label, RegressionSummary summary) implements Entry {}

    /**
     * Numbers as another publication prints them; NaN where it has none.
     *
     * @param terms term, as in our formulas, to its numbers
     * @param statistics those that are stated
     * @param source where they were published
     */
    public record PublishedColumn(
            String label,
            Map<String, Published> terms,
            Map<Statistic, Double> statistics,
            String source,
            Brackets brackets)
            implements Entry {
        public PublishedColumn {
            terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
            statistics = Map.copyOf(statistics);
        }
    }

    /** A published estimate and the number in brackets below it. */
    public record Published(double estimate, double bracket) {}

    /** What stands in brackets below an estimate. */
    public enum Brackets {
        ERRORS("standard error"),
        T("t value");

        private final String noun;

        Brackets(String noun) {
            this.noun = noun;
        }

        String noun() {
            return noun;
        }
    }

    /**
     * How the table looks.
     *
     * @param decimals of estimates; small ones get more, see {@link Numbers#adaptive}
     * @param labels term, effect or cluster to the words that stand for it
     * @param stars significance levels, rising: a p value below the first gets the most stars
     * @param statistics those below the terms, in order; one that no model has is left out
     * @param tests said in the foot
     */
    public record Options(
            Brackets brackets,
            int decimals,
            Map<String, String> labels,
            List<Double> stars,
            List<Statistic> statistics,
            List<TestResult> tests) {
        public Options {
            labels = Map.copyOf(labels);
            stars = stars.stream().sorted().toList();
            statistics = List.copyOf(statistics);
            tests = List.copyOf(tests);
        }

        /** Standard errors, three decimals, stars at 1, 5 and 10 per cent. */
        public Options() {
            this(Brackets.ERRORS, 3, Map.of(), List.of(0.01, 0.05, 0.10), Statistic.USUAL, List.of());
        }

        public Options withBrackets(Brackets other) {
            return new Options(other, decimals, labels, stars, statistics, tests);
        }

        public Options withDecimals(int other) {
            return new Options(brackets, other, labels, stars, statistics, tests);
        }

        public Options withLabels(Map<String, String> other) {
            return new Options(brackets, decimals, other, stars, statistics, tests);
        }

        public Options withStars(List<Double> levels) {
            return new Options(brackets, decimals, labels, levels, statistics, tests);
        }

        public Options withStatistics(List<Statistic> chosen) {
            return new Options(brackets, decimals, labels, stars, chosen, tests);
        }

        public Options withTests(List<TestResult> other) {
            return new Options(brackets, decimals, labels, stars, statistics, other);
        }

        String label(String name) {
            return labels.getOrDefault(name, Wording.intercept(name) ? "Constant" : name);
        }

        String starsFor(double p) {
            long passed = stars.stream().filter(level -> p < level).count();
            return "*".repeat((int) passed);
        }
    }
}
