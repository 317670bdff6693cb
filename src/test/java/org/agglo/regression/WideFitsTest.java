package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that stay in Spark give what rows on the driver give. */
class WideFitsTest {
    private static Dataset<Row> table() {
        List<Row> rows = new ArrayList<>(Simulated.rows(30, 12, 8));
        rows.add(RowFactory.create("alone", 2000, 1L, 1.0, 1.0, 1.0));
        rows.add(RowFactory.create("r001", 2001, 1L, 1.0, -1.0, 1.0));
        rows.add(RowFactory.create("r001", 2001, 1L, null, 1.0, 1.0));
        return Simulated.table(rows)
                .withColumn("twice", functions.expr("2 * x"))
                .repartition(3);
    }

    private static void same(double a, double b) {
        if (Double.isNaN(b)) {
            assertThat(a).isNaN();
        } else {
            assertThat(a).isCloseTo(b, within(1e-11 * Math.abs(b)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "y ~ x + log(z) + twice | iid | auto",
                "y ~ x + log(z) | robust | mllib",
                "y ~ 0 + x + log(z) | cluster(region, year) | mllib",
                "y ~ x + twice + log(z) ; region | cluster(region) | auto",
                "y ~ x + log(z) ; region | cluster(region, year) | mllib",
                "y ~ x + log(z) ; year | cluster(sector) | auto",
                "y ~ x + log(z) ; region^sector | cluster(region^sector, year) | auto",
                "y ~ x + twice ; sector^year | cluster(year) | mllib",
                "y ~ x + log(z) ; region | dk(year) | auto",
                "y ~ x + log(z) | dk(year, lag = 3, gaps = calendar) | auto",
                "y ~ x + log(z) | cluster(region^year, sector) | auto"
            })
    void agreesWithTheDriver(String formula, String vcov, String fitter) {
        LeastSquares model = new LeastSquares()
                .setFormula(formula.replace(';', '|'))
                .setVcov(vcov)
                .setFitter(fitter)
                .setClusters("sector");
        LeastSquaresModel wide = model.fit(table(), 10);
        LeastSquaresModel local = model.fit(table());
        for (String other : List.of(vcov)) {
            RegressionSummary a = wide.summary(other);
            RegressionSummary b = local.summary(other);
            assertThat(a.sample()).isEqualTo(b.sample());
            assertThat(a.notes()).isEqualTo(b.notes());
            assertThat(a.effects()).isEqualTo(b.effects());
            assertThat(a.covariance().k()).isEqualTo(b.covariance().k());
            assertThat(a.covariance().clusters()).isEqualTo(b.covariance().clusters());
            for (int j = 0; j < a.coefficients().size(); j++) {
                assertThat(a.coefficients().get(j).omitted())
                        .isEqualTo(b.coefficients().get(j).omitted());
                same(a.coefficients().get(j).estimate(), b.coefficients().get(j).estimate());
                same(a.coefficients().get(j).error(), b.coefficients().get(j).error());
            }
            same(a.fit().r2(), b.fit().r2());
            same(a.fit().r2Within(), b.fit().r2Within());
            same(a.fit().rss(), b.fit().rss());
            same(a.fit().f(), b.fit().f());
        }
    }

    @Test
    void severalEffectsAreRefused() {
        assertThatThrownBy(() ->
                        new LeastSquares().setFormula("y ~ x | region + year").fit(table(), 10))
                .isInstanceOf(NotEstimableException.class)
                .hasMessageContaining("only one effect without slopes can be swept out");
    }

    @Test
    void refusesWhatTheDriverRefuses() {
        assertThatThrownBy(
                        () -> new LeastSquares().setFormula("log(x - 1e9) ~ z").fit(table(), 10))
                .hasMessageContaining("no row is left");
        assertThatThrownBy(
                        () -> new LeastSquares().setFormula("year ~ x | year").fit(table(), 10))
                .hasMessageContaining("does not vary within year");
    }
}
