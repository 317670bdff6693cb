package org.agglo.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.agglo.regression.NotEstimableException;
import org.agglo.regression.RegressionSummary.Coefficient;

/**
 * A table fitted again without withheld cells: what was imputed, or stands for a cell by its bounds, is null, and so is what
 * is computed from it, reference sums of quotients included.
 *
 * @param table with them
 * @param without the same models without; empty if they cannot be estimated
 * @param refused why not; empty if they can
 * @param changes the coefficients of both, in the order of models and terms
 */
record Sensitivity(FittedTable table, Optional<FittedTable> without, String refused, List<Change> changes) {
    /** What the names of such tables end with. */
    static final String SUFFIX = "-without-withheld";

    /**
     * A coefficient with and without.
     *
     * @param error the standard error with withheld cells
     * @param rows rows used with, {@code rowsWithout} without
     */
    record Change(
            String model, String term, double estimate, double error, double without, long rows, long rowsWithout) {
        double inErrors() {
            return Math.abs(without - estimate) / error;
        }
    }

    static Sensitivity of(FittedTable table, Supplier<FittedTable> fit) {
        try {
            FittedTable without = fit.get();
            return new Sensitivity(table, Optional.of(without), "", changes(table, without));
        } catch (NotEstimableException e) {
            return new Sensitivity(table, Optional.empty(), e.getMessage(), List.of());
        }
    }

    private static List<Change> changes(FittedTable table, FittedTable without) {
        List<Change> changes = new ArrayList<>();
        for (Fitted model : table.models()) {
            without.models().stream()
                    .filter(other -> other.spec().name().equals(model.spec().name())
                            && other.group().equals(model.group()))
                    .findFirst()
                    .ifPresent(other -> changes.addAll(changes(table.label(model), model, other)));
        }
        return changes;
    }

    private static List<Change> changes(String label, Fitted model, Fitted other) {
        List<Change> changes = new ArrayList<>();
        for (Coefficient term : model.summary().coefficients()) {
            other.summary().coefficients().stream()
                    .filter(one -> one.term().equals(term.term()))
                    .filter(one -> one.omitted().isEmpty() && term.omitted().isEmpty())
                    .forEach(one -> changes.add(new Change(
                            label,
                            term.term(),
                            term.estimate(),
                            term.error(),
                            one.estimate(),
                            model.summary().sample().used(),
                            other.summary().sample().used())));
        }
        return changes;
    }

    /** The name of the table's files. */
    String name() {
        return table.spec().name() + SUFFIX;
    }

    /** Whether no model of the table rests on withheld cells. */
    boolean same() {
        return without.isPresent()
                && changes.stream().allMatch(c -> c.rows() == c.rowsWithout() && c.estimate() == c.without());
    }

    /** What changes, in a sentence. */
    String sentence() {
        String name = table.spec().name();
        if (without.isEmpty()) {
            return "%s cannot be fitted without withheld cells: %s".formatted(name, refused);
        }
        if (same()) {
            return "%s: no model rests on withheld cells.".formatted(name);
        }
        Change most = changes.stream()
                .filter(c -> Double.isFinite(c.inErrors()))
                .reduce((a, b) -> b.inErrors() > a.inErrors() ? b : a)
                .orElse(changes.get(0));
        return String.format(
                Locale.ROOT,
                "%s without withheld cells: the greatest change is that of %s under %s, from %.3f to %.3f, %.1f standard errors (%,d rows, %,d without).",
                name,
                most.term(),
                most.model(),
                most.estimate(),
                most.without(),
                most.inErrors(),
                most.rows(),
                most.rowsWithout());
    }
}
