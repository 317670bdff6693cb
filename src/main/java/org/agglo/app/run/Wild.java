package org.agglo.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agglo.app.study.ModelSpec;
import org.agglo.regression.LeastSquaresModel;
import org.agglo.regression.TestResult;
import org.agglo.regression.WildBootstrap;
import org.agglo.regression.WildBootstrapResult;

/** The wild cluster bootstrap of the terms that a study names, as tests. */
final class Wild {
    private Wild() {}

    static List<TestResult> of(ModelSpec model, LeastSquaresModel fit) {
        String cluster = model.cluster().orElseThrow();
        return model.options().wild().stream()
                .map(term -> test(model.label(), fit.wildBootstrap(WildBootstrap.of(term, cluster))))
                .toList();
    }

    private static TestResult test(String model, WildBootstrapResult found) {
        List<String> notes = new ArrayList<>(List.of(String.format(
                Locale.ROOT,
                "%d clusters by %s, %s; the 95 %% interval is %.4g to %.4g",
                found.clusters(),
                found.asked().cluster(),
                found.all()
                        ? String.format(Locale.ROOT, "all %,d patterns of signs", found.draws())
                        : String.format(Locale.ROOT, "%,d draws", found.draws()),
                found.low(),
                found.high())));
        if (found.pValue() == 0) {
            notes.add(String.format(Locale.ROOT, "No draw has a larger t, so that p is less than 1/%d", found.draws()));
        }
        notes.addAll(found.notes());
        return new TestResult(
                "%s, wild cluster bootstrap".formatted(model),
                "The coefficient of %s is %s"
                        .formatted(
                                found.asked().term(),
                                found.asked().value() == 0
                                        ? "zero"
                                        : found.asked().value()),
                "t",
                found.statistic(),
                1,
                Double.NaN,
                found.pValue(),
                String.join(". ", notes));
    }
}
