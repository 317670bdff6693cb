package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.agglo.stats.Cholesky;
import org.agglo.stats.CrossProducts;
import org.agglo.stats.SymmetricMatrix;

/**
 * The cluster jackknife CV3: Σ_g (β_(g) − β)(β_(g) − β)', β_(g) the coefficients without the rows of cluster g and β those of all
 * rows (MacKinnon, Nielsen and Webb 2023, <i>J. of Applied Econometrics</i> 38(5), 671–694).
 *
 * <p>Where each level of every effect lies within one cluster, leaving clusters out changes nothing for the other levels, so that
 * the swept columns serve. Effects that cut through clusters become regressors while they have few levels; else what is left of the
 * rows is swept again for every cluster.
 */
final class Jackknife {
    /** Most row-and-cluster pairs that are swept again. */
    private static final double MOST = 2e9;

    private final String spec;
    private final Solution solution;
    private final List<Effect> effects;
    private final Category clusters;
    private final CutEffects cut;

    Jackknife(String spec, Solution solution, List<Effect> effects, Category clusters) {
        this.spec = spec;
        this.solution = solution;
        this.effects = effects;
        this.clusters = clusters;
        this.cut = new CutEffects(effects, clusters);
    }

    /** (p, p), of the solution's columns. */
    SymmetricMatrix matrix() {
        double again = (double) clusters.levels() * clusters.codes().length;
        boolean once = cut.none() || oneSweep() < again * (solution.columns().length + 1) * 10;
        if (!once && again > MOST) {
            throw new NotEstimableException(
                    "%s: %s cuts through clusters, so that %,d rows would have to be swept %,d times; take cluster(…)"
                            .formatted(spec, Words.and(cut.names()), clusters.codes().length, clusters.levels()));
        }
        double[][] x = solution.columns();
        double[][] z = once ? joined(cut.columns(solution.weights()), x) : joined(new double[0][], x);
        CrossProducts all = solution.weights().crossProducts(z);
        double[] estimate = coefficients(all, -1);
        int[][] rows = Levels.rows(clusters.codes(), clusters.levels());
        double[][] without = IntStream.range(0, rows.length)
                .parallel()
                .mapToObj(g -> once ? coefficients(less(all, z, rows[g]), g) : again(z, g))
                .toArray(double[][]::new);
        return PairSums.about(estimate, without);
    }

    /** About how many products it takes if the effects that cut through clusters become regressors. */
    private double oneSweep() {
        double columns = cut.levels() + solution.columns().length;
        return columns * columns * (clusters.codes().length + clusters.levels() * columns / 3);
    }

    /** Columns of effects, regressors, outcome. */
    private double[][] joined(double[][] levels, double[][] x) {
        double[][] z = Arrays.copyOf(levels, levels.length + x.length + 1);
        System.arraycopy(x, 0, z, levels.length, x.length);
        z[levels.length + x.length] = solution.design().y();
        return z;
    }

    /** The cross-products without some rows. */
    private CrossProducts less(CrossProducts all, double[][] z, int[] rows) {
        double[] minus = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            minus[i] = -solution.weights().of(rows[i]);
        }
        return new CrossProducts(z.length).add(all).add(CrossProducts.weighted(minus, some(z, rows)));
    }

    private static double[][] some(double[][] z, int[] rows) {
        return Arrays.stream(z)
                .map(column ->
                        Arrays.stream(rows).mapToDouble(row -> column[row]).toArray())
                .toArray(double[][]::new);
    }

    /** The coefficients without cluster g, its rows left out before the effects are swept out. */
    private double[] again(double[][] z, int g) {
        int[] rows = IntStream.range(0, clusters.codes().length)
                .filter(row -> clusters.codes()[row] != g)
                .toArray();
        Weights weights = solution.weights().rows(rows);
        List<Effect> left = Effect.rows(effects, rows);
        Absorber absorber = Absorbers.of(left, weights);
        double[][] swept = Arrays.stream(some(z, rows)).map(absorber::swept).toArray(double[][]::new);
        return coefficients(weights.crossProducts(swept), g);
    }

    /** Those of the regressors, which stand last before the outcome. */
    private double[] coefficients(CrossProducts products, int g) {
        int size = products.columns() - 1;
        int first = size - solution.columns().length;
        Cholesky factor = Cholesky.of(products, size, Selection.TOLERANCE);
        if (!IntStream.range(first, size).allMatch(factor::kept)) {
            throw new NotEstimableException(
                    "%s: without %s %s the coefficients are not all identified; take cluster(…), or other clusters"
                            .formatted(spec, clusters.name(), clusters.labels().get(g)));
        }
        return Arrays.copyOfRange(factor.solve(products, size), first, size);
    }
}
