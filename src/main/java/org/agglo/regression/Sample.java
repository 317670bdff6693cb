package org.agglo.regression;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows a model is fitted on, on the driver, in an order that depends on nothing but what they hold. */
final class Sample {
    private final double[][] values;
    private final Optional<Weighting> weighting;
    private final Weights weights;
    private final Map<String, Category> categories;
    private final RegressionSummary.Sample counts;

    /**
     * @param values (1 + number of terms) columns of n: the outcome, then the regressors
     * @param weighting what weighs the rows, if anything
     * @param weights (n)
     * @param categories by column name
     * @param counts what happened to the rows given
     */
    Sample(
            double[][] values,
            Optional<Weighting> weighting,
            Weights weights,
            Map<String, Category> categories,
            RegressionSummary.Sample counts) {
        this.values = values;
        this.weighting = weighting;
        this.weights = weights;
        this.categories = categories;
        this.counts = counts;
    }

    RegressionSummary.Sample counts() {
        return counts;
    }

    Map<String, Category> categories() {
        return categories;
    }

    int rows() {
        return values[0].length;
    }

    Weights weights() {
        return weights;
    }

    /** What weighed the rows, for the summary. */
    Optional<RegressionSummary.Weighting> weighting() {
        return weighting.map(w -> w.summary(weights.total(counts.used())));
    }

    double[] outcome() {
        return values[0];
    }

    double[][] regressors() {
        return Arrays.copyOfRange(values, 1, values.length);
    }

    List<Category> categories(List<String> names) {
        return names.stream().map(categories::get).toList();
    }

    List<Effect> effects(List<EffectTerm> terms) {
        return terms.stream()
                .map(term -> Effect.of(categories.get(term.label())))
                .toList();
    }

    /** The same rows with other values: the outcome, then the regressors. */
    Sample with(double[][] others) {
        return new Sample(others, weighting, weights, categories, counts);
    }

    /** Other rows that were made of these, each counting once. */
    Sample made(double[][] others, Map<String, Category> levels, RegressionSummary.Sample made) {
        return new Sample(others, Optional.empty(), Weights.NONE, levels, made);
    }

    /** One sample per level of the column, in the order of the levels; {@code dropped} gives each its lost rows. */
    Map<String, Sample> by(String column, Map<String, Map<String, Long>> dropped) {
        Category groups = categories.get(column);
        Map<String, Sample> samples = new LinkedHashMap<>();
        int[][] rows = Levels.rows(groups.codes(), groups.levels());
        for (int group = 0; group < groups.levels(); group++) {
            String label = groups.labels().get(group);
            samples.put(label, rows(rows[group], dropped.getOrDefault(label, Map.of())));
        }
        return samples;
    }

    private Sample rows(int[] rows, Map<String, Long> dropped) {
        double[][] part = Arrays.stream(values)
                .map(column ->
                        Arrays.stream(rows).mapToDouble(row -> column[row]).toArray())
                .toArray(double[][]::new);
        Map<String, Category> some = new LinkedHashMap<>();
        categories.forEach((name, category) -> some.put(name, category.rows(rows)));
        long lost = dropped.values().stream().mapToLong(Long::longValue).sum();
        return new Sample(
                part,
                weighting,
                weights.rows(rows),
                some,
                new RegressionSummary.Sample(rows.length + lost, rows.length, dropped));
    }
}
