package org.agglo.disclosure;

import java.util.Locale;
import java.util.Optional;

/**
 * Tightens the bounds of cells by what their families say, again and again until nothing changes:
 *
 * <pre>
 * high(child)  ≤ high(parent) − Σ low(siblings)        low(child)  ≥ low(parent) − Σ high(siblings)
 * low(parent)  ≥ Σ low(children)                       high(parent) ≤ Σ high(children)
 * </pre>
 *
 * <p>The right-hand rules hold only where children add up to their parent. In one hierarchy the result is exact: each bound
 * is reached by some values that add up. In several it holds, and may be wider than the narrowest.
 */
final class Bounds {
    /** Bounds hold after each sweep, so that stopping early only leaves them wider. */
    private static final int SWEEPS = 1000;

    private final Cells cells;
    private final double[] low;
    private final double[] high;
    private boolean changed;
    private Contradiction contradiction;

    private Bounds(Cells cells) {
        this.cells = cells;
        this.low = cells.low();
        this.high = cells.high();
    }

    /** Tightens in place; what contradicts itself, if anything does. */
    static Optional<Contradiction> tighten(Cells cells) {
        Bounds bounds = new Bounds(cells);
        for (int i = 0; i < cells.size(); i++) {
            if (cells.known(i) && cells.value()[i] < 0) {
                return Optional.of(new Contradiction(i, -1, "is %s, below zero".formatted(text(cells.value()[i]))));
            }
            if (bounds.low[i] > bounds.high[i]) {
                return Optional.of(new Contradiction(
                        i,
                        -1,
                        "is at least %s by its size class or its establishments, and at most %s by the other"
                                .formatted(text(bounds.low[i]), text(bounds.high[i]))));
            }
        }
        bounds.changed = true;
        for (int sweep = 0; sweep < SWEEPS && bounds.changed && bounds.contradiction == null; sweep++) {
            bounds.changed = false;
            for (Family family : cells.families()) {
                bounds.tighten(family);
                if (bounds.contradiction != null) {
                    break;
                }
            }
        }
        return Optional.ofNullable(bounds.contradiction);
    }

    private void tighten(Family family) {
        int p = family.parent();
        Sum lows = new Sum();
        Sum highs = new Sum();
        for (int c : family.children()) {
            lows.add(low[c]);
            highs.add(high[c]);
        }
        raise(p, lows.value(), family);
        if (family.complete()) {
            lower(p, highs.value(), family);
        }
        for (int c : family.children()) {
            double lowSiblings = lows.without(low[c]);
            double highSiblings = highs.without(high[c]);
            if (!cells.known(c)) {
                lower(c, high[p] - lowSiblings, family);
                if (family.complete()) {
                    raise(c, low[p] - highSiblings, family);
                }
            }
        }
    }

    private void raise(int i, double bound, Family family) {
        if (bound > low[i]) {
            if (bound > high[i]) {
                if (bound - high[i] > Cells.slack(bound)) {
                    contradict(i, family, "at least", bound, "at most", high[i]);
                }
                return;
            }
            changed |= bound - low[i] > Cells.slack(bound);
            low[i] = bound;
        }
    }

    private void lower(int i, double bound, Family family) {
        if (bound < high[i]) {
            if (bound < low[i]) {
                if (low[i] - bound > Cells.slack(bound)) {
                    contradict(i, family, "at most", bound, "at least", low[i]);
                }
                high[i] = cells.known(i) ? high[i] : low[i];
                return;
            }
            changed |= !(high[i] - bound <= Cells.slack(bound));
            high[i] = bound;
        }
    }

    private void contradict(int i, Family family, String family1, double bound, String own1, double own) {
        if (contradiction == null) {
            String is = cells.known(i) ? "is " + text(own) : "is %s %s".formatted(own1, text(own));
            String but = i == family.parent() ? "its children add up to" : "its parent and siblings leave it";
            contradiction = new Contradiction(
                    i, family.hierarchy(), "%s, but %s %s %s".formatted(is, but, family1, text(bound)));
        }
    }

    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.valueOf(value);
    }

    /** A sum of values, infinite ones counted, from which one can be taken out again. */
    private static final class Sum {
        private double finite;
        private int infinite;

        void add(double value) {
            if (Double.isInfinite(value)) {
                infinite++;
            } else {
                finite += value;
            }
        }

        double value() {
            return infinite > 0 ? Double.POSITIVE_INFINITY : finite;
        }

        double without(double value) {
            if (Double.isInfinite(value)) {
                return infinite > 1 ? Double.POSITIVE_INFINITY : finite;
            }
            return infinite > 0 ? Double.POSITIVE_INFINITY : finite - value;
        }
    }
}
