package org.agglo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.agglo.regression.LeastSquares;
import org.agglo.regression.LeastSquaresModel;
import org.agglo.regression.RegressionSummary;
import org.agglo.report.SummaryText;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The README's example, run: the README shows what it prints. */
class ReadmeExampleTest {
    private final Dataset<Row> panel = TestSpark.session()
            .read()
            .option("header", "true")
            .option("inferSchema", "true")
            .csv("src/test/resources/panels/gasoline.csv");

    @Test
    void theReadmeShowsWhatItsExamplePrints() throws Exception {
        // example: readme
        LeastSquaresModel model = new LeastSquares()
                .setFormula("lgaspcar ~ lincomep + lrpmg + lcarpcap | country + year")
                .fit(panel);
        String text = SummaryText.of(model.summary());
        RegressionSummary robust = model.summary("hc1"); // another covariance, nothing fitted again
        // end
        assertThat(Files.readString(Path.of("README.md"))).contains(text);
        assertThat(robust.coefficients().get(0).estimate())
                .isEqualTo(model.summary().coefficients().get(0).estimate());
    }
}
