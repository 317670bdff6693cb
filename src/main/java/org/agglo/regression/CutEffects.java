package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;

/**
 * Effects that cut through clusters, as columns like regressors: one for each level, less what the effects that lie within clusters
 * explain of it. With these columns all is as if every effect lay within clusters.
 */
final class CutEffects {
    private final List<Effect> nested = new ArrayList<>();
    private final List<Effect> cut = new ArrayList<>();

    CutEffects(List<Effect> effects, Category clusters) {
        effects.forEach(effect -> (effect.nestedIn(clusters) ? nested : cut).add(effect));
    }

    boolean none() {
        return cut.isEmpty();
    }

    /** Names, for messages. */
    List<String> names() {
        return cut.stream().map(Effect::name).toList();
    }

    /** m, the number of columns. */
    int levels() {
        return cut.stream().mapToInt(effect -> effect.levels().levels()).sum();
    }

    /** (m, n). */
    double[][] columns(Weights weights) {
        Absorber absorber = Absorbers.of(nested, weights);
        double[][] columns = new double[levels()][];
        int next = 0;
        for (Effect effect : cut) {
            int[] codes = effect.levels().codes();
            for (int level = 0; level < effect.levels().levels(); level++) {
                double[] column = new double[codes.length];
                for (int row = 0; row < codes.length; row++) {
                    if (codes[row] == level) {
                        column[row] = effect.hasSlope() ? effect.slope()[row] : 1;
                    }
                }
                columns[next++] = absorber.swept(column);
            }
        }
        return columns;
    }
}
