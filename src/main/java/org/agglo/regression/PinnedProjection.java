package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Least squares on regressors and effects whose fit has to be zero in some rows. Those rows weigh a million times as much, and what
 * the fit still misses there is taken off their target until nothing is left (Van Loan 1985, <i>SIAM J. Numerical Analysis</i>
 * 22, 851–864).
 */
final class PinnedProjection {
    /** What counts as zero in a pinned row, beside targets near 1. */
    static final double ZERO = 1e-9;

    private static final double HEAVY = 1e6;
    private static final int MOST_CORRECTIONS = 10;

    private final boolean[] pinned;
    private final double[] weights;
    private final Absorber absorber;
    private final boolean constant;
    private final List<double[]> basis = new ArrayList<>();

    /** @param pinned (n), rows where the fit is zero */
    PinnedProjection(Formula formula, Sample sample, boolean[] pinned) {
        this.pinned = pinned;
        this.weights = new double[pinned.length];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = pinned[row] ? HEAVY : 1;
        }
        this.absorber = Absorbers.of(sample.effects(formula.effects()), Weights.of(Weights.Kind.ANALYTIC, weights));
        this.constant = formula.intercept();
        double[][] x = sample.regressors();
        if (constant) {
            double[] ones = new double[weights.length];
            Arrays.fill(ones, 1);
            add(ones);
        }
        for (int j = 0; j < formula.terms().size(); j++) {
            add(x[j]);
        }
    }

    /** Adds what is new in the column, at length 1. */
    private void add(double[] column) {
        double[] swept = constant ? column.clone() : absorber.swept(column);
        double before = length(swept);
        takeOff(swept);
        takeOff(swept);
        double left = length(swept);
        if (left > Selection.TOLERANCE * Math.max(before, length(column))) {
            for (int row = 0; row < swept.length; row++) {
                swept[row] /= left;
            }
            basis.add(swept);
        }
    }

    private void takeOff(double[] column) {
        for (double[] one : basis) {
            double share = 0;
            for (int row = 0; row < column.length; row++) {
                share += weights[row] * one[row] * column[row];
            }
            for (int row = 0; row < column.length; row++) {
                column[row] = Math.fma(-share, one[row], column[row]);
            }
        }
    }

    private double length(double[] column) {
        double square = 0;
        for (int row = 0; row < column.length; row++) {
            square += weights[row] * column[row] * column[row];
        }
        return Math.sqrt(square);
    }

    /** (n), the fit that is nearest to the target among those that are zero in the pinned rows. */
    double[] fit(double[] target) {
        double[] aim = target.clone();
        for (int row = 0; row < aim.length; row++) {
            aim[row] = pinned[row] ? 0 : aim[row];
        }
        double[] fit = fitOnce(aim);
        for (int i = 0; i < MOST_CORRECTIONS && missed(fit) > ZERO / 10; i++) {
            for (int row = 0; row < aim.length; row++) {
                aim[row] -= pinned[row] ? fit[row] : 0;
            }
            fit = fitOnce(aim);
        }
        return fit;
    }

    private double[] fitOnce(double[] aim) {
        double[] left = constant ? aim.clone() : absorber.swept(aim);
        takeOff(left);
        takeOff(left);
        double[] fit = new double[aim.length];
        for (int row = 0; row < fit.length; row++) {
            fit[row] = aim[row] - left[row];
        }
        return fit;
    }

    /** The largest fit in a pinned row. */
    double missed(double[] fit) {
        double most = 0;
        for (int row = 0; row < fit.length; row++) {
            most = Math.max(most, pinned[row] ? Math.abs(fit[row]) : 0);
        }
        return most;
    }
}
