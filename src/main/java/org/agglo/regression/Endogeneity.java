package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import org.agglo.stats.Cholesky;
import org.agglo.stats.CrossProducts;
import org.agglo.stats.Distributions;
import org.agglo.stats.SymmetricMatrix;
import org.agglo.stats.Wald;

/**
 * Whether the regressors taken as endogenous are: the first stages' residuals V, added to least squares, have no coefficients if
 * they are not (Durbin 1954, Wu 1973, Hausman 1978).
 */
final class Endogeneity {
    private final TwoStages stages;
    private final Solution augmented;
    private final int added;

    Endogeneity(TwoStages stages) {
        this.stages = stages;
        this.added = stages.first().size();
        List<String> names = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        Design any = stages.firstDesign();
        for (int j = 0; j < stages.exogenous(); j++) {
            names.add(any.names().get(j));
            columns.add(any.x()[j]);
        }
        stages.first().forEach((name, stage) -> {
            names.add(name);
            columns.add(stage.solution().design().y());
        });
        stages.first().forEach((name, stage) -> {
            names.add("residuals of " + name);
            columns.add(stage.solution().residuals());
        });
        Design design =
                stages.design(names, stages.structural().solution().design().y(), columns.toArray(double[][]::new));
        boolean apart = Cholesky.of(design.products(), names.size(), Selection.TOLERANCE)
                        .rank()
                == names.size();
        boolean enough = stages.structural().solution().observations()
                > stages.structural().freedom().with(added).parameters();
        this.augmented = apart && enough ? Solution.of(design, Fitter.CROSS_PRODUCTS) : null;
    }

    /** Wald's F of V's coefficients under the covariance: that of Wu and Hausman if it is iid. */
    TestResult wuHausman(Vcov vcov, Covarying covarying) {
        String name = vcov.kind() == Vcov.Kind.IID ? "Wu–Hausman" : "Wu–Hausman, by regression";
        if (augmented == null) {
            return result(name, "F(%d, 0)".formatted(added), Double.NaN, Double.NaN, Double.NaN);
        }
        Covariances.Estimate estimate =
                covarying.of(augmented, stages.structural().freedom().with(added));
        double[] slopes = augmented.slopes();
        int first = slopes.length - added;
        int shift = estimate.matrix().size() - slopes.length;
        double[] b = new double[added];
        double[][] v = new double[added][added];
        for (int i = 0; i < added; i++) {
            b[i] = slopes[first + i];
            for (int j = 0; j < added; j++) {
                v[i][j] = estimate.matrix().get(shift + first + i, shift + first + j);
            }
        }
        double f = Wald.statistic(b, SymmetricMatrix.of(v)) / added;
        double df = estimate.how().df();
        return result(name, "F(%d, %.0f)".formatted(added, df), f, df, Distributions.fTail(f, added, df));
    }

    /** n times the share of the residuals' square of least squares that V explains: χ²(m) under iid errors. */
    TestResult durbin() {
        double statistic = Double.NaN;
        if (augmented != null) {
            CrossProducts products = augmented.design().products();
            int size = augmented.slopes().length;
            int[] own = new int[size - added + 1];
            for (int j = 0; j < own.length - 1; j++) {
                own[j] = j;
            }
            own[own.length - 1] = size;
            CrossProducts without = products.only(own);
            double rss = Cholesky.of(without, own.length - 1, 0).residual(without, own.length - 1);
            statistic = augmented.observations() * (1 - augmented.rss() / rss);
        }
        return result(
                "Durbin",
                "χ²(%d)".formatted(added),
                statistic,
                Double.NaN,
                Distributions.chiSquaredTail(statistic, added));
    }

    private TestResult result(String name, String distribution, double statistic, double df, double p) {
        List<String> names = List.copyOf(stages.first().keySet());
        return new TestResult(
                name,
                "%s %s exogenous, least squares is consistent"
                        .formatted(Words.and(names), names.size() == 1 ? "is" : "are"),
                distribution,
                statistic,
                added,
                df,
                p,
                augmented == null
                        ? "Does not apply: the first stages leave nothing, or there are too few rows"
                        : Double.isNaN(statistic) ? "The covariance of the residuals' coefficients is singular" : "");
    }
}
