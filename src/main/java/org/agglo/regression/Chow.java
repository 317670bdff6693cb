package org.agglo.regression;

import java.util.List;

/** Chow's test of a model's slopes against those of each unit. */
final class Chow {
    private Chow() {}

    static TestResult test(String name, RegressionModel<?> model, String unit) {
        Fitted fitted = FittedPanel.fitted(name, model, LeastSquares.POOLED, LeastSquares.FIXED);
        List<String> effects = fitted.formula().effectNames();
        if (!effects.isEmpty() && !effects.equals(List.of(unit))) {
            throw new NotEstimableException(
                    "%s is for pooled least squares or the fixed effects of %s alone; this model has those of %s"
                            .formatted(name, unit, Words.and(effects)));
        }
        UnitRegressions units = new UnitRegressions(FittedPanel.of(name, model, unit));
        double restricted = fitted.solution().rss();
        double q = units.parameters() - (double) fitted.freedom().parameters();
        double df = fitted.sample().rows() - (double) units.parameters();
        boolean applies = q > 0 && units.rss() > 0;
        return Tested.f(
                name,
                "The %s are the same in all levels of %s"
                        .formatted(effects.isEmpty() ? "coefficients" : "slopes", unit),
                applies ? Math.max(restricted - units.rss(), 0) / q / (units.rss() / df) : Double.NaN,
                q,
                df,
                applies ? "" : Tested.notApplicable("the regressions of units leave no residual or no slope to test"));
    }
}
