package org.agglo.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.agglo.regression.RegressionSummary;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.regression.RegressionSummary.Effect;
import org.agglo.report.RegressionTable.Brackets;
import org.agglo.report.RegressionTable.Entry;
import org.agglo.report.RegressionTable.LabelledModel;
import org.agglo.report.RegressionTable.Options;
import org.agglo.report.RegressionTable.Published;
import org.agglo.report.RegressionTable.PublishedColumn;
import org.agglo.report.Table.Align;
import org.agglo.report.Table.Cell;

/** The rows of a regression table: terms, effects, statistics. */
final class RegressionRows {
    private static final int T_DECIMALS = 2;

    private final List<? extends Entry> entries;
    private final Options options;

    RegressionRows(List<? extends Entry> entries, Options options) {
        this.entries = List.copyOf(entries);
        this.options = options;
    }

    Table table(String title) {
        Table.Builder table = Table.builder(title).column("", Align.LEFT);
        entries.forEach(entry -> table.column(entry.label(), Align.DECIMAL));
        terms().forEach(term -> {
            table.row(row(Cell.text(options.label(term)), entry -> estimate(entry, term)));
            List<Cell> brackets = row(
                    Cell.hidden(options.label(term) + ", " + options.brackets().noun()), entry -> bracket(entry, term));
            if (brackets.stream().anyMatch(Cell::numeric)) {
                table.row(brackets);
            }
        });
        table.group("");
        effectRows().forEach(table::row);
        table.group("");
        statisticRows().forEach(table::row);
        return table.notes(RegressionFoot.of(entries, options)).build();
    }

    private List<Cell> row(Cell name, Function<Entry, Cell> cell) {
        List<Cell> row = new ArrayList<>(List.of(name));
        entries.forEach(entry -> row.add(cell.apply(entry)));
        return row;
    }

    private List<String> terms() {
        Set<String> terms = new LinkedHashSet<>();
        for (Entry entry : entries) {
            if (entry instanceof LabelledModel model) {
                model.summary().coefficients().forEach(c -> terms.add(c.term()));
            } else if (entry instanceof PublishedColumn published) {
                terms.addAll(published.terms().keySet());
            }
        }
        List<String> ordered = new ArrayList<>(terms);
        ordered.sort((a, b) -> Boolean.compare(Wording.intercept(a), Wording.intercept(b)));
        return ordered;
    }

    private Cell estimate(Entry entry, String term) {
        if (entry instanceof PublishedColumn published) {
            Published numbers = published.terms().get(term);
            return numbers == null
                    ? Cell.empty()
                    : Cell.number(numbers.estimate(), Numbers.asGiven(numbers.estimate(), options.decimals()));
        }
        Coefficient coefficient = coefficient(entry, term);
        if (coefficient == null) {
            return Cell.empty();
        }
        return coefficient.omitted().isPresent()
                ? Cell.text("omitted")
                : Cell.number(coefficient.estimate(), decimals(coefficient), options.starsFor(coefficient.pValue()));
    }

    private Cell bracket(Entry entry, String term) {
        if (entry instanceof PublishedColumn published) {
            Published numbers = published.terms().get(term);
            return numbers == null
                    ? Cell.empty()
                    : Cell.bracketed(
                            numbers.bracket(),
                            Numbers.asGiven(
                                    numbers.bracket(),
                                    published.brackets() == Brackets.T ? T_DECIMALS : options.decimals()));
        }
        Coefficient coefficient = coefficient(entry, term);
        if (coefficient == null || coefficient.omitted().isPresent()) {
            return Cell.empty();
        }
        return options.brackets() == Brackets.T
                ? Cell.bracketed(coefficient.statistic(), T_DECIMALS)
                : Cell.bracketed(coefficient.error(), decimals(coefficient));
    }

    private static Coefficient coefficient(Entry entry, String term) {
        return ((LabelledModel) entry)
                .summary().coefficients().stream()
                        .filter(c -> c.term().equals(term))
                        .findFirst()
                        .orElse(null);
    }

    /** An estimate and its error show the same decimals. */
    private int decimals(Coefficient coefficient) {
        int own = Numbers.decimalsOf(coefficient.estimate(), options.decimals());
        int error = options.brackets() == Brackets.ERRORS
                ? Numbers.decimalsOf(coefficient.error(), options.decimals())
                : own;
        return Math.min(Math.max(own, error), Math.max(options.decimals(), 6));
    }

    private List<List<Cell>> effectRows() {
        Set<String> fixed = new LinkedHashSet<>();
        Set<String> random = new LinkedHashSet<>();
        for (RegressionSummary summary : summaries()) {
            summary.effects().stream().map(Effect::name).forEach(fixed::add);
            summary.random().ifPresent(components -> random.addAll(components.names()));
        }
        List<List<Cell>> rows = new ArrayList<>();
        fixed.forEach(name -> rows.add(ticks(
                options.label(name) + " fixed effects",
                summary -> summary.effects().stream().anyMatch(e -> e.name().equals(name)))));
        random.forEach(name -> rows.add(ticks(
                options.label(name) + " random effects",
                summary ->
                        summary.random().filter(c -> c.names().contains(name)).isPresent())));
        return rows;
    }

    private List<Cell> ticks(String name, Function<RegressionSummary, Boolean> has) {
        return row(
                Cell.text(name),
                entry -> entry instanceof LabelledModel model && has.apply(model.summary())
                        ? Cell.check()
                        : Cell.empty());
    }

    private List<List<Cell>> statisticRows() {
        List<List<Cell>> rows = new ArrayList<>();
        for (Statistic statistic : options.statistics()) {
            List<Cell> row = row(Cell.text(statistic.label()), entry -> statistic(entry, statistic));
            if (row.stream().anyMatch(Cell::numeric)) {
                rows.add(row);
            }
        }
        clusterRows().forEach(rows::add);
        return rows;
    }

    private static Cell statistic(Entry entry, Statistic statistic) {
        double value = entry instanceof LabelledModel model
                ? statistic.of(model.summary())
                : ((PublishedColumn) entry).statistics().getOrDefault(statistic, Double.NaN);
        if (Double.isNaN(value)) {
            return Cell.empty();
        }
        return statistic == Statistic.OBSERVATIONS
                ? Cell.count((long) value)
                : Cell.number(value, statistic.decimals());
    }

    private List<List<Cell>> clusterRows() {
        Set<String> names = new LinkedHashSet<>();
        summaries()
                .forEach(summary -> names.addAll(summary.covariance().clusters().keySet()));
        return names.stream()
                .map(name -> row(Cell.text("Clusters by " + options.label(name)), entry -> {
                    Integer clusters = entry instanceof LabelledModel model
                            ? model.summary().covariance().clusters().get(name)
                            : null;
                    return clusters == null ? Cell.empty() : Cell.count(clusters);
                }))
                .toList();
    }

    private List<RegressionSummary> summaries() {
        return entries.stream()
                .filter(LabelledModel.class::isInstance)
                .map(entry -> ((LabelledModel) entry).summary())
                .toList();
    }
}
