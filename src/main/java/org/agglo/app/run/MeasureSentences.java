package org.agglo.app.run;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.agglo.disclosure.Treatment;
import org.agglo.measure.PublishedCounts;
import org.agglo.measure.QuotientReport;

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
            measure.bounds().ifPresent(bounds -> sentences.add(bounds(measure.name(), bounds)));
            measure.recovered().ifPresent(recovered -> sentences.add(recovered(measure.name(), recovered)));
        }
        reproduced(PublishedTables.total(measures)).ifPresent(sentences::add);
        return sentences;
    }

    private static String bounds(String name, Measured.Bounded bounds) {
        return "%s: %s rows are known from disclosed cells, %s lie between %s and %s, since they or their reference rest on withheld cells; nothing bounds %s above%s."
                .formatted(
                        name,
                        count(bounds.known()),
                        count(bounds.between()),
                        Treatment.low(name),
                        Treatment.high(name),
                        count(bounds.unbounded()),
                        bounds.outside() == 0
                                ? ""
                                : "; %s do not lie between theirs, being against the regions that are known"
                                        .formatted(count(bounds.outside())));
    }

    private static String recovered(String name, Measured.Recovered recovered) {
        String unbounded = recovered.unbounded() == 0
                ? ""
                : "; %s are not, since nothing but zeros is published there".formatted(count(recovered.unbounded()));
        return String.format(
                Locale.ROOT,
                "%s: %s reference shares recovered from the published quotients, known to ±%.1g or better%s; %s groups have published quotients that no single share explains.",
                name,
                count(recovered.shares()),
                recovered.known(),
                unbounded,
                count(recovered.inconsistent().size()));
    }

    /** "100 %" only if every one is; else as many decimals as it takes to say that not every one is. */
    static Optional<String> reproduced(PublishedCounts counts) {
        long published = counts.published();
        if (published == 0) {
            return Optional.empty();
        }
        String percent = "100";
        for (int decimals = 1; counts.agreed() < published && decimals <= 17; decimals++) {
            percent = BigDecimal.valueOf(counts.agreed())
                    .movePointRight(2)
                    .divide(BigDecimal.valueOf(published), decimals, RoundingMode.DOWN)
                    .stripTrailingZeros()
                    .toPlainString();
            if (!percent.matches("99\\.9+")) {
                break;
            }
        }
        return Optional.of("%s %% of %s disclosed quotients reproduced.".formatted(percent, count(published)));
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

    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
