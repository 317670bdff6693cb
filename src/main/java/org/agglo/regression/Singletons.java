package org.agglo.regression;

import java.util.Arrays;
import java.util.List;

/** Rows that are alone in a level of an effect, or become so when such rows are left out. */
final class Singletons {
    private Singletons() {}

    /** Their number, to the point where leaving them out makes no more. */
    static long count(List<Effect> effects) {
        if (effects.isEmpty()) {
            return 0;
        }
        boolean[] out = new boolean[effects.get(0).levels().codes().length];
        boolean more = true;
        while (more) {
            more = false;
            for (Effect effect : effects) {
                more |= mark(effect.levels(), out);
            }
        }
        int count = 0;
        for (boolean row : out) {
            count += row ? 1 : 0;
        }
        return count;
    }

    private static boolean mark(Category effect, boolean[] out) {
        int[] only = new int[effect.levels()];
        Arrays.fill(only, -1);
        for (int row = 0; row < out.length; row++) {
            if (!out[row]) {
                int level = effect.codes()[row];
                only[level] = only[level] == -1 ? row : -2;
            }
        }
        boolean marked = false;
        for (int row : only) {
            if (row >= 0) {
                out[row] = true;
                marked = true;
            }
        }
        return marked;
    }
}
