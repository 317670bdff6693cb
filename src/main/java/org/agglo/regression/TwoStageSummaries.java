package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agglo.regression.RegressionSummary.Instruments;

/** Makes summaries of two-stage least squares: the second stage, the first stages, and the tests of the instruments. */
final class TwoStageSummaries {
    private TwoStageSummaries() {}

    static RegressionSummary of(TwoStages stages, Vcov asked) {
        Fitted structural = stages.structural();
        List<String> notes = new ArrayList<>();
        Vcov vcov = Summaries.meant(structural, asked, notes);
        requireSandwich(vcov);
        RegressionSummary second = Summaries.of(structural, vcov);
        Covarying covarying = new Covarying(vcov, Keyed.of(structural.sample(), vcov), structural.freedom());
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
        notes.addAll(0, second.notes());
        stages.dropped().forEach((name, why) -> notes.add(0, "The instrument %s is left out: %s".formatted(name, why)));
        return new RegressionSummary(
                second.formula(),
                second.expansion(),
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
                second.weights(),
                notes,
                Optional.of(new Instruments(weak.firstStages(vcov), stages.instruments(), stages.dropped(), tests)),
                Optional.empty());
    }

    /** Leverages and leaving out are those of least squares. */
    private static void requireSandwich(Vcov vcov) {
        switch (vcov.kind()) {
            case HC2, HC3, CRV3 ->
                throw new NotEstimableException(
                        "%s is a covariance of least squares; with instruments take hc1 or cluster(…)"
                                .formatted(vcov.spec()));
            default -> {}
        }
    }
}
