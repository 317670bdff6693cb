package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.agglo.Shared;
import org.agglo.TestSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The paper's model on the provinces' published figures, 2009–2016: the three readings as fixest has them, to three digits. */
class ProvincesTest {
    private static final String MODEL = "log(pat) ~ log(maggl_b) + log(pgdp) + log(gov) + log(urb) + log(open) | ";

    @ParameterizedTest
    @CsvSource({
        "year, .609, -.342, -2.230, -.701, .613, .774",
        "province, -.015, 1.155, .907, 1.690, .053, .860",
        "province + year, .052, .703, .189, .874, .184, .155"
    })
    void threeReadings(
            String effects, double maggl, double pgdp, double gov, double urb, double open, double r2Within) {
        Dataset<Row> table = TestSpark.session()
                .read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(Shared.path("data/china-provinces").toString())
                .filter("year between 2009 and 2016");
        RegressionSummary summary = new LeastSquares()
                .setFormula(MODEL + effects)
                .setVcov("cluster(year)")
                .fit(table)
                .summary();
        assertThat(summary.sample().used()).isEqualTo(210);
        assertThat(summary.coefficients().stream()
                        .mapToDouble(RegressionSummary.Coefficient::estimate)
                        .toArray())
                .containsExactly(new double[] {maggl, pgdp, gov, urb, open}, within(5.01e-4));
        assertThat(summary.fit().r2Within()).isCloseTo(r2Within, within(5.01e-4));
    }
}
