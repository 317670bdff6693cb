package org.agglo.regression;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * Quadratic forms of residuals, each equal to its expectation, a combination of the variances: first of the errors, then of each
 * effect.
 */
final class MomentEquations {
    private final double[][] expected;
    private final double[] found;

    MomentEquations(int effects) {
        this.expected = new double[effects + 1][effects + 1];
        this.found = new double[effects + 1];
    }

    /** The form of the residuals within all effects has this value, and this expectation for a unit of the errors' variance. */
    MomentEquations within(double value, double ofErrors) {
        found[0] = value;
        expected[0][0] = ofErrors;
        return this;
    }

    /** The form of the means by the levels of effect e has this value and, for a unit of the errors' variance, expectation. */
    MomentEquations between(int e, double value, double ofErrors) {
        found[e + 1] = value;
        expected[e + 1][0] = ofErrors;
        return this;
    }

    /** For a unit of the variance of effect f the form of effect e (the one within all: −1) has this expectation. */
    MomentEquations expect(int e, int f, double value) {
        expected[e + 1][f + 1] = value;
        return this;
    }

    /** @throws NotEstimableException if the forms cannot tell the variances apart */
    double[] solved(PanelColumns panel) {
        DecompositionSolver solver = new LUDecomposition(new Array2DRowRealMatrix(expected, false)).getSolver();
        if (!solver.isNonSingular()) {
            throw new NotEstimableException(
                    "Random effects of %s: the variances cannot be told apart in these rows; use fewer regressors, another method or fixed effects"
                            .formatted(panel.effectNames()));
        }
        return solver.solve(new ArrayRealVector(found, false)).toArray();
    }
}
