package org.agglo.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.agglo.app.study.TableSpec;
import org.agglo.regression.RegressionSummary;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.regression.RegressionSummary.Effect;

/** Says in sentences how one coefficient reads under several models of a table. */
final class Differences {
    private static final double LEVEL = 0.05;

    private Differences() {}

    /** A sentence per model, then one that draws them together; none where the study compares nothing. */
    static List<String> sentences(FittedTable table) {
        return table.spec().compare().map(compare -> sentences(table, compare)).orElse(List.of());
    }

    private static List<String> sentences(FittedTable table, TableSpec.Compare compare) {
        List<String> sentences = new ArrayList<>();
        List<Reading> readings = new ArrayList<>();
        for (String name : compare.models()) {
            for (Fitted model : table.models()) {
                if (model.spec().name().equals(name)) {
                    Reading reading = Reading.of(table.label(model), model.summary(), compare.term());
                    readings.add(reading);
                    sentences.add(reading.sentence(compare.term()));
                }
            }
        }
        verdict(compare.term(), readings.stream().filter(Reading::estimated).toList())
                .ifPresent(sentences::add);
        return sentences;
    }

    private static Optional<String> verdict(String term, List<Reading> readings) {
        if (readings.size() < 2) {
            return Optional.empty();
        }
        List<Reading> significant =
                readings.stream().filter(Reading::significant).toList();
        boolean oneSign = readings.stream()
                        .map(r -> Math.signum(r.coefficient.estimate()))
                        .distinct()
                        .count()
                == 1;
        if (significant.size() == readings.size() && oneSign) {
            return Optional.of(
                    "%s differs from zero at the 5 %% level, with the same sign, in every reading.".formatted(term));
        }
        if (significant.isEmpty()) {
            return Optional.of("%s does not differ from zero at the 5 %% level in any reading.".formatted(term));
        }
        String where = significant.stream().map(r -> r.label).collect(Collectors.joining(", "));
        String missing = readings.stream()
                .filter(r -> !r.significant())
                .map(r -> r.label)
                .collect(Collectors.joining(", "));
        String signs = oneSign ? "" : " Its sign is not the same in all of them.";
        if (missing.isEmpty()) {
            return Optional.of("%s differs from zero at the 5 %% level in every reading.%s".formatted(term, signs));
        }
        return Optional.of("The reading matters: %s differs from zero at the 5 %% level under %s, but not under %s.%s"
                .formatted(term, where, missing, signs));
    }

    private record Reading(String label, String effects, String covariance, Coefficient coefficient) {
        static Reading of(String label, RegressionSummary summary, String term) {
            Coefficient coefficient = summary.coefficients().stream()
                    .filter(c -> c.term().equals(term))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("%s has no term %s".formatted(label, term)));
            String effects = summary.effects().isEmpty()
                    ? "no effects"
                    : summary.effects().stream().map(Effect::name).collect(Collectors.joining(" and ")) + " effects";
            return new Reading(label, effects, summary.covariance().label().toLowerCase(Locale.ROOT), coefficient);
        }

        boolean estimated() {
            return coefficient.omitted().isEmpty();
        }

        boolean significant() {
            return coefficient.pValue() < LEVEL;
        }

        String sentence(String term) {
            if (!estimated()) {
                return "%s (%s): %s is omitted, %s."
                        .formatted(label, effects, term, coefficient.omitted().orElseThrow());
            }
            return String.format(
                    Locale.ROOT,
                    "%s (%s, %s): %s = %.3f, standard error %.3f, p %s.",
                    label,
                    effects,
                    covariance,
                    term,
                    coefficient.estimate(),
                    coefficient.error(),
                    coefficient.pValue() < 0.001
                            ? "< 0.001"
                            : String.format(Locale.ROOT, "= %.3f", coefficient.pValue()));
        }
    }
}
