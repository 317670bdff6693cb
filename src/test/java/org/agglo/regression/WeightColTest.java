package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.agglo.spark.DataException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The params weightCol and weightType. */
class WeightColTest {
    private static final String WEIGHT = "1 + (year + sector) % 4";

    private static Dataset<Row> panel(String weight) {
        return Simulated.panel().withColumn("w", functions.expr(weight));
    }

    private static LeastSquares model(String formula, String type) {
        return new LeastSquares()
                .setFormula(formula)
                .setWeightCol("w")
                .setWeightType(type)
                .setClusters("year", "region");
    }

    @ParameterizedTest
    @CsvSource({
        "y ~ x + log(z), auto, iid",
        "y ~ 0 + x + log(z), mllib, robust",
        "y ~ x + log(z) | region, mllib, hc0",
        "y ~ x * z | region + year, crossproducts, 'cluster(region, year)'",
        "y ~ x | region + year + sector, auto, cluster(year)"
    })
    void frequenciesGiveTheNumbersOfTheRepeatedRows(String formula, String fitter, String vcov) {
        Dataset<Row> repeated = panel(WEIGHT).withColumn("copy", functions.expr("explode(sequence(1, w))"));
        RegressionSummary some =
                model(formula, "frequency").setFitter(fitter).fit(panel(WEIGHT)).summary(vcov);
        RegressionSummary all = new LeastSquares()
                .setFormula(formula)
                .setClusters("year", "region")
                .setFitter(fitter)
                .fit(repeated)
                .summary(vcov);
        assertThat(some.observations()).isEqualTo(all.observations()).isEqualTo(repeated.count());
        assertThat(some.weights()).contains(new RegressionSummary.Weighting("w", "frequency", all.observations(), 0));
        for (int j = 0; j < all.coefficients().size(); j++) {
            RegressionSummary.Coefficient a = some.coefficients().get(j);
            RegressionSummary.Coefficient b = all.coefficients().get(j);
            assertThat(a.estimate()).isCloseTo(b.estimate(), within(1e-12));
            assertThat(a.error()).isCloseTo(b.error(), within(1e-12));
            assertThat(a.pValue()).isCloseTo(b.pValue(), within(1e-11));
        }
        assertThat(some.covariance().k()).isEqualTo(all.covariance().k());
        assertThat(some.fit().r2()).isCloseTo(all.fit().r2(), within(1e-12));
        assertThat(some.fit().r2Adjusted()).isCloseTo(all.fit().r2Adjusted(), within(1e-12));
        assertThat(some.fit().rmse()).isCloseTo(all.fit().rmse(), within(1e-12));
        assertThat(some.fit().f())
                .isCloseTo(all.fit().f(), within(1e-9 * all.fit().f()));
        if (formula.contains("|")) {
            assertThat(some.fit().r2WithinAdjusted()).isCloseTo(all.fit().r2WithinAdjusted(), within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"y ~ x + log(z)", "y ~ x + log(z) | region", "y ~ x | region + year"})
    void bothFittersAndAnyPartitionsGiveTheSame(String formula) {
        String weight = "exp(sin(x * 40) * 3)";
        LeastSquares model = model(formula, "analytic").setVcov("cluster(region, year)");
        RegressionSummary expected =
                model.setFitter("crossproducts").fit(panel(weight)).summary();
        for (int partitions : new int[] {1, 7, 64}) {
            Dataset<Row> other = Simulated.table(Simulated.shuffled(Simulated.rows(30, 12, 1), partitions))
                    .withColumn("w", functions.expr(weight))
                    .repartition(partitions);
            assertThat(model.fit(other).summary()).isEqualTo(expected);
        }
        RegressionSummary mllib = model.setFitter("mllib").fit(panel(weight)).summary();
        for (int j = 0; j < expected.coefficients().size(); j++) {
            double b = expected.coefficients().get(j).estimate();
            assertThat(mllib.coefficients().get(j).estimate()).isCloseTo(b, within(1e-12 * Math.abs(b)));
        }
        assertThat(mllib.notes()).isEqualTo(expected.notes());
    }

    @Test
    void rowsWithoutAWeightAndOfWeightZeroAreDroppedAndCounted() {
        String weight =
                "case when year = 2000 then null when year = 2001 then 0 when year = 2002 then double('NaN') else 2 end";
        RegressionSummary summary =
                model("y ~ x | region", "frequency").fit(panel(weight)).summary();
        Map<Object, Long> rows = new java.util.HashMap<>();
        for (Row row : Simulated.panel().groupBy("year").count().collectAsList()) {
            rows.put(row.get(0), row.getLong(1));
        }
        assertThat(summary.sample().dropped())
                .isEqualTo(Map.of("missing w", rows.get(2000) + rows.get(2002), "weight zero in w", rows.get(2001)));
        assertThat(summary.observations()).isEqualTo(2 * summary.sample().used());
    }

    @Test
    void weightsThatMakeNoSenseAreRefusedWithTheirNumber() {
        for (long cells : List.of(Gather.MOST_CELLS, 10L)) {
            assertThatThrownBy(() -> model("y ~ x", "analytic").fit(panel("if(sector = 3, -1, 1)"), cells))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("The weight w is negative in "
                            + Simulated.panel().filter("sector = 3").count() + " rows");
            assertThatThrownBy(() -> model("y ~ x", "frequency").fit(panel("if(year = 2003, 1.5, 1)"), cells))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("The frequency weight w is not a whole number in "
                            + Simulated.panel().filter("year = 2003").count() + " rows")
                    .hasMessageContaining("set weightType to analytic");
        }
        assertThatThrownBy(() -> model("y ~ x", "frequencies").fit(panel("1")))
                .hasMessageContaining("No weightType 'frequencies'; did you mean 'frequency'?");
        assertThatThrownBy(() -> model("y ~ x", "analytic").fit(Simulated.panel()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column 'w'");
        assertThatThrownBy(() -> model("y ~ x", "analytic").fit(panel("0"))).hasMessageContaining("no row is left");
        assertThatThrownBy(() -> new RandomEffects()
                        .setFormula("y ~ x")
                        .setEffect("region")
                        .setWeightCol("w")
                        .fit(panel("1")))
                .hasMessageContaining("Random effects take no weights; unset weightCol (w)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e12})
    void theScaleOfWeightsAndOfDataIsAllTheSame(double scale) {
        Dataset<Row> plain = panel("1 + abs(sin(x))");
        Dataset<Row> scaled = panel("(1 + abs(sin(x))) * " + scale)
                .withColumn("x", functions.col("x").multiply(scale))
                .withColumn("y", functions.col("y").divide(scale));
        for (String fitter : List.of("mllib", "crossproducts")) {
            LeastSquares model = model("y ~ x + z | region + year", "analytic")
                    .setVcov("cluster(region)")
                    .setFitter(fitter);
            RegressionSummary.Coefficient a =
                    model.fit(plain).summary().coefficients().get(0);
            RegressionSummary.Coefficient b =
                    model.fit(scaled).summary().coefficients().get(0);
            assertThat(b.estimate() * scale * scale).isCloseTo(a.estimate(), within(1e-12));
            assertThat(b.error() * scale * scale).isCloseTo(a.error(), within(1e-12));
        }
    }
}
