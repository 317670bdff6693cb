package org.agglo.regression;

import java.util.Arrays;
import java.util.List;

/**
 * The variances of a model with random effects.
 *
 * @param idiosyncratic s²_e, of the errors
 * @param within SSR_w/(N − L − k_w), whatever the method
 * @param estimated s²_u of each effect, as estimated: it may be negative
 */
record VarianceComponents(double idiosyncratic, double within, List<Double> estimated) {
    /** @throws NotEstimableException if the rows do not determine them, or the method is not for these effects */
    static VarianceComponents of(RandomMethod method, PanelColumns panel) {
        if (method == RandomMethod.HARMONIC && panel.effects().size() > 1) {
            throw new NotEstimableException(
                    "Random effects of %s: the harmonic mean is that of one effect's group sizes; use swar for two"
                            .formatted(panel.effectNames()));
        }
        WithinRegression within = WithinRegression.of(panel);
        for (Category effect : panel.effects()) {
            if (effect.levels() < 2) {
                throw new NotEstimableException(
                        "Random effects of %s: it has one level, and a variance needs two at least"
                                .formatted(effect.name()));
            }
        }
        double[] found = switch (method) {
            case SWAR -> SwamyArora.general(panel, within);
            case HARMONIC -> SwamyArora.harmonic(panel, within);
            case WALHUS -> WallaceHussain.of(panel);
            case AMEMIYA -> Amemiya.of(panel, within);
            case NERLOVE -> Nerlove.of(panel, within);
        };
        if (!(found[0] > 0)) {
            throw new NotEstimableException(
                    "Random effects of %s: %s's variance of the errors is %.6g, which is none; use swar"
                            .formatted(panel.effectNames(), method.label(), found[0]));
        }
        return new VarianceComponents(
                found[0],
                within.rss() / within.df(panel),
                Arrays.stream(found).skip(1).boxed().toList());
    }

    /** s²_u of the effect, not below zero. */
    double variance(int effect) {
        return Math.max(estimated.get(effect), 0);
    }
}
