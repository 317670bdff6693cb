package org.agglo.regression;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rows that are alone in a level of an effect, or become so when such rows are left out: the level explains the row whatever its
 * outcome, so that it says nothing of the slopes but counts as a row and a cluster, and errors come out too small (Correia
 * 2015, "Singletons, cluster-robust standard errors and fixed effects: a bad mix"). A row that stands for several, by a
 * frequency weight, is not alone.
 */
final class Singletons {
    private static final String ALONE = "alone in a level of ";

    private final List<Category> levels;
    private final Weights weights;
    private final int[] where;

    private Singletons(List<Category> levels, int rows, Weights weights) {
        this.levels = levels;
        this.weights = weights;
        this.where = new int[rows];
        Arrays.fill(where, -1);
        boolean more = true;
        while (more) {
            more = false;
            for (int effect = 0; effect < levels.size(); effect++) {
                more |= mark(effect);
            }
        }
    }

    /** Their number, to the point where leaving them out makes no more. */
    static long count(List<Effect> effects, Weights weights) {
        return effects.isEmpty() ? 0 : of(effects, weights).out().count();
    }

    private static Singletons of(List<Effect> effects, Weights weights) {
        List<Category> levels = effects.stream().map(Effect::levels).distinct().toList();
        return new Singletons(levels, levels.get(0).codes().length, weights);
    }

    /** What is left without them. */
    static final class Left {
        private final int[] kept;
        private final Map<String, Long> dropped;

        private Left(int[] kept, Map<String, Long> dropped) {
            this.kept = kept;
            this.dropped = dropped;
        }

        /** Numbers of the rows. */
        int[] kept() {
            return kept;
        }

        /** Why rows were dropped, also before, each singleton by the effect in which it was found alone. */
        Map<String, Long> dropped() {
            return dropped;
        }
    }

    /** The sample without them. */
    static Sample drop(Sample sample, List<EffectTerm> terms) {
        return left(sample, terms)
                .map(left -> sample.rows(left.kept, left.dropped))
                .orElse(sample);
    }

    /** Empty if there are none. */
    static Optional<Left> left(Sample sample, List<EffectTerm> terms) {
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        Singletons singletons = of(sample.effects(terms), sample.weights());
        if (singletons.out().findAny().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Long> dropped = new LinkedHashMap<>(sample.counts().dropped());
        singletons
                .out()
                .forEach(row -> dropped.merge(
                        reason(singletons.levels.get(singletons.where[row]).name()), 1L, Long::sum));
        int[] kept = IntStream.range(0, singletons.where.length)
                .filter(row -> singletons.where[row] < 0)
                .toArray();
        return Optional.of(new Left(kept, dropped));
    }

    /** How many such rows a model was not fitted on. */
    static long dropped(RegressionSummary.Sample sample) {
        return sample.dropped().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(ALONE))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Why such a row is dropped. */
    static String reason(String effect) {
        return ALONE + effect;
    }

    private IntStream out() {
        return IntStream.range(0, where.length).filter(row -> where[row] >= 0);
    }

    private boolean mark(int effect) {
        Category category = levels.get(effect);
        int[] only = new int[category.levels()];
        Arrays.fill(only, -1);
        for (int row = 0; row < where.length; row++) {
            if (where[row] < 0) {
                int level = category.codes()[row];
                only[level] = only[level] == -1 && !stands(row) ? row : -2;
            }
        }
        boolean marked = false;
        for (int row : only) {
            if (row >= 0) {
                where[row] = effect;
                marked = true;
            }
        }
        return marked;
    }

    /** Whether it stands for several rows. */
    private boolean stands(int row) {
        return weights.kind() == Weights.Kind.FREQUENCY && weights.of(row) > 1;
    }

    /** Whether rows were dropped for this reason. */
    static boolean alone(String reason) {
        return reason.startsWith(ALONE);
    }
}
