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
 * the swept columns serve; else what is left of the rows is swept again for every cluster.
 */
final class Jackknife {
    /** Most row-and-cluster pairs that are swept again. */
    private static final long MOST = 2_000_000_000L;

    private final String spec;
    private final Solution solution;
    private final List<Effect> effects;
    private final Category clusters;
    private final double[][] z;

    Jackknife(String spec, Solution solution, List<Effect> effects, Category clusters) {
        this.spec = spec;
        this.solution = solution;
        this.effects = effects;
        this.clusters = clusters;
        double[][] x = solution.columns();
        this.z = Arrays.copyOf(x, x.length + 1);
        this.z[x.length] = solution.design().y();
    }

    /** (p, p), of the solution's columns. */
    SymmetricMatrix matrix() {
        boolean nested = effects.stream().allMatch(effect -> effect.nestedIn(clusters));
        long work = (long) clusters.levels() * clusters.codes().length;
        if (!nested && work > MOST) {
            throw new NotEstimableException(
                    "%s: %s cuts through clusters, so that %,d rows would have to be swept %,d times; take cluster(…)"
                            .formatted(
                                    spec,
                                    Words.and(effects.stream().map(Effect::name).toList()),
                                    clusters.codes().length,
                                    clusters.levels()));
        }
        int[][] rows = Levels.rows(clusters.codes(), clusters.levels());
        CrossProducts all = solution.weights().crossProducts(z);
        double[] estimate = coefficients(all, -1);
        double[][] without = IntStream.range(0, rows.length)
                .parallel()
                .mapToObj(g -> nested ? coefficients(less(all, rows[g]), g) : again(g))
                .toArray(double[][]::new);
        PairSums sum = new PairSums(estimate.length);
        for (double[] coefficients : without) {
            for (int j = 0; j < estimate.length; j++) {
                coefficients[j] -= estimate[j];
            }
            sum.add(coefficients);
        }
        return sum.matrix();
    }

    /** The cross-products without some rows. */
    private CrossProducts less(CrossProducts all, int[] rows) {
        double[] minus = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            minus[i] = -solution.weights().of(rows[i]);
        }
        return new CrossProducts(z.length).add(all).add(CrossProducts.weighted(minus, some(rows)));
    }

    private double[][] some(int[] rows) {
        return Arrays.stream(z)
                .map(column ->
                        Arrays.stream(rows).mapToDouble(row -> column[row]).toArray())
                .toArray(double[][]::new);
    }

    /** The coefficients without cluster g, its rows left out before the effects are swept out. */
    private double[] again(int g) {
        int[] rows = IntStream.range(0, clusters.codes().length)
                .filter(row -> clusters.codes()[row] != g)
                .toArray();
        Weights weights = solution.weights().rows(rows);
        List<Effect> left = Effect.rows(effects, rows);
        Absorber absorber = Absorbers.of(left, weights);
        double[][] swept = Arrays.stream(some(rows)).map(absorber::swept).toArray(double[][]::new);
        return coefficients(weights.crossProducts(swept), g);
    }

    private double[] coefficients(CrossProducts products, int g) {
        int size = z.length - 1;
        Cholesky factor = Cholesky.of(products, size, Selection.TOLERANCE);
        if (factor.rank() < size) {
            throw new NotEstimableException(
                    "%s: without %s %s the coefficients are not all identified; take cluster(…), or other clusters"
                            .formatted(spec, clusters.name(), clusters.labels().get(g)));
        }
        return factor.solve(products, size);
    }
}
