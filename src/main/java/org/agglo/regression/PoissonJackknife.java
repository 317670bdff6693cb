package org.agglo.regression;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.agglo.stats.SymmetricMatrix;

/**
 * The cluster jackknife of a Poisson regression: Σ_g (β_(g) − β)(β_(g) − β)', β_(g) the maximum without the rows of cluster g. The
 * model is fitted again for every cluster, effects and separated rows included.
 */
final class PoissonJackknife {
    /** Most row-and-cluster pairs that are fitted again, each some ten times. */
    private static final double MOST = 2e8;

    private final String spec;
    private final PoissonFits.PoissonFit fit;
    private final Category clusters;

    PoissonJackknife(String spec, PoissonFits.PoissonFit fit, Category clusters) {
        this.spec = spec;
        this.fit = fit;
        this.clusters = clusters;
    }

    /** (p, p), of the last step's columns. */
    SymmetricMatrix matrix() {
        int rows = clusters.codes().length;
        if ((double) clusters.levels() * rows > MOST) {
            throw new NotEstimableException("%s: %,d rows would have to be fitted %,d times; take cluster(…)"
                    .formatted(spec, rows, clusters.levels()));
        }
        double[] estimate = onColumns(fit.fitted());
        double[][] without = IntStream.range(0, clusters.levels())
                .parallel()
                .mapToObj(this::without)
                .toArray(double[][]::new);
        return PairSums.about(estimate, without);
    }

    private double[] without(int g) {
        int[] rows = IntStream.range(0, clusters.codes().length)
                .filter(row -> clusters.codes()[row] != g)
                .toArray();
        Fitted left;
        try {
            Sample sample = fit.fitted().sample().rows(rows, Map.of());
            left = PoissonFits.fit(fit.fitted().formula(), sample, fit.options())
                    .fitted();
        } catch (NotEstimableException e) {
            throw refused(g, e.getMessage());
        }
        if (!Arrays.equals(left.kept(), fit.fitted().kept())) {
            throw refused(g, "the coefficients are not all identified");
        }
        return onColumns(left);
    }

    private NotEstimableException refused(int g, String why) {
        return new NotEstimableException(
                "%s: without %s %s the model cannot be fitted (%s); take cluster(…), or other clusters"
                        .formatted(spec, clusters.name(), clusters.labels().get(g), why));
    }

    /** The estimates as coefficients of the columns of all rows: an intercept is moved to the means of these. */
    private double[] onColumns(Fitted of) {
        double[] estimates = of.estimates();
        double[] columns =
                Arrays.stream(of.kept()).mapToDouble(term -> estimates[term]).toArray();
        Design design = fit.fitted().solution().design();
        if (design.intercept()) {
            double[] means = design.means();
            for (int j = 0; j < means.length; j++) {
                columns[0] += means[j] * columns[j + 1];
            }
        }
        return columns;
    }
}
