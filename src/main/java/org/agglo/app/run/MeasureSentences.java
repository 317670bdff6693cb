package org.agglo.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.agglo.measure.PublishedComparison;
import org.agglo.measure.QuotientReport;
import org.agglo.measure.ReferenceShare;

/** How the measures went, in sentences. */
final class MeasureSentences {
    private MeasureSentences() {}

    static List<String> sentences(List<Measured> measures) {
        List<String> sentences = new ArrayList<>();
        for (Measured measure : measures) {
            QuotientReport report = measure.report();
            sentences.add("%s: %s of %s rows computed%s."
                    .formatted(
                            measure.name(),
                            count(report.computed()),
                            count(report.rows()),
                            reasons(", null elsewhere: ", report.missing())));
            if (!measure.shares().isEmpty()) {
                sentences.add(recovered(measure));
            }
            measure.published().ifPresent(p -> sentences.add(compared(measure.name(), p)));
        }
        return sentences;
    }

    private static String recovered(Measured measure) {
        double widest = measure.shares().stream()
                .filter(ReferenceShare::recovered)
                .mapToDouble(ReferenceShare::width)
                .max()
                .orElse(Double.NaN);
        return String.format(
                Locale.ROOT,
                "%s: %s reference shares recovered from the published quotients, known to ±%.1g or better; %s groups have published quotients that no single share explains.",
                measure.name(),
                count(measure.shares().stream()
                        .filter(ReferenceShare::recovered)
                        .count()),
                widest / 2,
                count(measure.inconsistent().size()));
    }

    private static String compared(String name, PublishedComparison published) {
        return "%s against the published values: %s compared, %s differ by more than their rounding%s."
                .formatted(
                        name,
                        count(published.compared()),
                        count(published.differing()),
                        reasons("; not compared: ", published.notComparable()));
    }

    private static String reasons(String lead, Map<String, Long> reasons) {
        if (reasons.isEmpty()) {
            return "";
        }
        return lead
                + reasons.entrySet().stream()
                        .map(reason -> reason.getKey() + " " + count(reason.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
