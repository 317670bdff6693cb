package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.agglo.spark.DataException;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Poisson regressions leave out, say, refuse, and keep; what MLlib asks of the stage. */
class PoissonTest {
    private static final Dataset<Row> TRADE = Panels.read("trade");

    private static Poisson estimator(String formula) {
        return new Poisson().setFormula(formula).setVcov("iid");
    }

    private static double estimate(RegressionSummary summary, String term) {
        return Reference.coefficient(summary, term).estimate();
    }

    @Test
    void levelsOfZerosAreLeftOutAndCounted() {
        RegressionSummary summary =
                estimator("y ~ V4 | subject").fit(Panels.read("epilepsy")).summary();
        assertThat(summary.sample().dropped()).containsEntry("only zeros in subject", 4L);
        assertThat(summary.sample().used()).isEqualTo(232);
        assertThat(summary.effects().get(0).levels()).isEqualTo(58);
        assertThat(summary.notes()).contains("Dropped 4 rows: only zeros in subject");
        assertThat(summary.estimator()).isEqualTo("Poisson");
    }

    @Test
    void whatRegressorsSeparateIsLeftOutAndTheRestFittedAsIfItWereNotThere() {
        Dataset<Row> separated = TRADE.withColumn(
                "closed", functions.expr("cast(flow = 0 and gdp > 0.5 and year = 2005 as int) * (1 + rta)"));
        RegressionSummary summary =
                estimator("flow ~ ldist + closed | origin").fit(separated).summary();
        assertThat(summary.sample().dropped()).containsOnlyKeys("separated by closed");
        assertThat(Reference.coefficient(summary, "closed").omitted()).contains("constant");
        RegressionSummary rest = estimator("flow ~ ldist | origin")
                .fit(separated.filter("closed = 0"))
                .summary();
        assertThat(estimate(summary, "ldist")).isEqualTo(estimate(rest, "ldist"));
        assertThat(summary.sample().used()).isEqualTo(rest.sample().used());
        RegressionSummary kept = estimator("flow ~ ldist + closed | origin")
                .setSeparation("none")
                .fit(separated)
                .summary();
        assertThat(kept.notes())
                .anyMatch(note -> note.contains("is fitted as nothing: regressors separate zeros there"));
        assertThat(estimate(kept, "ldist")).isCloseTo(estimate(rest, "ldist"), within(1e-8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "negative ~ ldist; the outcome negative is negative in 280 rows (the least is",
                "none ~ ldist; the outcome none is zero in all 396 rows",
                "flow ~ place | origin; no regressor is left; place is left out: absorbed by origin",
                "none ~ ldist | origin; the outcome none is zero in all 396 rows",
                "huge ~ ldist; beyond what can be squared and summed; rescale it"
            })
    void refusesWithNames(String formula, String message) {
        Dataset<Row> table = TRADE.withColumn("negative", functions.expr("-flow"))
                .withColumn("none", functions.lit(0.0))
                .withColumn("huge", functions.expr("flow * 1e200"))
                .withColumn("place", functions.expr("double(ascii(origin))"));
        assertThatThrownBy(() -> estimator(formula).fit(table))
                .isInstanceOf(NotEstimableException.class)
                .hasMessageStartingWith(formula + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void otherRefusalsSayWhatToDo() {
        assertThatThrownBy(() -> estimator("flow ~ ldist | gdp ~ rta").fit(TRADE))
                .hasMessageContaining("A Poisson regression takes no instruments");
        assertThatThrownBy(() -> new Poisson().setSeparation("al"))
                .hasMessage("No separation 'al'; did you mean 'all'?; there are all, fe and none");
        assertThatThrownBy(() -> estimator("flow ~ ldist")
                        .setOffsetCol("gdp")
                        .setExposureCol("exposure")
                        .fit(TRADE))
                .hasMessage("Both offsetCol (gdp) and exposureCol (exposure) are set; an exposure is an offset of its"
                        + " logarithm: set one");
        assertThatThrownBy(() -> estimator("flow ~ ldist").setOffsetCol("gdpp").fit(TRADE))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The table has no column 'gdpp'; did you mean 'gdp'?");
        assertThatThrownBy(() -> estimator("flow ~ ldist").setMaxIter(2).fit(TRADE))
                .isInstanceOf(NotEstimableException.class)
                .hasMessageContaining("no maximum of the likelihood was found: the deviance still changes by")
                .hasMessageContaining("after 2 iterations; raise maxIter");
        assertThatThrownBy(() ->
                        estimator("flow ~ ldist").setSmallSample("reghdfe").fit(TRADE))
                .hasMessageContaining("its rules are those of least squares; take fixest or none");
    }

    @Test
    void anExposureIsAnOffsetOfItsLogarithm() {
        RegressionSummary exposure = estimator("count ~ ldist | origin")
                .setExposureCol("exposure")
                .fit(TRADE)
                .summary();
        RegressionSummary offset = estimator("count ~ ldist | origin")
                .setOffsetCol("log(exposure)")
                .fit(TRADE)
                .summary();
        assertThat(offset).isEqualTo(exposure);
        RegressionSummary ships = estimator("incidents ~ period | type + year")
                .setExposureCol("service")
                .fit(Panels.read("ships"))
                .summary();
        assertThat(ships.sample().dropped()).containsEntry("log(service) of a non-positive value", 6L);
    }

    /** R: vcovHC(glm(flow ~ ldist + rta + gdp, quasipoisson), type = "HC2"), "HC3". */
    @ParameterizedTest
    @CsvSource({"hc2, 0.13241787009545389", "hc3, 0.13814195021253445"})
    void leveragesAreThoseOfTheWeightedRegression(String vcov, double error) {
        RegressionSummary summary =
                estimator("flow ~ ldist + rta + gdp").setVcov(vcov).fit(TRADE).summary();
        assertThat(Reference.coefficient(summary, "ldist").error()).isCloseTo(error, within(1e-8 * error));
    }

    @Test
    void withoutSmallSampleRulesTheCovarianceIsTheInverseInformation() {
        PoissonModel model = estimator("flow ~ ldist + rta").fit(TRADE);
        RegressionSummary none = estimator("flow ~ ldist + rta")
                .setSmallSample("none")
                .fit(TRADE)
                .summary();
        assertThat(none.covariance().factor()).isEqualTo(1);
        double factor = 395.0 / 393;
        assertThat(model.summary().covariance().factor()).isEqualTo(factor);
        assertThat(model.summary().vcov().get(1, 1) / none.vcov().get(1, 1)).isCloseTo(factor, within(1e-14));
    }

    /** Its own answer, before our steps. */
    @Test
    void mllibFindsTheSameMaximum() {
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(new String[] {"ldist", "rta", "gdp"})
                .setOutputCol("features");
        GeneralizedLinearRegressionModel mllib = new GeneralizedLinearRegression()
                .setFamily("poisson")
                .setLabelCol("flow")
                .setWeightCol("w")
                .setTol(1e-12)
                .fit(assembler.transform(TRADE));
        RegressionSummary summary = estimator("flow ~ ldist + rta + gdp")
                .setWeightCol("w")
                .setFitter("mllib")
                .fit(TRADE)
                .summary();
        assertThat(summary.fitter()).isEqualTo("mllib");
        for (int j = 0; j < 3; j++) {
            assertThat(summary.coefficients().get(j + 1).estimate())
                    .isCloseTo(mllib.coefficients().apply(j), within(1e-8));
        }
        Dataset<Row> many =
                TRADE.sparkSession().range(2_100).selectExpr("id % 5 + 1 AS y", "id % 7 AS x", "int(id / 2) AS pair");
        assertThatThrownBy(() -> estimator("y ~ x | pair").setFitter("mllib").fit(many))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage(
                        "y ~ x | pair: MLlib takes a dummy for each level, here 1,051 columns, and at most 1,000; set the"
                                + " fitter to crossproducts");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e12})
    void scalesOfTheOutcomeShiftTheInterceptOnly(double scale) {
        RegressionSummary plain =
                estimator("flow ~ ldist + rta").setVcov("robust").fit(TRADE).summary();
        RegressionSummary scaled = estimator("scaled ~ ldist + rta")
                .setVcov("robust")
                .fit(TRADE.withColumn("scaled", functions.expr("flow * " + scale)))
                .summary();
        for (int j = 1; j < 3; j++) {
            assertThat(scaled.coefficients().get(j).estimate()
                            / plain.coefficients().get(j).estimate())
                    .isCloseTo(1, within(1e-11));
            assertThat(scaled.coefficients().get(j).error()
                            / plain.coefficients().get(j).error())
                    .isCloseTo(1, within(1e-10));
        }
        assertThat(scaled.coefficients().get(0).estimate()
                        - plain.coefficients().get(0).estimate())
                .isCloseTo(Math.log(scale), within(1e-10));
    }

    @Test
    void aPerfectFitIsFoundAndSaid() {
        RegressionSummary summary = estimator("exact ~ ldist + rta | origin")
                .fit(TRADE.withColumn("exact", functions.expr("exp(0.5 * ldist - 0.25 * rta + ascii(origin) / 50)")))
                .summary();
        assertThat(estimate(summary, "ldist")).isCloseTo(0.5, within(1e-12));
        assertThat(estimate(summary, "rta")).isCloseTo(-0.25, within(1e-12));
        assertThat(summary.notes()).anyMatch(note -> note.startsWith("The fit is perfect"));
    }

    @Test
    void theMeanAloneIsItsLogarithm() {
        RegressionSummary summary = estimator("count ~ 1").fit(TRADE).summary();
        double mean = TRADE.agg(functions.avg("count")).head().getDouble(0);
        assertThat(summary.coefficients().get(0).estimate()).isCloseTo(Math.log(mean), within(1e-14));
        assertThat(summary.likelihood().orElseThrow().pseudoR2()).isCloseTo(0, within(1e-14));
    }

    @Test
    void theSameRowsInAnyOrderAndPartitionsGiveTheSameBytes() {
        RegressionSummary one = fit(TRADE.repartition(1));
        assertThat(fit(TRADE.repartition(7, functions.col("gdp")))).isEqualTo(one);
        assertThat(fit(TRADE.orderBy(functions.col("w")).repartition(13))).isEqualTo(one);
    }

    private static RegressionSummary fit(Dataset<Row> rows) {
        return new Poisson()
                .setFormula("flow ~ ldist + rta | origin + destination")
                .setWeightCol("w")
                .fit(rows)
                .summary();
    }

    @Test
    void theDefaultCovarianceIsClusteredByTheFirstEffect() {
        RegressionSummary summary = fit(TRADE);
        assertThat(summary.covariance().spec()).isEqualTo("cluster(origin)");
        assertThat(summary.notes())
                .contains("No covariance was asked for: errors are clustered by origin, the first effect");
        assertThat(summary.likelihood().orElseThrow().iterations()).isBetween(3, 12);
        assertThat(summary.likelihood().orElseThrow().change()).isLessThan(1e-12);
    }

    @Test
    void aModelIsReadBackAsItWasWritten(@TempDir Path folder) throws IOException {
        Poisson estimator = estimator("count ~ ldist + rta | origin")
                .setClusters("destination")
                .setExposureCol("exposure")
                .setSeparation("fe")
                .setTol(1e-11)
                .setMaxIter(50)
                .setPredictionCol("fitted");
        assertThat(estimator.params())
                .allSatisfy(param -> assertThat(param.doc()).isNotBlank());
        String saved = folder.resolve("estimator").toString();
        estimator.write().save(saved);
        Poisson again = Poisson.load(saved);
        for (Param<?> param : estimator.params()) {
            if (estimator.isDefined(param)) {
                assertThat(again.getOrDefault(again.getParam(param.name()))).isEqualTo(estimator.getOrDefault(param));
            }
        }
        PipelineModel fitted =
                new Pipeline().setStages(new PipelineStage[] {estimator}).fit(TRADE);
        String path = folder.resolve("pipeline").toString();
        fitted.write().save(path);
        PipelineModel read = PipelineModel.load(path);
        PoissonModel model = (PoissonModel) fitted.stages()[0];
        PoissonModel loaded = (PoissonModel) read.stages()[0];
        assertThat(loaded.summary()).isEqualTo(model.summary());
        assertThat(loaded.summary("cluster(destination)").coefficients())
                .isEqualTo(model.summary("cluster(destination)").coefficients());
        assertThat(read.transform(TRADE).select("fitted").collectAsList())
                .isEqualTo(fitted.transform(TRADE).select("fitted").collectAsList());
    }

    /** The first-order conditions of the effects. */
    @Test
    void withEffectsThePredictionsSumToTheOutcomesInEachLevel() {
        PoissonModel model = new Poisson()
                .setFormula("count ~ ldist + rta | origin + destination[gdp]")
                .setExposureCol("exposure")
                .fit(TRADE);
        Dataset<Row> fitted = model.setPredictionType("fitted").transform(TRADE);
        for (String level : List.of("origin", "destination")) {
            fitted.groupBy(level)
                    .agg(
                            functions.sum("prediction"),
                            functions.sum("count"),
                            functions.expr("sum(prediction * gdp)"),
                            functions.expr("sum(count * gdp)"))
                    .collectAsList()
                    .forEach(row -> {
                        assertThat(row.getDouble(1)).isCloseTo(row.getLong(2), within(1e-9));
                        if (level.equals("destination")) {
                            assertThat(row.getDouble(3)).isCloseTo(row.getDouble(4), within(1e-9));
                        }
                    });
        }
        Row first =
                model.augment(TRADE).select("count", "`.fitted`", "`.resid`").head();
        assertThat(first.getInt(0) - first.getDouble(1)).isCloseTo(first.getDouble(2), within(1e-12));
        RegressionSummary.Likelihood likelihood = model.summary().likelihood().orElseThrow();
        Row glance = model.glance().head();
        assertThat((double) glance.getAs("logLik")).isEqualTo(likelihood.logLikelihood());
        assertThat((double) glance.getAs("deviance")).isEqualTo(likelihood.deviance());
        assertThat((double) glance.getAs("AIC"))
                .isCloseTo(2.0 * model.summary().fit().rank() - 2 * likelihood.logLikelihood(), within(1e-9));
    }

    @Test
    void thePredictionIsTheMean() {
        PoissonModel model =
                estimator("count ~ ldist + rta").setExposureCol("exposure").fit(TRADE);
        Row row = model.transform(TRADE.select("ldist", "rta", "exposure")).head();
        List<RegressionSummary.Coefficient> b = model.summary().coefficients();
        double expected = row.getDouble(2)
                * Math.exp(b.get(0).estimate()
                        + b.get(1).estimate() * row.getDouble(0)
                        + b.get(2).estimate() * row.getInt(1));
        assertThat(row.getDouble(3)).isCloseTo(expected, within(1e-13 * expected));
        double sum =
                model.transform(TRADE).agg(functions.sum("prediction")).head().getDouble(0);
        assertThat(sum).isCloseTo(TRADE.agg(functions.sum("count")).head().getLong(0), within(1e-8));
        assertThatThrownBy(() -> model.transformSchema(TRADE.drop("exposure").schema()))
                .hasMessageContaining("no column 'exposure'");
    }

    @Test
    void theJackknifeSaysWithoutWhichClusterTheModelCannotBeFitted() {
        Dataset<Row> table = TRADE.withColumn("only", functions.expr("if(origin = 'AAA' and year = 2005, gdp, 0)"));
        PoissonModel model =
                estimator("flow ~ ldist + only").setClusters("origin").fit(table);
        assertThatThrownBy(() -> model.summary("crv3(origin)"))
                .isInstanceOf(NotEstimableException.class)
                .hasMessageStartingWith("crv3(origin): without origin AAA the model cannot be fitted (")
                .hasMessageEndingWith("); take cluster(…), or other clusters");
    }
}
