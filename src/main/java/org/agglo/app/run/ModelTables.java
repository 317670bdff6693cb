package org.agglo.app.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.app.study.PublishedModel;
import org.agglo.app.study.TableLook;
import org.agglo.report.CoefficientPlot;
import org.agglo.report.RegressionTable;
import org.agglo.report.RegressionTable.Brackets;
import org.agglo.report.RegressionTable.Entry;
import org.agglo.report.RegressionTable.LabelledModel;
import org.agglo.report.RegressionTable.Options;
import org.agglo.report.RegressionTable.PublishedColumn;
import org.agglo.report.Statistic;
import org.agglo.report.Table;

/** Fitted models as tables and as a coefficient plot, published numbers beside ours. */
final class ModelTables {
    private ModelTables() {}

    /** The table fitted without withheld cells, to stand behind the one with them. */
    static Table without(FittedTable with, FittedTable without) {
        Table table = table(without);
        List<String> notes = new ArrayList<>(table.notes());
        notes.add("Imputed and bounded cells are left missing here; compare the table before.");
        return new Table(
                with.spec().title() + " (without withheld cells)",
                table.spans(),
                table.columns(),
                table.groups(),
                notes);
    }

    static Table table(FittedTable fitted) {
        List<Entry> entries = new ArrayList<>();
        for (Fitted model : fitted.models()) {
            String label = fitted.label(model);
            entries.add(new LabelledModel(label, model.summary()));
            boolean effects = !model.summary().effects().isEmpty();
            published(fitted, model).ifPresent(p -> entries.add(column(label, p, effects)));
        }
        TableLook look = fitted.spec().look();
        Options options = new Options()
                .withBrackets(brackets(fitted))
                .withLabels(look.labels())
                .withStatistics(look.statistics())
                .withStars(look.stars())
                .withTests(fitted.tests());
        Table table = RegressionTable.of(fitted.spec().title(), entries, options);
        List<String> notes = new ArrayList<>(table.notes());
        notes.addAll(fitted.notes());
        return new Table(table.title(), table.spans(), table.columns(), table.groups(), notes);
    }

    /** What the publication prints in its brackets, ours print too, so that the columns can be compared. */
    private static Brackets brackets(FittedTable fitted) {
        return fitted.spec().published().stream()
                .findFirst()
                .filter(p -> p.brackets() == PublishedModel.Brackets.T)
                .map(p -> Brackets.T)
                .orElse(Brackets.ERRORS);
    }

    private static Optional<PublishedModel> published(FittedTable fitted, Fitted model) {
        return fitted.spec().published().stream()
                .filter(p -> p.model().equals(model.spec().name()) && p.group().equals(model.group()))
                .findFirst();
    }

    private static PublishedColumn column(String label, PublishedModel published, boolean effects) {
        Map<String, RegressionTable.Published> terms = new LinkedHashMap<>();
        published
                .terms()
                .forEach((term, value) ->
                        terms.put(term, new RegressionTable.Published(value.estimate(), value.bracket())));
        return new PublishedColumn(
                label + ", publ.",
                terms,
                statistics(published, effects),
                "in the study file",
                published.brackets() == PublishedModel.Brackets.T ? Brackets.T : Brackets.ERRORS);
    }

    /** R² of a model with effects is the within one, as publications that sweep them out print it. */
    private static Map<Statistic, Double> statistics(PublishedModel published, boolean effects) {
        Map<Statistic, Double> statistics = new EnumMap<>(Statistic.class);
        published.n().ifPresent(n -> statistics.put(Statistic.OBSERVATIONS, n));
        published.r2().ifPresent(r2 -> statistics.put(effects ? Statistic.R2_WITHIN : Statistic.R2, r2));
        published
                .r2Adjusted()
                .ifPresent(r2 -> statistics.put(effects ? Statistic.R2_WITHIN_ADJUSTED : Statistic.R2_ADJUSTED, r2));
        published.f().ifPresent(f -> statistics.put(Statistic.F, f));
        return statistics;
    }

    static CoefficientPlot plot(List<FittedTable> tables, String term) {
        List<CoefficientPlot.Row> rows = new ArrayList<>();
        for (FittedTable table : tables) {
            for (Fitted model : table.models()) {
                model.summary().coefficients().stream()
                        .filter(c -> c.term().equals(term))
                        .forEach(c -> rows.add(new CoefficientPlot.Row(
                                table.spec().title(),
                                table.label(model),
                                c.omitted().isPresent() ? Double.NaN : c.estimate(),
                                c.low(),
                                c.high(),
                                published(table, model)
                                        .map(p -> p.terms().get(term))
                                        .map(e -> e.estimate())
                                        .orElse(Double.NaN))));
            }
        }
        return new CoefficientPlot(
                "Coefficient of " + term,
                "Estimates of the coefficient of %s in each model, with 95 %% intervals".formatted(term),
                "Estimate and 95 % interval",
                rows);
    }
}
