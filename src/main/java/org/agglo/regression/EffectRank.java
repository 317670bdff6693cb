package org.agglo.regression;

import java.util.List;

/** The number of parameters that effects take together. */
final class EffectRank {
    private EffectRank() {}

    static long of(List<Category> effects) {
        return effects.stream().mapToLong(Category::levels).sum() - (effects.size() - 1);
    }
}
