package org.agglo.disclosure;

import java.util.BitSet;
import java.util.List;

/** Makes families add up one after the other, again and again, until all do; only those with a changed cell are seen to. */
final class Fitting {
    private static final int STEPS = 200;
    private static final double EPSILON = 1e-14;
    /** A family adds up if it is off by no more than this, relative to the greater of its parent and 1. */
    private static final double DONE = 1e-10;

    private final Cells cells;
    private final boolean[] open;
    private final double[] result;
    private final double[] raw;
    private final List<Family> families;
    private final int[][] familiesOf;
    private final BitSet changed = new BitSet();

    /**
     * Prepares a fit.
     *
     * @param open (n) the cells that may change
     * @param result (n) all cells; changed in place
     * @param raw (n) what the moves start from; changed in place
     */
    Fitting(Cells cells, boolean[] open, double[] result, double[] raw, List<Family> families) {
        this.cells = cells;
        this.open = open;
        this.result = result;
        this.raw = raw;
        this.families = families;
        this.familiesOf = familiesOf(cells.size(), families);
    }

    private static int[][] familiesOf(int n, List<Family> families) {
        int[] counts = new int[n];
        families.forEach(family -> {
            counts[family.parent()]++;
            for (int c : family.children()) {
                counts[c]++;
            }
        });
        int[][] of = new int[n][];
        for (int i = 0; i < n; i++) {
            of[i] = new int[counts[i]];
        }
        for (int f = families.size() - 1; f >= 0; f--) {
            Family family = families.get(f);
            of[family.parent()][--counts[family.parent()]] = f;
            for (int c : family.children()) {
                of[c][--counts[c]] = f;
            }
        }
        return of;
    }

    /** Moves cells for so many sweeps at most; whether all families then add up. */
    boolean sweep(Move move, int sweeps) {
        changed.set(0, families.size());
        for (int sweep = 0; sweep < sweeps && !changed.isEmpty(); sweep++) {
            for (int f = changed.nextSetBit(0); f >= 0; f = changed.nextSetBit(f + 1)) {
                changed.clear(f);
                settle(f, move);
            }
            if (sweep % 8 == 7 && worst() == null) {
                return true;
            }
        }
        return worst() == null;
    }

    /** The family that is furthest from adding up; null if all add up. */
    Family worst() {
        Family worst = null;
        double most = DONE;
        for (Family family : families) {
            double parent = result[family.parent()];
            double off = Math.abs(children(family) - parent) / Math.max(1, Math.abs(parent));
            if (off > most) {
                most = off;
                worst = family;
            }
        }
        return worst;
    }

    double children(Family family) {
        double sum = 0;
        for (int c : family.children()) {
            sum += result[c];
        }
        return sum;
    }

    /** Finds the t at which the family adds up, by Newton's steps kept within a bracket, and moves its cells there. */
    private void settle(int f, Move move) {
        Family family = families.get(f);
        double least = move.floor();
        double most = Double.POSITIVE_INFINITY;
        double t = move.neutral();
        for (int step = 0; step < STEPS; step++) {
            Gap gap = new Gap(family, move, t);
            if (Math.abs(gap.gap) <= EPSILON * Math.max(1, gap.size)) {
                break;
            }
            least = gap.gap > 0 ? least : t;
            most = gap.gap > 0 ? t : most;
            double next = gap.next(t);
            boolean outside = next <= least || next >= most;
            double middle = least + (most - least) / 2;
            if (outside && Double.isFinite(middle)) {
                next = middle;
            }
            if (!Double.isFinite(next) || next == t) {
                break;
            }
            t = next;
        }
        if (t != move.neutral()) {
            move(f, t, move);
        }
    }

    /** By how much children exceed their parent at some t, and how that changes with t. */
    private final class Gap {
        private final double size;
        private double gap;
        private double slopeUp;
        private double slopeDown;
        private double edgeUp = Double.POSITIVE_INFINITY;
        private double edgeDown = Double.NEGATIVE_INFINITY;

        Gap(Family family, Move move, double t) {
            int p = family.parent();
            double parent = open[p] ? move.parent(p, t) : result[p];
            double value = open[p] ? clamped(p, parent) : parent;
            size = Math.abs(value);
            gap = -value;
            if (open[p]) {
                if (parent > cells.low()[p]) {
                    slopeUp += parent > cells.high()[p] ? 0 : move.parentSlope(p, t);
                    edge(parent > cells.high()[p], move.parentAt(p, cells.high()[p]), t);
                }
                if (parent < cells.high()[p]) {
                    slopeDown += parent < cells.low()[p] ? 0 : move.parentSlope(p, t);
                    edge(parent < cells.low()[p], move.parentAt(p, cells.low()[p]), t);
                }
            }
            for (int c : family.children()) {
                add(c, move, t);
            }
        }

        private void add(int c, Move move, double t) {
            if (!open[c]) {
                gap += result[c];
                return;
            }
            double v = move.child(c, t);
            gap += clamped(c, v);
            if (v < cells.high()[c]) {
                slopeUp += v < cells.low()[c] ? 0 : move.childSlope(c);
                edge(v < cells.low()[c], move.childAt(c, cells.low()[c]), t);
            }
            if (v > cells.low()[c]) {
                slopeDown += v > cells.high()[c] ? 0 : move.childSlope(c);
                edge(v > cells.high()[c], move.childAt(c, cells.high()[c]), t);
            }
        }

        /** A cell that is held at a bound leaves it at that t. */
        private void edge(boolean held, double at, double t) {
            if (held && at > t) {
                edgeUp = Math.min(edgeUp, at);
            } else if (held && at < t) {
                edgeDown = Math.max(edgeDown, at);
            }
        }

        /** A better t: Newton's, or, where no cell moves, that at which the first one does; infinite if none will. */
        double next(double t) {
            double slope = gap > 0 ? slopeDown : slopeUp;
            return slope > 0 ? t - gap / slope : gap > 0 ? edgeDown : edgeUp;
        }
    }

    private void move(int f, double t, Move move) {
        Family family = families.get(f);
        int p = family.parent();
        if (open[p]) {
            put(p, move.parent(p, t), f);
        }
        for (int c : family.children()) {
            if (open[c]) {
                put(c, move.child(c, t), f);
            }
        }
    }

    private void put(int i, double v, int by) {
        double before = result[i];
        raw[i] = v;
        result[i] = clamped(i, v);
        if (Math.abs(result[i] - before) > EPSILON * Math.max(1, before)) {
            for (int f : familiesOf[i]) {
                if (f != by) {
                    changed.set(f);
                }
            }
        }
    }

    private double clamped(int i, double v) {
        return Math.min(cells.high()[i], Math.max(cells.low()[i], v));
    }
}
