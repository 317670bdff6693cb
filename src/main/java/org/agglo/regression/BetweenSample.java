package org.agglo.regression;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A sample of one row for each level of an effect, which holds the means of that level's rows. */
final class BetweenSample {
    private static final String AVERAGED = "averaged with another of their ";

    private BetweenSample() {}

    /** Of the rows kept, only columns of levels that do not vary within the effect's remain. */
    static Sample of(Sample sample, Category effect) {
        double[][] values = new double[sample.regressors().length + 1][];
        OneEffect groups = new OneEffect(effect, Weights.NONE);
        values[0] = groups.means(sample.outcome());
        for (int j = 1; j < values.length; j++) {
            values[j] = groups.means(sample.regressors()[j - 1]);
        }
        int[] first = Arrays.stream(Levels.rows(effect.codes(), effect.levels()))
                .mapToInt(rows -> rows[0])
                .toArray();
        Map<String, Category> constant = new LinkedHashMap<>();
        sample.categories().forEach((name, category) -> {
            if (effect.nestedIn(category)) {
                constant.put(name, category.rows(first));
            }
        });
        Map<String, Long> dropped = new LinkedHashMap<>(sample.counts().dropped());
        if (sample.rows() > first.length) {
            dropped.put(averaged(effect.name()), (long) sample.rows() - first.length);
        }
        return sample.made(
                values, constant, new RegressionSummary.Sample(sample.counts().rows(), first.length, dropped));
    }

    private static String averaged(String effect) {
        return AVERAGED + effect;
    }

    /** The effect whose levels' means the rows are; empty if they are not means, or each of one row. */
    static Optional<String> effect(RegressionSummary.Sample counts) {
        return counts.dropped().keySet().stream()
                .filter(reason -> reason.startsWith(AVERAGED))
                .map(reason -> reason.substring(AVERAGED.length()))
                .findFirst();
    }

    /** Rows used, or those that the means were taken of. */
    static long rows(RegressionSummary.Sample counts) {
        return counts.used()
                + effect(counts)
                        .map(name -> counts.dropped().get(averaged(name)))
                        .orElse(0L);
    }
}
