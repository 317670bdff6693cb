package org.agglo.regression;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.agglo.stats.Cholesky;
import org.agglo.stats.SymmetricMatrix;

/**
 * What effects that cut through clusters take of redrawn errors: for each cluster g, Σ_h v_h·a_g'P(e_h), P the projection on the
 * effects, a_g and e_h columns that are zero outside their cluster. Either the products of all pairs of clusters, or, where the
 * effects have fewer levels than there are clusters, by way of the levels.
 */
final class WildCuts {
    private final double[][] left;
    private final double[][] right;
    private final double[][] rightOwn;

    /**
     * @param a (n)
     * @param u (n), errors
     */
    WildCuts(CutEffects cut, Absorber all, Weights weights, Category clusters, double[] a, double[] u) {
        if (cut.levels() < clusters.levels()) {
            double[][] columns = cut.columns(weights);
            SymmetricMatrix inverse = Cholesky.of(weights.crossProducts(columns), columns.length, Selection.TOLERANCE)
                    .inverse();
            this.right = sums(columns, weights.times(u), clusters);
            this.rightOwn = sums(columns, weights.times(a), clusters);
            this.left = times(inverse, rightOwn, clusters.levels());
        } else {
            this.left = null;
            this.right = new double[clusters.levels()][];
            this.rightOwn = new double[clusters.levels()][];
            pairs(all, weights, clusters, a, u);
        }
    }

    private void pairs(Absorber all, Weights weights, Category clusters, double[] a, double[] u) {
        int[] codes = clusters.codes();
        double[] wu = weights.times(u);
        double[] wa = weights.times(a);
        IntStream.range(0, clusters.levels()).parallel().forEach(g -> {
            double[] only = new double[a.length];
            for (int row = 0; row < a.length; row++) {
                only[row] = codes[row] == g ? a[row] : 0;
            }
            double[] rest = all.swept(only);
            for (int row = 0; row < a.length; row++) {
                only[row] -= rest[row];
            }
            double[][] explained = {only};
            right[g] = sums(explained, wu, clusters)[0];
            rightOwn[g] = sums(explained, wa, clusters)[0];
        });
    }

    /** (G), of the errors u. */
    double[] taken(double[] v) {
        return taken(right, v);
    }

    /** (G), of the errors a. */
    double[] takenOwn(double[] v) {
        return taken(rightOwn, v);
    }

    private double[] taken(double[][] from, double[] v) {
        double[] sums = Arrays.stream(from).mapToDouble(row -> Dot.of(row, v)).toArray();
        return left == null
                ? sums
                : Arrays.stream(left).mapToDouble(row -> Dot.of(row, sums)).toArray();
    }

    private static double[][] sums(double[][] columns, double[] factor, Category clusters) {
        double[][] products = new double[columns.length][];
        for (int j = 0; j < columns.length; j++) {
            products[j] = columns[j].clone();
            for (int row = 0; row < factor.length; row++) {
                products[j][row] *= factor[row];
            }
        }
        return RowSandwich.sums(products, clusters.codes(), clusters.levels());
    }

    /** (G, m), row g the inverse times column g. */
    private static double[][] times(SymmetricMatrix inverse, double[][] columns, int clusters) {
        double[][] times = new double[clusters][inverse.size()];
        for (int g = 0; g < clusters; g++) {
            for (int i = 0; i < inverse.size(); i++) {
                for (int j = 0; j < inverse.size(); j++) {
                    times[g][i] += inverse.get(i, j) * columns[j][g];
                }
            }
        }
        return times;
    }
}
