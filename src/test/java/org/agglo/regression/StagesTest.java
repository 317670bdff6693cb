package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What MLlib asks of every stage. */
class StagesTest {
    @TempDir
    private Path folder;

    private final LeastSquares estimator = new LeastSquares()
            .setFormula("y ~ x + log(z) + I(2 * x) | region")
            .setVcov("cluster(region)")
            .setClusters("year");

    @Test
    void everyParamIsDocumentedAndFound() {
        assertThat(estimator.params())
                .extracting(Param::name)
                .contains("formula", "vcov", "weightCol", "weightType", "unitCol", "timeCol", "predictionCol");
        assertThat(estimator.params())
                .allSatisfy(param -> assertThat(param.doc()).isNotBlank());
        assertThat(estimator.explainParams()).contains("cluster(a, b)", "current: cluster(region)");
    }

    @Test
    void aCopyKeepsUidParamsAndParent() {
        LeastSquares copy = estimator.copy(new ParamMap().put(estimator.vcov(), "iid"));
        assertThat(copy.uid()).isEqualTo(estimator.uid());
        assertThat(copy.getOrDefault(copy.vcov())).isEqualTo("iid");
        assertThat(estimator.getOrDefault(estimator.vcov())).isEqualTo("cluster(region)");
        LeastSquaresModel model = estimator.fit(Simulated.panel());
        assertThat(model.parent()).isEqualTo(estimator);
        assertThat(model.copy(new ParamMap()).parent()).isEqualTo(estimator);
        assertThat(model.copy(new ParamMap()).summary()).isEqualTo(model.summary());
    }

    @Test
    void theEstimatorIsReadBackAsItWasWritten() throws IOException {
        String path = folder.resolve("estimator").toString();
        estimator.write().save(path);
        LeastSquares read = LeastSquares.load(path);
        assertThat(read.uid()).isEqualTo(estimator.uid());
        for (Param<?> param : estimator.params()) {
            assertThat(read.isSet(read.getParam(param.name()))).isEqualTo(estimator.isSet(param));
            if (estimator.isDefined(param)) {
                assertThat(read.getOrDefault(read.getParam(param.name()))).isEqualTo(estimator.getOrDefault(param));
            }
        }
    }

    @Test
    void aModelIsReadBackWithItsSummaries() throws IOException {
        Dataset<Row> table = Simulated.panel();
        LeastSquaresModel model = estimator.setPredictionCol("fitted").fit(table);
        String path = folder.resolve("model").toString();
        model.write().overwrite().save(path);
        LeastSquaresModel read = LeastSquaresModel.load(path);
        assertThat(read.uid()).isEqualTo(model.uid());
        assertThat(read.summary()).isEqualTo(model.summary());
        assertThat(read.summary("iid")).isEqualTo(model.summary("iid"));
        assertThat(read.summary("robust").vcov()).isEqualTo(model.summary("hc1").vcov());
        assertThat(read.summary("cluster(year)").vcov())
                .isEqualTo(model.summary("cluster(year)").vcov());
        assertThatThrownBy(() -> read.summary("cluster(region, year)"))
                .hasMessageContaining("cluster(region, year) was not saved with this model")
                .hasMessageContaining("cluster(region), iid, hc0, hc1");
        assertThat(read.transform(table).select("fitted").collectAsList())
                .isEqualTo(model.transform(table).select("fitted").collectAsList());
    }

    @Test
    void worksInAPipelineThatIsSavedAndLoaded() throws IOException {
        Dataset<Row> table = Simulated.panel();
        Within sweep = new Within().setInputCols("x", "y").setEffect("region").setSuffix("_within");
        LeastSquares second = new LeastSquares().setFormula("y_within ~ 0 + x_within");
        PipelineModel fitted =
                new Pipeline().setStages(new PipelineStage[] {sweep, second}).fit(table);
        String path = folder.resolve("pipeline").toString();
        fitted.write().save(path);
        PipelineModel read = PipelineModel.load(path);
        RegressionSummary summary = ((LeastSquaresModel) read.stages()[1]).summary();
        double direct = new LeastSquares()
                .setFormula("y ~ x | region")
                .fit(table)
                .summary()
                .coefficients()
                .get(0)
                .estimate();
        assertThat(Math.abs(summary.coefficients().get(0).estimate() / direct - 1))
                .isLessThan(1e-12);
        assertThat(read.transform(table).select("prediction").head())
                .isEqualTo(fitted.transform(table).select("prediction").head());
    }

    @Test
    void theSchemaIsCheckedBeforeAnyJob() {
        assertThatThrownBy(() -> estimator.transformSchema(Simulated.SCHEMA.add("prediction", "double")))
                .hasMessageContaining("'prediction' is there already");
        assertThatThrownBy(() -> new LeastSquares().setFormula("y ~ xx").transformSchema(Simulated.SCHEMA))
                .hasMessageContaining("no column 'xx'");
        assertThat(estimator.transformSchema(Simulated.SCHEMA).fieldNames()).contains("prediction");
    }

    @Test
    void aFormulaHasToBeSet() {
        assertThatThrownBy(() -> new LeastSquares().fit(Simulated.panel()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Least squares need a formula; set one, such as log(pat) ~ log(maggl) + urb");
        assertThatThrownBy(() -> new InstrumentalVariables().fit(Simulated.panel()))
                .hasMessageStartingWith("Instrumental variables need a formula");
    }
}
