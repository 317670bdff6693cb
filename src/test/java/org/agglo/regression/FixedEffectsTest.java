package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recovered effects, and predictions and residuals with them. */
class FixedEffectsTest {
    @TempDir
    private Path folder;

    private static Dataset<Row> panel() {
        return Simulated.panel()
                .withColumn("w", functions.expr("1 + abs(sin(x * 7))"))
                .withColumn("id", functions.expr("monotonically_increasing_id()"));
    }

    private static LeastSquares model(String formula) {
        return new LeastSquares().setFormula(formula).setWeightCol("w").setVcov("iid");
    }

    private static Map<String, Double> estimates(Dataset<Row> effects, String effect) {
        Map<String, Double> estimates = new LinkedHashMap<>();
        for (Row row : effects.collectAsList()) {
            if (row.getString(0).equals(effect)) {
                estimates.put(row.getString(1), row.getDouble(2));
            }
        }
        return estimates;
    }

    @ParameterizedTest
    @ValueSource(strings = {"firm", "firm + year"})
    void agreeWithFixest(String effects) {
        JsonNode expected = SharedReferences.expected("grunfeld")
                .get("fixest_" + effects.replace(" + ", "_"))
                .get("fixef");
        Dataset<Row> found = new LeastSquares()
                .setFormula("inv ~ value + capital | " + effects)
                .fit(Panels.read("grunfeld/grunfeld.csv"))
                .fixedEffects();
        for (String effect : effects.split(" \\+ ")) {
            Map<String, Double> estimates = estimates(found, effect);
            assertThat(estimates).hasSize(expected.get(effect).size());
            expected.get(effect)
                    .properties()
                    .forEach(level -> assertThat(estimates.get(level.getKey()))
                            .as("%s %s", effect, level.getKey())
                            .isCloseTo(level.getValue().asDouble(), within(1e-8 * 100)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y ~ x + z",
                "y ~ x + z | region",
                "y ~ x + twice + z | region + year + sector",
                "y ~ x | region[z] + year",
                "y ~ x | region^sector + sector[[z]]",
                "log(z) ~ x + poly | sector[x, z] + region"
            })
    void fittedAndResidualsAddUpToTheOutcomeAndResidualsAreTheFits(String formula) {
        Dataset<Row> table =
                panel().withColumn("twice", functions.expr("2 * x")).withColumn("poly", functions.expr("x * x"));
        LeastSquaresModel model = model(formula).setSingletons("keep").fit(table);
        Dataset<Row> rows = model.augment(table);
        String outcome = formula.startsWith("log") ? "log(z)" : "y";
        Row sums = rows.selectExpr(
                        "max(abs(`.fitted` + `.resid` - " + outcome + "))",
                        "sum(w * `.resid` * `.resid`)",
                        "count(`.resid`)")
                .head();
        assertThat(sums.getDouble(0)).isLessThan(1e-13);
        assertThat(sums.getDouble(1)).isCloseTo(model.summary().fit().rss(), within(1e-9));
        assertThat(sums.getLong(2)).isEqualTo(table.count());
    }

    @Test
    void rowsThatTheFitLeavesOutHaveNoFittedValue() {
        List<Row> rows = new ArrayList<>(Simulated.rows(10, 10, 3));
        rows.add(RowFactory.create("alone", 2000, 1L, 1.0, 1.0, 1.0));
        rows.add(RowFactory.create("r001", 2000, 1L, null, 1.0, 1.0));
        rows.add(RowFactory.create("r001", 2000, 1L, 1.0, 1.0, null));
        rows.add(RowFactory.create("r001", 2000, null, 1.0, 1.0, 1.0));
        Dataset<Row> table = Simulated.table(rows);
        LeastSquaresModel model = new LeastSquares()
                .setFormula("y ~ x | region")
                .setVcov("cluster(sector)")
                .fit(table);
        Dataset<Row> augmented = model.augment(table);
        assertThat(augmented.columns()).containsExactly("region", "year", "sector", "x", "z", "y", ".fitted", ".resid");
        assertThat(augmented.filter("`.fitted` is not null").count())
                .isEqualTo(augmented.filter("`.resid` is not null").count())
                .isEqualTo(model.summary().sample().used())
                .isEqualTo(rows.size() - 4);
    }

    @Test
    void theFirstLevelOfEachPartIsZeroInLaterEffects() {
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < 64; row++) {
            int part = row % 2;
            int firm = row / 2 % 4 + 4 * part;
            int town = row / 8 % 3 + 3 * part;
            rows.add(RowFactory.create("f" + firm, town, 0L, Math.sin(row), 1.0, Math.cos(row * row) + firm + town));
        }
        Dataset<Row> effects = new LeastSquares()
                .setFormula("y ~ x | region + year")
                .fit(Simulated.table(rows))
                .fixedEffects();
        assertThat(estimates(effects, "year").get("0")).isZero();
        assertThat(estimates(effects, "year").get("3")).isZero();
        assertThat(estimates(effects, "year").values().stream().filter(e -> e == 0))
                .hasSize(2);
        assertThat(effects.agg(functions.sum("rows")).head().getLong(0)).isEqualTo(2 * 64);
    }

    @Test
    void predictionsWithEffectsAreNullWhereALevelIsNew() {
        LeastSquaresModel model = model("y ~ x | region + year").fit(panel());
        Dataset<Row> other = Simulated.table(List.of(
                        RowFactory.create("r001", 2003, 1L, 2.0, 1.0, null),
                        RowFactory.create("new", 2003, 1L, 2.0, 1.0, null),
                        RowFactory.create("r001", null, 1L, 2.0, 1.0, null)))
                .repartition(1);
        List<Row> fitted = model.setPredictionType("fitted")
                .transform(other)
                .select("region", "prediction")
                .collectAsList();
        double slope = model.summary().coefficients().get(0).estimate();
        double sum = estimates(model.fixedEffects(), "region").get("r001")
                + estimates(model.fixedEffects(), "year").get("2003");
        assertThat(fitted)
                .filteredOn(row -> !row.isNullAt(1))
                .hasSize(1)
                .first()
                .satisfies(row -> {
                    assertThat(row.getString(0)).isEqualTo("r001");
                    assertThat(row.getDouble(1)).isCloseTo(2 * slope + sum, within(1e-12));
                });
        List<Row> xb = model.setPredictionType("xb")
                .transform(other)
                .select("prediction")
                .collectAsList();
        assertThat(xb).hasSize(3).allSatisfy(row -> assertThat(row.getDouble(0)).isEqualTo(2 * slope));
        assertThatThrownBy(() -> model.setPredictionType("fit"))
                .hasMessageContaining("No predictionType 'fit'; there are xb and fitted");
    }

    @Test
    void aSavedModelKeepsItsEffects() throws IOException {
        LeastSquaresModel model = model("y ~ x | region^sector + year[z]")
                .setPredictionType("fitted")
                .fit(panel());
        String path = folder.resolve("model").toString();
        model.write().save(path);
        LeastSquaresModel read = LeastSquaresModel.load(path);
        assertThat(read.fixedEffects().collectAsList())
                .containsExactlyInAnyOrderElementsOf(model.fixedEffects().collectAsList());
        assertThat(read.transform(panel())
                        .select("id", "prediction")
                        .orderBy("id")
                        .collectAsList())
                .isEqualTo(model.transform(panel())
                        .select("id", "prediction")
                        .orderBy("id")
                        .collectAsList());
        read.write().overwrite().save(path);
        assertThat(LeastSquaresModel.load(path).fixedEffects().count())
                .isEqualTo(model.fixedEffects().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"y ~ x + log(z) | region", "y ~ x | sector^year"})
    void whereRowsStayInSparkTheyAreTheSame(String formula) {
        LeastSquaresModel wide = model(formula).fit(panel(), 10);
        LeastSquaresModel local = model(formula).fit(panel());
        String effect = local.summary().effects().get(0).name();
        Map<String, Double> expected = estimates(local.fixedEffects(), effect);
        Map<String, Double> found = estimates(wide.fixedEffects(), effect);
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        found.forEach((level, estimate) -> assertThat(estimate).isCloseTo(expected.get(level), within(1e-12)));
        assertThat(wide.augment(panel()).agg(functions.sum("`.resid`")).count()).isEqualTo(1);
    }

    /** At the maximum residuals sum to 0 in each level, and an effect is ln(Σy/Σμ) of the mean without it. */
    @ParameterizedTest
    @ValueSource(strings = {"flow ~ ldist | origin", "flow ~ ldist | origin + destination"})
    void ofAPoissonRegressionAreThoseOfItsLinearPredictor(String formula) {
        Dataset<Row> trade = Panels.read("trade");
        PoissonModel model = new Poisson()
                .setFormula(formula)
                .setVcov("iid")
                .setExposureCol("exposure")
                .fit(trade);
        Dataset<Row> rows = model.augment(trade);
        for (Row origin : rows.groupBy("origin")
                .agg(functions.sum("`.resid`"), functions.sum("`.fitted`"))
                .collectAsList()) {
            assertThat(origin.getDouble(1) / origin.getDouble(2)).isCloseTo(0, within(1e-9));
        }
        assertThat(rows.filter("`.fitted` is not null").count())
                .isEqualTo(model.summary().sample().used());
        if (!formula.contains("destination")) {
            Map<String, Double> effects = estimates(model.fixedEffects(), "origin");
            for (Row origin : model.transform(trade)
                    .groupBy("origin")
                    .agg(functions.sum("flow"), functions.sum("prediction"))
                    .collectAsList()) {
                assertThat(effects.get(origin.getString(0)))
                        .isCloseTo(Math.log(origin.getDouble(1) / origin.getDouble(2)), within(1e-9));
            }
        }
        Row glance = model.glance().head();
        assertThat(glance.getDouble(glance.fieldIndex("logLik")))
                .isEqualTo(model.summary().likelihood().orElseThrow().logLikelihood());
    }

    @Test
    void estimatorsOfOtherThanRowsHaveNoResiduals() {
        BetweenEffectsModel between =
                new BetweenEffects().setFormula("y ~ x").setEffect("region").fit(panel());
        assertThatThrownBy(() -> between.augment(panel()))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("Between effects fit means of levels, so that rows have no fitted values and residuals;"
                        + " transform predicts from a row's regressors, or average the columns by level first and fit"
                        + " least squares to the means");
    }

    /** "a^b" with "c" is not "a" with "b^c". */
    @ParameterizedTest
    @ValueSource(longs = {40_000_000, 10})
    void combinedLevelsAreToldApartWhateverTheyAreCalled(long cells) {
        Dataset<Row> table = panel().withColumn(
                        "a", functions.expr("element_at(array('a^b', 'a', 'x`'), 1 + year % 3)"))
                .withColumn("b", functions.expr("if(sector % 2 = 0, 'c', 'b^c')"));
        LeastSquaresModel model =
                model("y ~ x | a^b").setPredictionType("fitted").fit(table, cells);
        assertThat(estimates(model.fixedEffects(), "a^b").keySet())
                .containsExactlyInAnyOrder("`a^b`^c", "`a^b`^`b^c`", "a^c", "a^`b^c`", "`x```^c", "`x```^`b^c`");
        assertThat(model.transform(table).filter("prediction is not null").count())
                .isEqualTo(table.count());
    }

    @Test
    void thePagesExampleRuns() {
        Dataset<Row> panel = Panels.read("crime");
        // example: least-squares
        LeastSquaresModel model = new LeastSquares()
                .setFormula("log(crmrte) ~ log(prbarr) + log(polpc) | county + region^year")
                .setVcov("cluster(county)")
                .setWeightCol("pctmin")
                .fit(panel);
        Dataset<Row> terms = model.tidy();
        Dataset<Row> effects = model.fixedEffects();
        Dataset<Row> residuals = model.augment(panel).select("county", "year", "`.resid`");
        // end
        assertThat(terms.count()).isEqualTo(2);
        assertThat(effects.filter("effect = 'region^year'").count()).isEqualTo(3 * 7);
        assertThat(residuals.count()).isEqualTo(panel.count());
    }

    @Test
    void pooledModelsHaveNone() {
        LeastSquaresModel model = model("y ~ x").fit(panel());
        assertThatThrownBy(model::fixedEffects)
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("y ~ x: there are no fixed effects; they stand after | in the formula");
    }
}
