package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agglo.stats.Cholesky;
import org.agglo.stats.CrossProducts;

/** Tests of serial correlation from a fitted model's residuals. */
final class SerialCorrelation {
    private final FittedPanel panel;

    SerialCorrelation(FittedPanel panel) {
        this.panel = panel;
    }

    /**
     * Wooldridge's (2010, section 10.5.4) test of fixed effects: within residuals of uncorrelated errors have the correlation −1/(T −
     * 1), and the regression of a residual on the one before has that slope. T is the number of periods of the panel.
     */
    TestResult within() {
        int periods = panel.time().levels();
        String hypothesis = "Errors are not correlated over time within %s"
                .formatted(panel.unit().name());
        if (periods < 3) {
            return Tested.f(
                    panel.test(),
                    hypothesis,
                    Double.NaN,
                    1,
                    Double.NaN,
                    Tested.notApplicable("within residuals of two periods are mirror images"));
        }
        return slope(hypothesis, -1.0 / (periods - 1));
    }

    /** His test (section 10.6.3) of first differences: the same with the slope that the hypothesis implies. */
    TestResult differenced(String hypothesis, double slope) {
        return slope(hypothesis, slope);
    }

    /** That the slope of residuals on those before, errors clustered by unit without correction, is so much. */
    private TestResult slope(String hypothesis, double expected) {
        List<int[]> pairs = pairs();
        int[] later = pairs.stream().mapToInt(pair -> pair[0]).toArray();
        double[] y =
                Arrays.stream(later).mapToDouble(row -> panel.residuals()[row]).toArray();
        double[] x =
                pairs.stream().mapToDouble(pair -> panel.residuals()[pair[1]]).toArray();
        Category unit = panel.unit().rows(later);
        double df = y.length - 2;
        if (df <= 0 || Spread.of(x).constant() || unit.levels() < 2) {
            return Tested.f(
                    panel.test(),
                    hypothesis,
                    Double.NaN,
                    1,
                    df,
                    Tested.notApplicable("too few rows of a %s follow another"
                            .formatted(panel.unit().name())));
        }
        Solution solution =
                Solution.of(Design.centred(List.of("lag"), y, new double[][] {x}, Weights.NONE), Fitter.CROSS_PRODUCTS);
        double variance = solution.sandwich().ofClusters(List.of(unit)).get(1, 1);
        double off = solution.slopes()[0] - expected;
        return Tested.f(panel.test(), hypothesis, off * off / variance, 1, df, panel.gaps());
    }

    /** Rows with the row before them of the same unit. */
    private List<int[]> pairs() {
        List<int[]> pairs = new ArrayList<>();
        for (int[] rows : panel.rows()) {
            for (int t = 1; t < rows.length; t++) {
                pairs.add(new int[] {rows[t], rows[t - 1]});
            }
        }
        return pairs;
    }

    /**
     * Breusch (1978) and Godfrey (1978): n·R² of the residuals on the model's columns and their own lags up to an order, 0 where there
     * is no row before; χ²(order).
     */
    TestResult breuschGodfrey(int order, PanelTests.Lags lags) {
        double[][] columns = panel.fit().solution().columns();
        int k = columns.length;
        double[][] all = Arrays.copyOf(columns, k + order + 1);
        for (int lag = 1; lag <= order; lag++) {
            all[k + lag - 1] = lagged(lag, lags);
        }
        all[k + order] = panel.residuals();
        CrossProducts products = CrossProducts.of(all);
        Cholesky factor = Cholesky.of(products, k + order, SwamyArora.COLLINEAR);
        double total = products.get(k + order, k + order);
        double n = panel.residuals().length;
        boolean apart = factor.rank() == k + order;
        return Tested.chiSquared(
                panel.test(),
                "Errors are not correlated over time up to order %d".formatted(order),
                apart ? n * (1 - factor.residual(products, k + order) / total) : Double.NaN,
                order,
                apart
                        ? note(lags)
                        : Tested.notApplicable(
                                "lags of the residuals cannot be told from the regressors; lower the order"));
    }

    /** Bhargava, Franzini and Narendranathan (1982): Σ (u_t − u_t−1)²/Σ u². */
    TestResult durbinWatson(PanelTests.Lags lags) {
        double squares = 0;
        int[] order = stacked();
        for (int i = 1; i < order.length; i++) {
            boolean same = panel.unit().codes()[order[i]] == panel.unit().codes()[order[i - 1]];
            if (same || lags == PanelTests.Lags.STACKED) {
                double step = panel.residuals()[order[i]] - panel.residuals()[order[i - 1]];
                squares += step * step;
            }
        }
        String own =
                "No p-value is given: the distribution depends on the regressors; below 2 speaks for positive correlation.";
        String note = note(lags);
        return new TestResult(
                panel.test(),
                "Errors are not correlated over time",
                "",
                squares / LevelMoments.square(panel.residuals()),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                note.isEmpty() ? own : own + " " + note);
    }

    private String note(PanelTests.Lags lags) {
        return lags == PanelTests.Lags.STACKED
                ? "Units are stacked, as plm does: the row before the first of a %s is the last of another."
                        .formatted(panel.unit().name())
                : panel.gaps();
    }

    private int[] stacked() {
        return Arrays.stream(panel.rows()).flatMapToInt(Arrays::stream).toArray();
    }

    private double[] lagged(int lag, PanelTests.Lags lags) {
        double[] lagged = new double[panel.residuals().length];
        int[] order = stacked();
        for (int i = lag; i < order.length; i++) {
            boolean same = panel.unit().codes()[order[i]] == panel.unit().codes()[order[i - lag]];
            if (same || lags == PanelTests.Lags.STACKED) {
                lagged[order[i]] = panel.residuals()[order[i - lag]];
            }
        }
        return lagged;
    }
}
