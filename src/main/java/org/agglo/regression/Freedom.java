package org.agglo.regression;

import java.util.Arrays;
import java.util.List;

/**
 * Counts parameters: the slopes, the constant if there is one, and the levels of effects that others do not explain.
 *
 * <p>Under clusters, an effect each of whose levels lies within one cluster is not counted, but the constant it contains is.
 */
final class Freedom {
    private final long coefficients;
    private final List<Effect> effects;
    private final long[] redundant;

    /**
     * @param coefficients slopes that are estimated, and the constant
     * @param effects those swept out
     * @param redundant their redundant levels
     */
    Freedom(long coefficients, List<Effect> effects, long[] redundant) {
        this.coefficients = coefficients;
        this.effects = effects;
        this.redundant = redundant;
    }

    /** The same with more slopes. */
    Freedom with(int slopes) {
        return new Freedom(coefficients + slopes, effects, redundant);
    }

    /** All parameters. */
    long parameters() {
        return coefficients + absorbed();
    }

    /** Parameters that the effects take. */
    long absorbed() {
        return effects.stream().mapToLong(effect -> effect.levels().levels()).sum()
                - Arrays.stream(redundant).sum();
    }

    /** Parameters that count under these clusters. */
    long parameters(List<Category> clusters) {
        List<Effect> crossing =
                effects.stream().filter(effect -> !nested(effect, clusters)).toList();
        if (crossing.size() == effects.size()) {
            return parameters();
        }
        return coefficients + Math.max(1, crossing.isEmpty() ? 0 : EffectRank.of(crossing));
    }

    /** Whether each level of the effect lies within one cluster, for one of the cluster columns at least. */
    static boolean nested(Effect effect, List<Category> clusters) {
        return clusters.stream().anyMatch(effect::nestedIn);
    }

    List<Effect> effects() {
        return effects;
    }

    long redundant(int effect) {
        return redundant[effect];
    }
}
