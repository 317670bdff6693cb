package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.agglo.spark.DataException;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What MLlib, and everyone, asks of every panel estimator. */
class PanelStagesTest {
    private static final String FORMULA = "log(crmrte) ~ log(polpc) + log(density)";

    @TempDir
    private Path folder;

    /** An estimator with all it needs, and what its refusals call it. */
    private record Kind(
            String name,
            String who,
            Supplier<? extends RegressionEstimator<?, ?>> make,
            String needs,
            String formulas) {
        RegressionEstimator<?, ?> estimator() {
            RegressionEstimator<?, ?> made = make.get();
            made.setFormula(FORMULA);
            return made.setFitter("crossproducts");
        }
    }

    private static Stream<Arguments> kinds() {
        return Stream.of(
                        new Kind(
                                "between",
                                "Between effects",
                                () -> new BetweenEffects().setEffect("county"),
                                "The between estimator needs a formula and an effect; set both",
                                "The between estimator"),
                        new Kind(
                                "differences",
                                "First differences",
                                () -> new FirstDifference().setUnitCol("county").setTimeCol("year"),
                                "First differences need a formula, a unitCol and a timeCol; set all three",
                                "The first-difference estimator"),
                        new Kind(
                                "mundlak",
                                "Correlated random effects",
                                () -> new Mundlak().setEffect("county"),
                                "Correlated random effects need a formula and an effect; set both",
                                "The correlated random-effects estimator"),
                        new Kind(
                                "random",
                                "Random effects",
                                () -> new RandomEffects().setEffect("county"),
                                "Random effects need a formula and an effect; set both",
                                ""))
                .map(kind -> Arguments.argumentSet(kind.name(), kind));
    }

    private static Dataset<Row> crime() {
        return Panels.read("crime");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyParamIsDocumented(Kind kind) {
        assertThat(kind.estimator().params())
                .allSatisfy(param -> assertThat(param.doc()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aCopyKeepsUidParamsAndParent(Kind kind) {
        RegressionEstimator<?, ?> estimator = kind.estimator();
        RegressionEstimator<?, ?> copy = estimator.copy(new ParamMap().put(estimator.vcov(), "robust"));
        assertThat(copy.uid()).isEqualTo(estimator.uid());
        RegressionModel<?> model = copy.fit(crime());
        assertThat(model.summary().covariance().spec()).isEqualTo("robust");
        assertThat(model.parent()).isEqualTo(copy);
        assertThat(model.copy(new ParamMap()).parent()).isEqualTo(copy);
        assertThat(model.copy(new ParamMap()).summary()).isEqualTo(model.summary());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void estimatorAndModelAreReadBackAsTheyWereWritten(Kind kind) throws IOException {
        RegressionEstimator<?, ?> estimator = kind.estimator();
        String path = folder.resolve("estimator").toString();
        estimator.write().save(path);
        RegressionEstimator<?, ?> read = new DefaultParamsReader<RegressionEstimator<?, ?>>().load(path);
        assertThat(read.uid()).isEqualTo(estimator.uid());
        for (Param<?> param : estimator.params()) {
            assertThat(read.isSet(read.getParam(param.name()))).isEqualTo(estimator.isSet(param));
        }
        RegressionModel<?> model = read.fit(crime());
        PipelineModel pipeline =
                new Pipeline().setStages(new PipelineStage[] {estimator}).fit(crime());
        pipeline.write().save(folder.resolve("pipeline").toString());
        PipelineModel loaded = PipelineModel.load(folder.resolve("pipeline").toString());
        RegressionModel<?> stage = (RegressionModel<?>) loaded.stages()[0];
        assertThat(stage.summary()).isEqualTo(model.summary());
        assertThat(stage.summary("robust").vcov())
                .isEqualTo(model.summary("robust").vcov());
        assertThat(stage.summary("cluster(county)").vcov())
                .isEqualTo(model.summary("cluster(county)").vcov());
        assertThat(loaded.transform(crime()).select("prediction").collectAsList())
                .isEqualTo(pipeline.transform(crime()).select("prediction").collectAsList());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void rowOrderAndPartitionsChangeNothing(Kind kind) {
        RegressionSummary summary = kind.estimator().fit(crime()).summary();
        for (int partitions : new int[] {1, 7}) {
            Dataset<Row> shuffled = crime().orderBy(functions.rand(3)).repartition(partitions);
            assertThat(kind.estimator().fit(shuffled).summary()).isEqualTo(summary);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void bothFittersEndInTheSameNumbers(Kind kind) {
        RegressionSummary mine = kind.estimator().fit(crime()).summary();
        RegressionSummary mllib =
                kind.estimator().setFitter("mllib").fit(crime()).summary();
        for (int j = 0; j < mine.coefficients().size(); j++) {
            double b = mine.coefficients().get(j).estimate();
            assertThat(mllib.coefficients().get(j).estimate()).isCloseTo(b, within(1e-11 * Math.abs(b)));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsNotSetIsAskedFor(Kind kind) {
        RegressionEstimator<?, ?> estimator = kind.make().get();
        assertThatThrownBy(() -> estimator.fit(crime()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(kind.needs());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void weightsAreRefused(Kind kind) {
        assertThatThrownBy(() -> kind.estimator().setWeightCol("density").fit(crime()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("%s take no weights; unset weightCol (density)", kind.who());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void effectsAndInstrumentsInTheFormulaAreRefused(Kind kind) {
        assertThatThrownBy(() ->
                        kind.estimator().setFormula("crmrte ~ polpc | year").fit(crime()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("take \"| year\" off the formula crmrte ~ polpc | year");
        assertThatThrownBy(() -> kind.estimator()
                        .setFormula("crmrte ~ polpc | density ~ pctmin")
                        .fit(crime()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no instruments; fit this formula with InstrumentalVariables");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theSchemaIsCheckedBeforeAnyJob(Kind kind) {
        assertThatThrownBy(() -> kind.estimator().setFormula("crmrte ~ poplc").transformSchema(crime().schema()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column 'poplc'");
        assertThatThrownBy(() ->
                        kind.estimator().transformSchema(crime().drop("county").schema()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column 'county'");
        assertThat(kind.estimator().transformSchema(crime().schema()).fieldNames())
                .contains("prediction");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void noRowIsSaidWithTheReasons(Kind kind) {
        assertThatThrownBy(() ->
                        kind.estimator().setFormula("log(0 - crmrte) ~ polpc").fit(crime()))
                .isInstanceOf(NotEstimableException.class)
                .hasMessageContaining("no row is left (dropped 630 rows: ");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void rowsWithoutALevelAreDroppedAndCounted(Kind kind) {
        Dataset<Row> some = crime().withColumn("county", functions.expr("nullif(county, 1)"));
        assertThat(kind.estimator().fit(some).summary().sample().dropped()).containsEntry("missing county", 7L);
    }

    @Test
    void aLoadedModelIsRefusedByTestsThatNeedItsRows() throws IOException {
        String path = folder.resolve("model").toString();
        new LeastSquares()
                .setFormula(FORMULA)
                .setVcovColumns("county", "year")
                .fit(crime())
                .write()
                .save(path);
        LeastSquaresModel loaded = LeastSquaresModel.load(path);
        for (Supplier<TestResult> test : List.<Supplier<TestResult>>of(
                () -> PanelTests.breuschPagan(loaded, "county"), () -> PanelTests.equalSlopes(loaded, "county"))) {
            assertThatThrownBy(test::get)
                    .isInstanceOf(NotEstimableException.class)
                    .hasMessageEndingWith(
                            "needs the rows of the model, and a saved one does not keep them; fit it again");
        }
    }
}
