package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agglo.regression.RegressionSummary.Instruments;

/** Makes summaries of two-stage least squares: the second stage, the first stages, and the tests of the instruments. */
final class TwoStageSummaries {
    private TwoStageSummaries() {}

    static RegressionSummary of(TwoStages stages, Vcov vcov) {
        Fitted structural = stages.structural();
        RegressionSummary second = Summaries.of(structural, vcov);
        Covarying covarying = new Covarying(vcov, Summaries.clusters(structural.sample(), vcov), structural.freedom());
        WeakInstruments weak = new WeakInstruments(stages);
        Endogeneity endogeneity = new Endogeneity(stages);
        List<TestResult> tests = new ArrayList<>();
        tests.add(weak.craggDonald());
        tests.add(weak.kleibergenPaap(vcov, covarying));
        tests.add(Overidentification.of(stages, vcov, covarying));
        tests.add(endogeneity.wuHausman(vcov, covarying));
        if (vcov.kind() == Vcov.Kind.IID) {
            tests.add(endogeneity.durbin());
        }
        List<String> notes = new ArrayList<>(second.notes());
        stages.dropped().forEach((name, why) -> notes.add(0, "The instrument %s is left out: %s".formatted(name, why)));
        return new RegressionSummary(
                second.formula(),
                "Two-stage least squares",
                second.outcome(),
                second.coefficients(),
                second.vcov(),
                second.covariance(),
                second.sample(),
                second.effects(),
                second.fit(),
                second.fitter(),
                second.random(),
                notes,
                Optional.of(new Instruments(weak.firstStages(vcov), stages.instruments(), stages.dropped(), tests)));
    }
}
