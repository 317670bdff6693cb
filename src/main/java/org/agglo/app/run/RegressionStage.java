package org.agglo.app.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.app.study.ModelSpec;
import org.agglo.app.study.TableSpec;
import org.agglo.panel.PanelSpec;
import org.agglo.regression.EqualCoefficients;
import org.agglo.regression.Hausman;
import org.agglo.regression.LeastSquaresModel;
import org.agglo.regression.NotEstimableException;
import org.agglo.regression.RandomEffectsModel;
import org.agglo.regression.RegressionModel;
import org.agglo.regression.RegressionSummary;
import org.agglo.regression.TestResult;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Fits the models of one table, all rows or by group, and the tests between them. */
final class RegressionStage {
    private final Dataset<Row> rows;
    private final PanelSpec panel;
    private final TableSpec table;
    private final Comparator<String> groups;
    private final Map<String, RegressionModel<?>> models = new LinkedHashMap<>();
    private final List<Fitted> fitted = new ArrayList<>();
    private final List<TestResult> tests = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private RegressionStage(Dataset<Row> rows, PanelSpec panel, TableSpec table, Comparator<String> groups) {
        this.rows = rows;
        this.panel = panel;
        this.table = table;
        this.groups = groups;
    }

    /**
     * Fits a table's models.
     *
     * @param groups the order of the groups, where the table has one
     * @throws NotEstimableException naming the table and the model, if a model of all rows cannot be estimated
     */
    static FittedTable fit(Dataset<Row> rows, PanelSpec panel, TableSpec table, Comparator<String> groups) {
        RegressionStage stage = new RegressionStage(rows, panel, table, groups);
        for (int i = 0; i < table.models().size(); i++) {
            ModelSpec model = table.models().get(i);
            stage.named(i + 1, model, () -> {
                if (table.by().isPresent()) {
                    stage.byGroup(model, table.by().get());
                } else {
                    stage.all(model);
                }
            });
        }
        table.hausman().ifPresent(stage::hausman);
        return new FittedTable(table, stage.fitted, stage.tests, stage.notes);
    }

    private void named(int number, ModelSpec model, Runnable work) {
        String what = "table %s, model %d (%s)".formatted(table.name(), number, model.name());
        try {
            Jobs.about(rows.sparkSession(), what, () -> {
                work.run();
                return null;
            });
        } catch (NotEstimableException e) {
            throw new NotEstimableException("Table %s, model %s (%s): %s"
                    .formatted(table.name(), model.name(), model.origin(), e.getMessage()));
        }
    }

    private void all(ModelSpec model) {
        RegressionModel<?> fit = Estimators.of(model, panel).fit(rows);
        models.put(model.name(), fit);
        fitted.add(new Fitted(model, Optional.empty(), fit.summary()));
        tests.addAll(ModelTests.of(model, fit, panel));
        if (!model.options().wild().isEmpty()) {
            tests.addAll(Wild.of(model, (LeastSquaresModel) fit));
        }
    }

    private void hausman(TableSpec.Hausman test) {
        tests.add(Hausman.test(
                (LeastSquaresModel) models.get(test.fixed()), (RandomEffectsModel) models.get(test.random())));
    }

    private void byGroup(ModelSpec model, String by) {
        ByGroup fits = ByGroup.fit(rows, panel, model, by);
        Map<String, RegressionSummary> summaries = new LinkedHashMap<>();
        fits.summaries().keySet().stream()
                .sorted(groups)
                .forEach(group -> summaries.put(group, fits.summaries().get(group)));
        summaries.forEach((group, summary) -> fitted.add(new Fitted(model, Optional.of(group), summary)));
        fits.refused()
                .forEach((group, reason) ->
                        notes.add("%s: %s = %s was not fitted. %s".formatted(model.label(), by, group, reason)));
        if (summaries.isEmpty()) {
            throw new NotEstimableException(
                    "No group of %s can be estimated. %s".formatted(by, String.join(" ", notes)));
        }
        if (fits.ungrouped() > 0) {
            notes.add("%s: %,d rows have no %s and are in no group.".formatted(model.label(), fits.ungrouped(), by));
        }
        for (String term : table.equal()) {
            tests.add(EqualCoefficients.test(summaries, term));
        }
    }
}
