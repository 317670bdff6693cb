package org.agglo.regression;

import java.util.List;

/** Picks the absorber for the effects. */
final class Absorbers {
    private Absorbers() {}

    static Absorber of(List<Effect> effects, Weights weights) {
        return switch (effects.size()) {
            case 0 -> new None();
            case 1 -> new OneEffect(effects.get(0).levels(), weights);
            default -> new SeveralEffects(effects, weights);
        };
    }

    private static final class None implements Absorber {
        @Override
        public double[] swept(double[] column) {
            return column.clone();
        }

        @Override
        public long[] redundant() {
            return new long[0];
        }

        @Override
        public String caveat() {
            return "";
        }
    }
}
