package org.agglo.regression;

import java.util.Arrays;
import org.agglo.stats.CrossProducts;
import org.agglo.stats.Twofold;

/**
 * How much of the outcome the estimates of a panel model explain within units, between them and overall, whatever they were estimated
 * from. With ŷ = a + x'b:
 *
 * <ul>
 *   <li>{@code overall}: 1 − Σ(y_it − ŷ_it)²/Σ(y_it − ȳ)²;
 *   <li>{@code between}: the same of the means of units, each counting once;
 *   <li>{@code within}: 1 − Σ(ỹ_it − x̃_it'b)²/Σỹ_it², of what is left of unit means;
 *   <li>the three squared correlations of y and ŷ in the same three ways.
 * </ul>
 *
 * <p>The shares are linearmodels' {@code rsquared_within}, {@code _between} and {@code _overall}, and can be negative; the
 * correlations are what Stata's {@code xtreg} prints. With fixed effects a is the mean of y − x'b.
 */
public record PanelRSquared(
        double within,
        double between,
        double overall,
        double withinCorrelation,
        double betweenCorrelation,
        double overallCorrelation) {
    /**
     * Of a model that is fitted to levels.
     *
     * @param unit the column of units; it has to have been read with the fit
     * @throws NotEstimableException if the model was saved and loaded, or is one of means or differences
     */
    public static PanelRSquared of(RegressionModel<?> model, String unit) {
        String name = "R² within and between";
        Fitted fitted = FittedPanel.fitted(
                name, model, LeastSquares.POOLED, LeastSquares.FIXED, RandomSummaries.LABEL, Mundlak.LABEL);
        Category units = FittedPanel.column(name, fitted, unit);
        double[] y = fitted.sample().outcome();
        double[] predicted = predicted(fitted, y);
        OneEffect groups = new OneEffect(units, Weights.NONE);
        double[] meansY = groups.means(y);
        double[] meansPredicted = groups.means(predicted);
        double[] withinY = groups.swept(y);
        double[] withinPredicted = groups.swept(predicted);
        return new PanelRSquared(
                share(withinY, withinPredicted, 0),
                share(meansY, meansPredicted, Twofold.mean(meansY)),
                share(y, predicted, Twofold.mean(y)),
                correlation(withinY, withinPredicted),
                correlation(meansY, meansPredicted),
                correlation(y, predicted));
    }

    private static double[] predicted(Fitted fitted, double[] y) {
        double[] estimates = fitted.estimates();
        double[][] x = fitted.sample().regressors();
        int shift = estimates.length - x.length;
        double[] predicted = new double[y.length];
        for (int j = 0; j < x.length; j++) {
            for (int row = 0; row < predicted.length; row++) {
                predicted[row] += estimates[j + shift] * x[j][row];
            }
        }
        double constant = shift > 0
                ? estimates[0]
                : fitted.freedom().effects().isEmpty() ? 0 : Twofold.mean(y) - Twofold.mean(predicted);
        return Arrays.stream(predicted).map(value -> value + constant).toArray();
    }

    private static double share(double[] y, double[] predicted, double mean) {
        double[] left = new double[y.length];
        double[] about = new double[y.length];
        for (int row = 0; row < y.length; row++) {
            left[row] = y[row] - predicted[row];
            about[row] = y[row] - mean;
        }
        return 1 - CrossProducts.of(left).get(0, 0) / CrossProducts.of(about).get(0, 0);
    }

    private static double correlation(double[] y, double[] predicted) {
        double[] ones = new double[y.length];
        Arrays.fill(ones, 1);
        CrossProducts about = CrossProducts.of(ones, y, predicted).beyondFirst();
        return about.get(0, 1) * about.get(0, 1) / about.get(0, 0) / about.get(1, 1);
    }
}
