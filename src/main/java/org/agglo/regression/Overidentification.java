package org.agglo.regression;

import org.agglo.stats.Cholesky;
import org.agglo.stats.CrossProducts;
import org.agglo.stats.Distributions;
import org.agglo.stats.SymmetricMatrix;

/**
 * Whether more instruments than endogenous regressors agree with each other: χ² with l − m degrees of freedom.
 *
 * <p>Under iid errors Sargan's (1958), n·R² of the regression of the residuals on all instruments. Otherwise Hansen's (1982) J, the
 * least value of g'S⁻¹g over β, g = Z'W(y − Xβ), with S the meat of the scores of 2SLS under the covariance asked for and without
 * small-sample factors: the objective of two-step efficient GMM, as ivreg2 reports it beside 2SLS.
 */
final class Overidentification {
    private static final String NULL = "The instruments are not correlated with the error";

    private Overidentification() {}

    static TestResult of(TwoStages stages, Vcov vcov, Covarying covarying) {
        boolean iid = vcov.kind() == Vcov.Kind.IID;
        String name = iid ? "Sargan" : "Hansen J";
        int df = stages.instruments().size() - stages.first().size();
        if (df == 0) {
            return result(
                    name,
                    Double.NaN,
                    0,
                    "Exactly identified, as many instruments as endogenous regressors: nothing is left to test");
        }
        Solution structural = stages.structural().solution();
        Design any = stages.firstDesign();
        Solution onInstruments =
                Solution.of(stages.design(any.names(), structural.residuals(), any.x()), Fitter.CROSS_PRODUCTS);
        if (iid) {
            double share = 1 - onInstruments.rss() / structural.rss();
            return result(name, structural.observations() * share, df, "");
        }
        Solution scores = onInstruments.withResiduals(structural.residuals(), structural.rss());
        double j = hansen(stages, onInstruments, covarying.unscaled(scores));
        return result(
                name,
                j,
                df,
                Double.isNaN(j)
                        ? "The moments' covariance is singular: there are fewer clusters than instruments"
                        : "");
    }

    private static TestResult result(String name, double statistic, int df, String note) {
        double p = df == 0 ? Double.NaN : Distributions.chiSquaredTail(statistic, df);
        return new TestResult(name, NULL, "χ²(%d)".formatted(df), statistic, df, Double.NaN, p, note);
    }

    /**
     * In coefficients on the instruments: g'S⁻¹g = (a − Dβ)'V⁻¹(a − Dβ), a those of the residuals, D those of the regressors, V
     * the covariance of a.
     */
    private static double hansen(TwoStages stages, Solution onInstruments, SymmetricMatrix v) {
        int constant = onInstruments.design().intercept() ? 1 : 0;
        int own = constant + stages.exogenous();
        int rows = v.size();
        double[][] columns = new double[own + stages.first().size() + 1][rows];
        for (int j = 0; j < own; j++) {
            columns[j][j] = 1;
        }
        int column = own;
        for (Fitted stage : stages.first().values()) {
            System.arraycopy(stage.solution().slopes(), 0, columns[column++], constant, rows - constant);
        }
        System.arraycopy(onInstruments.slopes(), 0, columns[column], constant, rows - constant);
        double[][] white = v.whitened(columns);
        if (white == null) {
            return Double.NaN;
        }
        CrossProducts products = CrossProducts.of(white);
        return Cholesky.of(products, column, 0).residual(products, column);
    }
}
