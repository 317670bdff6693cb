package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import org.agglo.stats.Cholesky;
import org.apache.spark.sql.SparkSession;

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

    /** Most cells, rows times columns, that {@code auto} gives to MLlib. */
    long MLLIB_CELLS = 1_000_000;

    /** The names that {@link #named} knows. */
    List<String> NAMES = List.of("auto", "mllib", "crossproducts");

    /**
     * The fitter of the name; {@code auto} is MLlib's up to a million cells and the cross-products beyond.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Fitter named(String name, SparkSession spark, long cells) {
        return switch (name) {
            case "auto" -> cells <= MLLIB_CELLS ? new MllibFitter(spark) : CROSS_PRODUCTS;
            case "mllib" -> new MllibFitter(spark);
            case "crossproducts" -> CROSS_PRODUCTS;
            default ->
                throw new IllegalArgumentException("No fitter '%s'%s; there are %s"
                        .formatted(name, Caret.suggestion(name, NAMES), String.join(", ", NAMES)));
        };
    }
}
