package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts parameters: the slopes, the constant if there is one, and the levels of effects that others do not explain.
 *
 * <p>Under clusters, an effect each of whose levels lies within one cluster is not counted, but the constant it contains is;
 * slopes that differ by level are always counted.
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

    /** Slopes that are estimated, and the constant. */
    long coefficients() {
        return coefficients;
    }

    /** All parameters. */
    long parameters() {
        return coefficients + absorbed();
    }

    /** Parameters that the effects take. */
    long absorbed() {
        return levels(effects) - Arrays.stream(redundant).sum();
    }

    /** Parameters that count under these clusters. */
    long parameters(List<Category> clusters) {
        List<Effect> crossing = crossing(clusters);
        if (crossing.size() == effects.size()) {
            return parameters();
        }
        boolean constant = crossing.stream().anyMatch(effect -> !effect.hasSlope());
        return coefficients + (crossing.isEmpty() ? 0 : EffectRank.of(crossing)) + (constant ? 0 : 1);
    }

    /** All parameters, one level of each effect but the first counted as redundant. */
    long simple() {
        return simple(List.of());
    }

    /** The same of those that count under these clusters. */
    long simple(List<Category> clusters) {
        if (effects.isEmpty()) {
            return coefficients;
        }
        List<Effect> crossing = crossing(clusters);
        long intercepts = crossing.stream().filter(effect -> !effect.hasSlope()).count();
        boolean nested = crossing.size() < effects.size();
        return coefficients + levels(crossing) - Math.max(0, intercepts - 1) + (nested && intercepts == 0 ? 1 : 0);
    }

    /** All parameters, redundant levels counted pair by pair. */
    long pairwise() {
        return pairwise(List.of());
    }

    /**
     * The same of those that count under these clusters: an effect has as many redundant levels as the most that any one before
     * it explains, and one if an effect is nested.
     */
    long pairwise(List<Category> clusters) {
        List<Effect> crossing = crossing(clusters);
        List<Effect> intercepts = new ArrayList<>();
        long redundantSlopes = 0;
        for (int i = 0; i < effects.size(); i++) {
            if (effects.get(i).hasSlope()) {
                redundantSlopes += redundant[i];
            } else if (crossing.contains(effects.get(i))) {
                intercepts.add(effects.get(i));
            }
        }
        boolean nested = crossing.size() < effects.size();
        long explained = redundantSlopes;
        for (int j = 0; j < intercepts.size(); j++) {
            long most = j > 0 || nested ? 1 : 0;
            for (int i = 0; i < j; i++) {
                most = Math.max(
                        most,
                        EffectRank.parts(
                                intercepts.get(i).levels(), intercepts.get(j).levels()));
            }
            explained += most;
        }
        return coefficients + levels(crossing) - explained + (nested ? 1 : 0);
    }

    /** The slopes, those that differ by level among them, and the constant. */
    long withoutLevels() {
        return coefficients + levels(effects.stream().filter(Effect::hasSlope).toList());
    }

    private List<Effect> crossing(List<Category> clusters) {
        return effects.stream()
                .filter(effect -> effect.hasSlope() || !nested(effect, clusters))
                .toList();
    }

    private static long levels(List<Effect> effects) {
        return effects.stream().mapToLong(effect -> effect.levels().levels()).sum();
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
