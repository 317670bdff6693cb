package org.agglo.regression;

import java.util.Arrays;
import org.agglo.stats.Cholesky;

/** Finds the slopes that least squares gives on columns from which the constant or the effects are gone. */
interface Fitter {
    /** The name the summary gives it. */
    String name();

    /** (k), the slopes of a design whose columns can be told apart. */
    double[] slopes(Design design, Cholesky factor);

    /** Cross-products summed and factored to 32 digits. */
    Fitter CROSS_PRODUCTS = new Fitter() {
        @Override
        public String name() {
            return "crossproducts";
        }

        @Override
        public double[] slopes(Design design, Cholesky factor) {
            return design.x().length == 0
                    ? new double[0]
                    : Arrays.copyOf(factor.solve(design.products(), design.x().length), design.x().length);
        }
    };
}
