package org.agglo.regression;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows a model is fitted on, on the driver, in an order that depends on nothing but what they hold. */
final class Sample {
    private final Formula formula;
    private final double[][] values;
    private final Map<String, double[]> slopes;
    private final Optional<Weighting> weighting;
    private final Weights weights;
    private final Map<String, Category> categories;
    private final RegressionSummary.Sample counts;

    /**
     * @param formula the model
     * @param values columns of n: the outcome, then the regressors, the endogenous ones and the instruments, or what those
     *     are made of that stand for several columns, until they are {@link #writtenOut}
     * @param slopes columns whose slopes differ by the levels of an effect, by name
     * @param weighting what weighs the rows, if anything
     * @param weights (n)
     * @param categories by column name
     * @param counts what happened to the rows given
     */
    Sample(
            Formula formula,
            double[][] values,
            Map<String, double[]> slopes,
            Optional<Weighting> weighting,
            Weights weights,
            Map<String, Category> categories,
            RegressionSummary.Sample counts) {
        this.formula = formula;
        this.values = values;
        this.slopes = slopes;
        this.weighting = weighting;
        this.weights = weights;
        this.categories = categories;
        this.counts = counts;
    }

    /**
     * With a column for each term, where some stand for several.
     *
     * @throws NotEstimableException if they cannot be written out
     */
    Sample writtenOut() {
        return writtenOut(new HashMap<>());
    }

    /** @param made columns made for other formulas of the same rows, by label; those made here are added */
    Sample writtenOut(Map<String, double[]> made) {
        if (!Expander.needed(formula)) {
            return this;
        }
        if (rows() == 0) {
            throw new NotEstimableException("%s: no row is left%s".formatted(formula.text(), Fits.because(counts)));
        }
        WrittenOut columns = new WrittenOut(this, made);
        return new Sample(columns.formula(), columns.values(), slopes, weighting, weights, categories, counts);
    }

    /** The model, each of its terms one column of {@link #regressors}. */
    Formula formula() {
        return formula;
    }

    double[][] values() {
        return values;
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
        return weighting.map(w -> w.summary(weights, counts.used()));
    }

    double[] outcome() {
        return values[0];
    }

    /** Of all terms: the regressors, then the endogenous ones and the instruments. */
    double[][] regressors() {
        return Arrays.copyOfRange(values, 1, values.length);
    }

    List<Category> categories(List<String> names) {
        return names.stream().map(categories::get).toList();
    }

    /** The effects that the terms stand for, each once: of each term the levels, if they are in it, then its slopes. */
    List<Effect> effects(List<EffectTerm> terms) {
        Map<String, Effect> effects = new LinkedHashMap<>();
        for (EffectTerm term : terms) {
            Category levels = categories.get(term.levelled());
            if (term.levels()) {
                effects.putIfAbsent(levels.name(), Effect.of(levels));
            }
            for (String slope : term.slopes()) {
                Effect effect = Effect.ofSlope(levels, slopes.get(slope), slope);
                effects.putIfAbsent(effect.name(), effect);
            }
        }
        return List.copyOf(effects.values());
    }

    /** The same rows with other values: the outcome, then the regressors. */
    Sample with(double[][] others) {
        return new Sample(formula, others, slopes, weighting, weights, categories, counts);
    }

    /** Other rows that were made of these, each counting once. */
    Sample made(double[][] others, Map<String, Category> levels, RegressionSummary.Sample made) {
        return new Sample(formula, others, Map.of(), Optional.empty(), Weights.NONE, levels, made);
    }

    /** Some of the rows; the others are counted as dropped for the reason. */
    Sample only(int[] rows, String reason) {
        Map<String, Long> dropped = new LinkedHashMap<>(counts.dropped());
        dropped.merge(reason, (long) rows() - rows.length, Long::sum);
        return rows(rows, dropped);
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

    /** Some of the rows, in order; {@code dropped} says why others are not among them. */
    Sample rows(int[] rows, Map<String, Long> dropped) {
        double[][] part =
                Arrays.stream(values).map(column -> some(column, rows)).toArray(double[][]::new);
        Map<String, double[]> steep = new LinkedHashMap<>();
        slopes.forEach((name, column) -> steep.put(name, some(column, rows)));
        Map<String, Category> some = new LinkedHashMap<>();
        categories.forEach((name, category) -> some.put(name, category.rows(rows)));
        long lost = dropped.values().stream().mapToLong(Long::longValue).sum();
        return new Sample(
                formula,
                part,
                steep,
                weighting,
                weights.rows(rows),
                some,
                new RegressionSummary.Sample(rows.length + lost, rows.length, dropped));
    }

    private static double[] some(double[] column, int[] rows) {
        double[] some = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            some[i] = column[rows[i]];
        }
        return some;
    }
}
