package org.agglo.regression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sweeps out any number of effects, slopes by level among them. The largest block, the effects of one column of levels, is taken
 * out exactly; the coefficients of the others solve the normal equations that are then left, directly while they are few ({@link
 * LevelSystem}), by conjugate gradients otherwise ({@link LevelGradient}). Both are repeated on what is left until it is
 * orthogonal to every coefficient's column to 1e-13 of its spread.
 */
final class SeveralEffects implements Absorber {
    /** Most coefficients besides those of the largest block that are solved for directly. */
    static final int DIRECT = 1_000;

    private static final double TOLERANCE = 1e-13;
    private static final double ACCEPTED = 1e-10;
    private static final int MOST_ROUNDS = 50;

    private final EffectBlock largest;
    private final OtherBlocks others;
    private final LevelSolver solver;
    private final int effects;
    private final long[] redundant;
    private final String caveat;

    SeveralEffects(List<Effect> effects, Weights weights) {
        this(effects, weights, DIRECT);
    }

    /** @param direct most coefficients that are solved for directly */
    SeveralEffects(List<Effect> effects, Weights weights, int direct) {
        List<EffectBlock> blocks = new ArrayList<>(EffectBlock.of(effects, weights));
        blocks.sort(Comparator.comparing(block -> -block.size()));
        this.largest = blocks.get(0);
        this.others = new OtherBlocks(blocks.subList(1, blocks.size()));
        this.effects = effects.size();
        this.redundant = new long[effects.size()];
        for (int k = 0; k < largest.numbers().length; k++) {
            redundant[largest.numbers()[k]] = largest.redundant(k);
        }
        if (others.size() <= direct) {
            LevelSystem system = new LevelSystem(largest, others, weights);
            this.solver = system;
            this.caveat = "";
            others.forEach((block, k, start) -> redundant[block.numbers()[k]] =
                    system.redundant(start, start + block.levels().levels()));
        } else {
            this.solver = new LevelGradient(largest, others);
            this.caveat = EffectRank.redundant(blocks, effects, redundant);
        }
    }

    @Override
    public double[] swept(double[] column) {
        return sweep(column, new double[others.size()]);
    }

    @Override
    public double[][] coefficients(double[] column) {
        double[] alpha = new double[others.size()];
        sweep(column, alpha);
        double[] left = column.clone();
        others.subtract(left, alpha);
        double[][] found = new double[effects][];
        largest.fill(found);
        others.fill(found);
        largest.recover(largest.sweep(left), 0, found);
        others.recover(alpha, found);
        return found;
    }

    /** What is left of the column; the others' coefficients are added to {@code alpha}. */
    private double[] sweep(double[] column, double[] alpha) {
        double[] swept = column.clone();
        largest.sweep(swept);
        double rounding = 8 * Math.ulp(most(column));
        double before = Double.POSITIVE_INFINITY;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] sums = others.sums(swept);
            double off = others.off(sums);
            double spread = spread(swept);
            boolean stalled = off > before / 2 && off <= ACCEPTED * spread;
            if (off <= Math.max(TOLERANCE * spread, rounding) || stalled) {
                return swept;
            }
            before = off;
            double[] step = solver.solve(sums);
            others.subtract(swept, step);
            for (int i = 0; i < alpha.length; i++) {
                alpha[i] += step[i];
            }
            largest.sweep(swept);
        }
        throw new NotEstimableException(
                "The effects could not be swept out to the accuracy asked for in %d rounds; they are too weakly connected"
                        .formatted(MOST_ROUNDS));
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
