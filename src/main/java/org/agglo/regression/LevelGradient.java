package org.agglo.regression;

/**
 * Conjugate gradients on the normal equations of the effects' coefficients, preconditioned by the lengths of their columns
 * (Hestenes and Stiefel 1952). The equations are singular but consistent, so that the iteration stays among the solutions.
 */
final class LevelGradient implements LevelSolver {
    private static final double TOLERANCE = 1e-7;
    private static final int MOST_STEPS = 10_000;

    private final EffectBlock largest;
    private final OtherBlocks others;
    private final double[] lengths;
    private final int rows;

    LevelGradient(EffectBlock largest, OtherBlocks others) {
        this.largest = largest;
        this.others = others;
        this.lengths = others.lengths();
        this.rows = largest.levels().codes().length;
    }

    @Override
    public double[] solve(double[] sums) {
        int size = sums.length;
        double[] alpha = new double[size];
        double[] rest = sums.clone();
        double[] scaled = scaled(rest);
        double[] direction = scaled.clone();
        double length = Dot.of(rest, scaled);
        double enough = length * TOLERANCE * TOLERANCE;
        for (int step = 0; step < MOST_STEPS && length > enough; step++) {
            double[] image = image(direction);
            double along = Dot.of(direction, image);
            if (!(along > 0)) {
                break;
            }
            double move = length / along;
            for (int i = 0; i < size; i++) {
                alpha[i] += move * direction[i];
                rest[i] -= move * image[i];
            }
            scaled = scaled(rest);
            double next = Dot.of(rest, scaled);
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
            scaled[i] = lengths[i] > 0 ? scaled[i] / lengths[i] : 0;
        }
        return scaled;
    }

    /** S·α: spread over the rows, the largest block taken out, summed again. */
    private double[] image(double[] alpha) {
        double[] spread = new double[rows];
        others.subtract(spread, alpha);
        largest.sweep(spread);
        double[] image = others.sums(spread);
        for (int i = 0; i < image.length; i++) {
            image[i] = -image[i];
        }
        return image;
    }
}
