package org.agglo.regression;

import java.util.List;

/** Picks the absorber for the effects. */
final class Absorbers {
    private Absorbers() {}

    static Absorber of(List<Effect> effects, Weights weights) {
        if (effects.isEmpty()) {
            return new None();
        }
        boolean one = effects.size() == 1 && !effects.get(0).hasSlope();
        return one ? new OneEffect(effects.get(0).levels(), weights) : new SeveralEffects(effects, weights);
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

        @Override
        public double[][] coefficients(double[] column) {
            return new double[0][];
        }
    }
}
