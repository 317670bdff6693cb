package org.agglo.regression;

import java.util.List;

/**
 * Conjugate gradients on the normal equations of the levels, preconditioned by the weight of each level (Hestenes and Stiefel
 * 1952). The equations are singular but consistent, so that the iteration stays among the solutions.
 */
final class LevelGradient implements LevelSolver {
    private static final double TOLERANCE = 1e-7;
    private static final int MOST_STEPS = 10_000;

    private final OneEffect largest;
    private final List<Category> others;
    private final int[] starts;
    private final double[] counts;
    private final Weights weights;

    LevelGradient(OneEffect largest, List<Category> others, int[] starts, double[] counts, Weights weights) {
        this.largest = largest;
        this.others = others;
        this.starts = starts;
        this.counts = counts;
        this.weights = weights;
    }

    @Override
    public double[] solve(double[] sums) {
        int size = sums.length;
        double[] alpha = new double[size];
        double[] rest = sums.clone();
        double[] scaled = scaled(rest);
        double[] direction = scaled.clone();
        double length = dot(rest, scaled);
        double enough = length * TOLERANCE * TOLERANCE;
        for (int step = 0; step < MOST_STEPS && length > enough; step++) {
            double[] image = image(direction);
            double along = dot(direction, image);
            if (!(along > 0)) {
                break;
            }
            double move = length / along;
            for (int i = 0; i < size; i++) {
                alpha[i] += move * direction[i];
                rest[i] -= move * image[i];
            }
            scaled = scaled(rest);
            double next = dot(rest, scaled);
            for (int i = 0; i < size; i++) {
                direction[i] = scaled[i] + next / length * direction[i];
            }
            length = next;
        }
        return alpha;
    }

    private double[] scaled(double[] rest) {
        double[] scaled = rest.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] /= counts[i];
        }
        return scaled;
    }

    /** S·α: spread over the rows, taken about the means of the largest effect, summed by level. */
    private double[] image(double[] alpha) {
        int rows = others.get(0).codes().length;
        double[] spread = new double[rows];
        for (int f = 0; f < others.size(); f++) {
            int[] codes = others.get(f).codes();
            for (int row = 0; row < rows; row++) {
                spread[row] += alpha[starts[f] + codes[row]];
            }
        }
        return SeveralEffects.sums(largest.swept(spread), others, starts, weights);
    }

    private static double dot(double[] a, double[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
        }
        return dot;
    }
}
