package org.agglo.app.run;

import org.agglo.app.study.ModelSpec;
import org.agglo.panel.PanelSpec;
import org.agglo.regression.BetweenEffects;
import org.agglo.regression.FirstDifference;
import org.agglo.regression.InstrumentalVariables;
import org.agglo.regression.LeastSquares;
import org.agglo.regression.Mundlak;
import org.agglo.regression.Poisson;
import org.agglo.regression.RandomEffects;
import org.agglo.regression.RegressionEstimator;

/** The estimator that a study asks for, with its settings. */
final class Estimators {
    private Estimators() {}

    static RegressionEstimator<?, ?> of(ModelSpec model, PanelSpec panel) {
        return with(
                model,
                panel,
                switch (model.estimator()) {
                    case LEAST_SQUARES -> leastSquares(model, panel);
                    case RANDOM ->
                        new RandomEffects()
                                .setEffect(model.effects().toArray(String[]::new))
                                .setMethod(model.options().method());
                    case CORRELATED_RANDOM ->
                        new Mundlak().setEffect(model.effects().get(0));
                    case BETWEEN ->
                        new BetweenEffects().setEffect(model.effects().get(0));
                    case FIRST_DIFFERENCE -> new FirstDifference();
                    case INSTRUMENTS -> new InstrumentalVariables();
                    case POISSON -> poisson(model);
                });
    }

    private static Poisson poisson(ModelSpec model) {
        Poisson poisson = new Poisson();
        model.options().offset().ifPresent(poisson::setOffsetCol);
        return poisson;
    }

    static LeastSquares leastSquares(ModelSpec model, PanelSpec panel) {
        return with(model, panel, new LeastSquares());
    }

    private static <E extends RegressionEstimator<?, ?>> E with(ModelSpec model, PanelSpec panel, E estimator) {
        estimator.setFormula(model.formula());
        estimator.setVcov(model.vcov());
        estimator.setUnitCol(panel.region());
        estimator.setTimeCol(panel.time());
        estimator.setSmallSample(model.options().smallSample());
        estimator.setSingletons(model.options().singletons());
        model.options().weights().ifPresent(column -> {
            estimator.setWeightCol(column);
            estimator.setWeightType(model.options().weightType());
        });
        if (!model.options().tests().isEmpty()) {
            estimator.setVcovColumns(panel.region(), panel.time());
        }
        return estimator;
    }
}
