package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What instrumental variables refuse, what they leave out and say, and what MLlib asks of the stage. */
class IdentificationTest {
    private final Dataset<Row> table = Panels.read("instruments")
            .withColumn("twice", functions.expr("2 * z1 + 1"))
            .withColumn("sum", functions.expr("z1 + x"))
            .withColumn("one", functions.lit(1))
            .withColumn("ofFirm", functions.expr("firm * 1.5"))
            .withColumn("alsoX", functions.expr("3 - x"))
            .withColumn("alsoP", functions.expr("2 * p + x"));

    private static InstrumentalVariables estimator(String formula) {
        return new InstrumentalVariables().setFormula(formula);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "y ~ x | p + q ~ z1; not identified, 2 endogenous regressors (p and q) but only 1 instrument (z1); each"
                        + " endogenous regressor needs an instrument of its own",
                "y ~ x | p + q ~ z1 + twice; not identified, 2 endogenous regressors (p and q) but only 1 instrument (z1),"
                        + " twice being collinear with z1",
                "y ~ x | p ~ alsoX; not identified, 1 endogenous regressor (p) but only 0 instruments, alsoX being collinear with x",
                "y ~ x | firm | p ~ ofFirm; not identified, 1 endogenous regressor (p) but only 0 instruments, ofFirm being"
                        + " absorbed by firm",
                "y ~ x | alsoX ~ z1; not identified, the endogenous regressor alsoX is collinear with x; leave it out",
                "y ~ x | p + alsoP ~ z1 + z2; not identified, what the instruments explain of alsoP is collinear with x and p;"
                        + " other instruments are needed",
                "y ~ x | one ~ z1; the endogenous regressor one is 1.0 in all rows; leave it out",
                "y ~ x | firm | ofFirm ~ z1; the endogenous regressor ofFirm does not vary within firm; leave it out",
                "y ~ 1 | p ~ one; 'in the first stage, p ~ one: no regressor is left; one is left out: constant'"
            })
    void refusesWhatIsNotIdentifiedWithNames(String formula, String message) {
        assertThatThrownBy(() -> estimator(formula).fit(table))
                .isInstanceOf(NotEstimableException.class)
                .hasMessageStartingWith(formula + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void anInstrumentWithoutRelationIsRefused() {
        Dataset<Row> cells = table.sparkSession()
                .range(8)
                .selectExpr("double(id % 2) AS z", "double(floor(id / 2) % 2) AS p", "double(id * id) AS y");
        assertThatThrownBy(() -> estimator("y ~ 1 | p ~ z").fit(cells))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage(
                        "y ~ 1 | p ~ z: not identified, z explains nothing of p beyond the exogenous regressors; other"
                                + " instruments are needed");
    }

    @Test
    void aFormulaWithoutInstrumentsIsPointedAt() {
        assertThatThrownBy(() -> estimator("y ~ x | firm").fit(table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Instrumental variables need a last part, | endogenous ~ instruments")
                .hasMessageContaining("LeastSquares");
    }

    @Test
    void aCollinearInstrumentIsLeftOutAndSaid() {
        RegressionSummary summary =
                estimator("y ~ x | p ~ z1 + twice + z2 + sum").fit(table).summary();
        RegressionSummary.Instruments instruments = summary.instruments().orElseThrow();
        assertThat(instruments.excluded()).containsExactly("z1", "z2");
        assertThat(instruments.dropped()).containsEntry("twice", "collinear with z1");
        assertThat(instruments.dropped()).containsEntry("sum", "collinear with x and z1");
        assertThat(summary.notes())
                .contains(
                        "The instrument twice is left out: collinear with z1",
                        "The instrument sum is left out: collinear with x and z1");
        RegressionSummary without = estimator("y ~ x | p ~ z1 + z2").fit(table).summary();
        assertThat(summary.coefficients().get(2).estimate())
                .isEqualTo(without.coefficients().get(2).estimate());
    }

    @Test
    void anOmittedRegressorStaysInPlace() {
        RegressionSummary summary =
                estimator("y ~ x + alsoX | firm | p ~ z1 + z2").fit(table).summary();
        assertThat(summary.coefficients())
                .extracting(RegressionSummary.Coefficient::term)
                .containsExactly("x", "alsoX", "p");
        assertThat(summary.coefficients().get(1).omitted()).contains("collinear with x");
        assertThat(summary.coefficients().get(2).omitted()).isEmpty();
    }

    @Test
    void exactIdentificationLeavesNothingToTest() {
        for (String vcov : List.of("iid", "robust")) {
            TestResult test = estimator("y ~ x | p ~ z1")
                    .setVcov(vcov)
                    .fit(table)
                    .summary()
                    .instruments()
                    .orElseThrow()
                    .tests()
                    .get(2);
            assertThat(test.name()).isEqualTo(vcov.equals("iid") ? "Sargan" : "Hansen J");
            assertThat(test.statistic()).isNaN();
            assertThat(test.note())
                    .isEqualTo(
                            "Exactly identified, as many instruments as endogenous regressors: nothing is left to test");
        }
    }

    @Test
    void anExogenousRegressorAsItsOwnInstrumentIsLeastSquares() {
        RegressionSummary iv =
                estimator("y ~ x | firm | p ~ I(2 * p)").fit(table).summary();
        RegressionSummary ls =
                new LeastSquares().setFormula("y ~ x + p | firm").fit(table).summary();
        for (int j = 0; j < 2; j++) {
            assertThat(iv.coefficients().get(j).estimate()
                                    / ls.coefficients().get(j).estimate()
                            - 1)
                    .isBetween(-1e-12, 1e-12);
        }
        assertThat(iv.instruments().orElseThrow().tests())
                .filteredOn(test -> !test.name().equals("Sargan"))
                .allSatisfy(test -> assertThat(test.note()).isNotEmpty());
    }

    @Test
    void theSameRowsInAnyOrderAndPartitionsGiveTheSameBytes() {
        RegressionSummary one = fit(table.repartition(1));
        assertThat(fit(table.repartition(7, functions.col("z1")))).isEqualTo(one);
        assertThat(fit(table.orderBy(functions.col("w")).repartition(13))).isEqualTo(one);
    }

    private static RegressionSummary fit(Dataset<Row> rows) {
        return estimator("y ~ x | firm + year | p + q ~ z1 + z2 + z3 + z4")
                .setVcov("cluster(firm)")
                .fit(rows)
                .summary();
    }

    @Test
    void aModelIsReadBackWithItsFirstStagesAndTests(@TempDir Path folder) throws IOException {
        InstrumentalVariables estimator =
                estimator("y ~ x | firm | p + q ~ z1 + z2 + z3").setVcov("cluster(firm)");
        PipelineModel fitted = new Pipeline()
                .setStages(new PipelineStage[] {estimator.copy(new ParamMap())})
                .fit(table);
        String path = folder.resolve("pipeline").toString();
        fitted.write().save(path);
        PipelineModel read = PipelineModel.load(path);
        InstrumentalVariablesModel model = (InstrumentalVariablesModel) fitted.stages()[0];
        InstrumentalVariablesModel loaded = (InstrumentalVariablesModel) read.stages()[0];
        assertThat(loaded.summary()).isEqualTo(model.summary());
        assertThat(loaded.summary("iid")).isEqualTo(model.summary("iid"));
        assertThat(loaded.summary().instruments().orElseThrow().stages()).hasSize(2);
        assertThat(read.transform(table).select("prediction").collectAsList())
                .isEqualTo(fitted.transform(table).select("prediction").collectAsList());
        String saved = folder.resolve("estimator").toString();
        estimator.write().save(saved);
        assertThat(InstrumentalVariables.load(saved).extractParamMap().toSeq().size())
                .isEqualTo(estimator.extractParamMap().toSeq().size());
    }

    /** Residuals are those of the regressors as they are; they sum to zero in each level. */
    @Test
    void withEffectsTheResidualsSumToZeroInEachLevel() {
        InstrumentalVariablesModel model =
                estimator("y ~ x | firm + year | p + q ~ z1 + z2 + z3").fit(table);
        Dataset<Row> augmented = model.augment(table);
        for (String level : List.of("firm", "year")) {
            augmented
                    .groupBy(level)
                    .agg(functions.sum("`.resid`"))
                    .collectAsList()
                    .forEach(row ->
                            assertThat(row.getDouble(1)).isCloseTo(0, org.assertj.core.api.Assertions.within(1e-10)));
        }
        double rss =
                augmented.agg(functions.expr("sum(`.resid` * `.resid`)")).head().getDouble(0);
        assertThat(rss).isCloseTo(model.summary().fit().rss(), org.assertj.core.api.Assertions.within(1e-9 * rss));
    }

    @Test
    void aPredictionTakesTheEndogenousRegressorsAsTheyAre() {
        InstrumentalVariablesModel model =
                estimator("y ~ x | p ~ z1 + z2").setPredictionCol("fitted").fit(table);
        Row row = model.transform(table.select("x", "p")).head();
        List<RegressionSummary.Coefficient> b = model.summary().coefficients();
        double expected = b.get(0).estimate()
                + b.get(1).estimate() * row.getDouble(0)
                + b.get(2).estimate() * row.getDouble(1);
        assertThat(row.getDouble(2)).isEqualTo(expected, org.assertj.core.api.Assertions.within(1e-14));
    }
}
