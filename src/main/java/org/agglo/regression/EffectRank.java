package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The number of parameters that effects take together: their levels less those that other effects explain. */
final class EffectRank {
    private EffectRank() {}

    static long of(List<Effect> effects) {
        long levels =
                effects.stream().mapToLong(effect -> effect.levels().levels()).sum();
        return effects.isEmpty()
                ? 0
                : levels
                        - Arrays.stream(Absorbers.of(effects, Weights.NONE).redundant())
                                .sum();
    }

    /**
     * Counts redundant coefficients where they are too many to factor: of the levels of two columns exactly, by the connected parts
     * of their graph (Abowd, Creecy and Kramarz 2002), of each further column the most that any one of those before it
     * explains; of slopes those that are constant within a level.
     *
     * @param blocks of the effects, the largest first
     * @param redundant filled, by effect
     * @return what to tell the reader; empty if the count is exact
     */
    static String redundant(List<EffectBlock> blocks, List<Effect> effects, long[] redundant) {
        List<Category> before = new ArrayList<>();
        List<String> uncertain = new ArrayList<>();
        for (EffectBlock block : blocks) {
            for (int k = 0; k < block.numbers().length; k++) {
                Effect effect = effects.get(block.numbers()[k]);
                redundant[block.numbers()[k]] = block.redundant(k);
                if (!effect.hasSlope()) {
                    redundant[block.numbers()[k]] = before.stream()
                            .mapToLong(other -> parts(other, block.levels()))
                            .max()
                            .orElse(0);
                }
                boolean certain = block == blocks.get(0) || (!effect.hasSlope() && before.size() < 2 && plain(blocks));
                if (!certain) {
                    uncertain.add(effect.name());
                }
            }
            if (!effects.get(block.numbers()[0]).hasSlope()) {
                before.add(block.levels());
            }
        }
        return uncertain.isEmpty()
                ? ""
                : "Redundant levels of %s were counted pair by pair, at least that many"
                        .formatted(Words.and(uncertain));
    }

    /** Whether the two largest blocks have no slopes. */
    private static boolean plain(List<EffectBlock> blocks) {
        return blocks.get(0).numbers().length == 1 && blocks.get(1).numbers().length == 1;
    }

    /** Connected parts of the graph whose nodes are the levels of both and whose edges are the rows. */
    static int parts(Category a, Category b) {
        return new Connected(a, b).parts();
    }
}
