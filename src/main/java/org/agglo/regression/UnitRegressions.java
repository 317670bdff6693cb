package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import org.agglo.stats.Cholesky;

/** The model's regression in each unit by itself, with an intercept if the model has one or effects. */
final class UnitRegressions {
    private final double[] residuals;
    private double rss;
    private long parameters;

    /** @throws NotEstimableException if a unit has no more rows than coefficients */
    UnitRegressions(FittedPanel panel) {
        Sample sample = panel.fit().sample();
        Formula formula = panel.fit().formula();
        boolean constant = formula.intercept() || !formula.effects().isEmpty();
        List<String> names = formula.terms().stream().map(Expression::label).toList();
        this.residuals = new double[sample.rows()];
        for (int level = 0; level < panel.units(); level++) {
            int[] rows = panel.rows()[level];
            double[] y = some(sample.outcome(), rows);
            double[][] x = Arrays.stream(sample.regressors())
                    .map(column -> some(column, rows))
                    .toArray(double[][]::new);
            Design design =
                    constant ? Design.centred(names, y, x, Weights.NONE) : Design.plain(names, y, x, Weights.NONE);
            int rank = fit(design, rows) + (constant ? 1 : 0);
            if (rows.length <= rank) {
                throw new NotEstimableException(
                        "%s takes a regression of each %s, and %s has %s for %s; take the model's own residuals or drop such units"
                                .formatted(
                                        panel.test(),
                                        panel.unit().name(),
                                        panel.unit().labels().get(level),
                                        Words.count(rows.length, "row"),
                                        Words.count(rank, "coefficient")));
            }
            parameters += rank;
        }
    }

    private int fit(Design design, int[] rows) {
        int k = design.x().length;
        Cholesky factor = Cholesky.of(design.products(), k, Selection.TOLERANCE);
        double[] b = factor.solve(design.products(), k);
        for (int i = 0; i < rows.length; i++) {
            residuals[rows[i]] = design.y()[i];
            for (int j = 0; j < k; j++) {
                residuals[rows[i]] -= b[j] * design.x()[j][i];
            }
        }
        rss += factor.residual(design.products(), k);
        return factor.rank();
    }

    private static double[] some(double[] column, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> column[row]).toArray();
    }

    /** (N). */
    double[] residuals() {
        return residuals;
    }

    double rss() {
        return rss;
    }

    /** Of all units together. */
    long parameters() {
        return parameters;
    }
}
