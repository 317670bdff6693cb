package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Sweeps out two or more effects. The largest is taken out exactly, by its means; the levels of the others solve the normal
 * equations that are then left, directly while they are few ({@link LevelSystem}), by conjugate gradients otherwise ({@link
 * LevelGradient}). Both are repeated on what is left until every level's mean is zero to 1e-13 of the column's spread.
 */
final class SeveralEffects implements Absorber {
    /** Most levels besides those of the largest effect that are solved for directly. */
    static final int DIRECT = 1_000;

    private static final double TOLERANCE = 1e-13;
    private static final double ACCEPTED = 1e-10;
    private static final int MOST_ROUNDS = 50;

    private final OneEffect largest;
    private final List<Category> others;
    private final int[] starts;
    private final Weights weights;
    private final double[] counts;
    private final LevelSolver solver;
    private final long[] redundant;
    private final String caveat;

    SeveralEffects(List<Effect> effects, Weights weights) {
        this(effects, weights, DIRECT);
    }

    /** @param direct most levels that are solved for directly */
    SeveralEffects(List<Effect> effects, Weights weights, int direct) {
        List<Integer> order = largestFirst(effects);
        Category first = effects.get(order.get(0)).levels();
        this.weights = weights;
        this.largest = new OneEffect(first, weights);
        this.others = order.stream().skip(1).map(f -> effects.get(f).levels()).toList();
        this.starts = LevelSystem.starts(others);
        this.counts = counts();
        this.redundant = new long[effects.size()];
        if (starts[others.size()] <= direct) {
            LevelSystem system = new LevelSystem(first, others, weights);
            this.solver = system;
            this.caveat = "";
            for (int f = 0; f < others.size(); f++) {
                redundant[order.get(f + 1)] = system.redundant(f);
            }
        } else {
            this.solver = new LevelGradient(largest, others, starts, counts, weights);
            this.caveat = EffectRank.redundant(effects, order, redundant);
        }
    }

    /** Numbers of the effects by levels, most first, ties as given. */
    static List<Integer> largestFirst(List<Effect> effects) {
        List<Integer> order = new ArrayList<>();
        for (int f = 0; f < effects.size(); f++) {
            order.add(f);
        }
        order.sort(Comparator.comparing(f -> -effects.get(f).levels().levels()));
        return order;
    }

    private double[] counts() {
        double[] ones = new double[others.get(0).codes().length];
        Arrays.fill(ones, 1);
        return sums(ones, others, starts, weights);
    }

    @Override
    public double[] swept(double[] column) {
        double[] swept = largest.swept(column);
        double rounding = 8 * Math.ulp(most(column));
        double before = Double.POSITIVE_INFINITY;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] sums = sums(swept, others, starts, weights);
            double off = off(sums);
            double spread = spread(swept);
            boolean stalled = off > before / 2 && off <= ACCEPTED * spread;
            if (off <= Math.max(TOLERANCE * spread, rounding) || stalled) {
                return swept;
            }
            before = off;
            subtract(swept, solver.solve(sums));
            swept = largest.swept(swept);
        }
        throw new NotEstimableException(
                "The effects could not be swept out to the accuracy asked for in %d rounds; they are too weakly connected"
                        .formatted(MOST_ROUNDS));
    }

    private void subtract(double[] column, double[] levels) {
        for (int f = 0; f < others.size(); f++) {
            int[] codes = others.get(f).codes();
            for (int row = 0; row < column.length; row++) {
                column[row] -= levels[starts[f] + codes[row]];
            }
        }
    }

    /** The column's weighted sum in each level, effect after effect. */
    static double[] sums(double[] column, List<Category> effects, int[] starts, Weights weights) {
        double[] sums = new double[starts[effects.size()]];
        for (int f = 0; f < effects.size(); f++) {
            int[] codes = effects.get(f).codes();
            for (int row = 0; row < column.length; row++) {
                sums[starts[f] + codes[row]] += weights.of(row) * column[row];
            }
        }
        return sums;
    }

    /** The largest mean of a level, in absolute value. */
    private double off(double[] sums) {
        double off = 0;
        for (int level = 0; level < sums.length; level++) {
            off = Math.max(off, Math.abs(sums[level]) / counts[level]);
        }
        return off;
    }

    private static double spread(double[] column) {
        double squares = 0;
        for (double value : column) {
            squares += value * value;
        }
        return Math.sqrt(squares / column.length);
    }

    private static double most(double[] column) {
        double most = 0;
        for (double value : column) {
            most = Math.max(most, Math.abs(value));
        }
        return most;
    }

    @Override
    public long[] redundant() {
        return redundant.clone();
    }

    @Override
    public String caveat() {
        return caveat;
    }
}
