package org.agglo.app.run;

import java.util.List;
import org.agglo.app.study.ModelSpec;
import org.agglo.panel.PanelSpec;
import org.agglo.regression.PanelTests;
import org.agglo.regression.RegressionModel;
import org.agglo.regression.TestResult;

/** The specification tests that a study asks for after a fit, over the panel's regions and periods. */
final class ModelTests {
    private ModelTests() {}

    /** Each named with its model. */
    static List<TestResult> of(ModelSpec model, RegressionModel<?> fit, PanelSpec panel) {
        return model.options().tests().stream()
                .map(test -> named(model, one(test, fit, panel.region(), panel.time())))
                .toList();
    }

    private static TestResult one(ModelSpec.Test test, RegressionModel<?> fit, String region, String time) {
        return switch (test) {
            case BREUSCH_PAGAN -> PanelTests.breuschPagan(fit, region);
            case HONDA -> PanelTests.honda(fit, region);
            case PESARAN_CD -> PanelTests.pesaranCd(fit, region, time, PanelTests.Slopes.BY_UNIT);
            case WOOLDRIDGE_SERIAL -> PanelTests.wooldridgeSerial(fit, region, time);
            case GROUPWISE_HETEROSKEDASTICITY -> PanelTests.groupwiseHeteroskedasticity(fit, region);
            case EQUAL_SLOPES -> PanelTests.equalSlopes(fit, region);
        };
    }

    private static TestResult named(ModelSpec model, TestResult test) {
        return test.as(model.label() + ", " + test.name(), test.nullHypothesis());
    }
}
