package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicInteger;
import org.agglo.TestSpark;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data at the edges: weights on ill-conditioned columns, extreme scales, perfect fits, missing values, few rows and jobs. */
class NumbersTest {
    private static RegressionSummary.Coefficient slope(LeastSquares model, Dataset<Row> table) {
        return model.fit(table).summary().coefficients().get(0);
    }

    private static LeastSquares model(String formula, String fitter) {
        return new LeastSquares()
                .setFormula(formula)
                .setVcov("cluster(region)")
                .setFitter(fitter)
                .setWeightCol("w");
    }

    @ParameterizedTest
    @CsvSource({
        "norris, y ~ x, 12",
        "longley, y ~ x1 + x2 + x3 + x4 + x5 + x6, 12",
        "wampler1, y ~ x + x^2 + x^3 + x^4 + x^5, 12",
        "wampler2, y ~ x + x^2 + x^3 + x^4 + x^5, 12",
        "wampler3, y ~ x + x^2 + x^3 + x^4 + x^5, 12",
        "filip, y ~ x + x^2 + x^3 + x^4 + x^5 + x^6 + x^7 + x^8 + x^9 + x^10, 7"
    })
    void equalWeightsLeaveTheCertifiedDigits(String data, String formula, int digits) {
        JsonNode certified = Reference.expected("nist/certified.json").get(data).get("coef");
        Dataset<Row> table = Reference.table("nist/" + data + ".csv").withColumn("w", functions.lit(0.3));
        for (String fitter : new String[] {"crossproducts", "mllib"}) {
            RegressionSummary summary = new LeastSquares()
                    .setFormula(formula)
                    .setFitter(fitter)
                    .setWeightCol("w")
                    .fit(table)
                    .summary();
            for (int j = 0; j < certified.size(); j++) {
                assertThat(summary.coefficients().get(j).estimate())
                        .as("%s coefficient %d", data, j)
                        .isCloseTo(certified.get(j).asDouble(), withPercentage(100 * Math.pow(10, -digits)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1e-12, 1, crossproducts",
        "1e12, 1, crossproducts",
        "1, 1e-12, crossproducts",
        "1, 1e12, mllib",
        "1e-12, 1e12, mllib",
        "1e12, 1e12, mllib"
    })
    void scalesOfDataReachNoDigit(double ofX, double ofY, String fitter) {
        Dataset<Row> plain = Simulated.panel().withColumn("w", functions.expr("1 + abs(sin(x))"));
        Dataset<Row> scaled =
                plain.withColumn("x", functions.expr("x * " + ofX)).withColumn("y", functions.expr("y * " + ofY));
        for (String formula : new String[] {"y ~ x + z", "y ~ x + z | region + year", "y ~ x | region[z]"}) {
            int at = formula.contains("|") ? 0 : 1;
            RegressionSummary.Coefficient a =
                    model(formula, fitter).fit(plain).summary().coefficients().get(at);
            RegressionSummary.Coefficient b =
                    model(formula, fitter).fit(scaled).summary().coefficients().get(at);
            assertThat(b.estimate() * ofX / ofY).isCloseTo(a.estimate(), within(1e-12));
            assertThat(b.error() * ofX / ofY).isCloseTo(a.error(), within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x + z", "x + z | region", "x + z | region + year"})
    void aPerfectFitHasNoErrors(String right) {
        Dataset<Row> table = Simulated.panel()
                .withColumn("w", functions.expr("1 + abs(sin(x))"))
                .withColumn("p", functions.expr("3 * x - z + 7"));
        LeastSquaresModel model = model("p ~ " + right, "auto").fit(table);
        RegressionSummary.Coefficient x = Reference.coefficient(model.summary(), "x");
        assertThat(x.estimate()).isCloseTo(3, within(1e-12));
        assertThat(x.error()).isLessThan(1e-12);
        assertThat(model.summary().fit().r2()).isCloseTo(1, within(1e-14));
        assertThat(model.summary().notes()).anyMatch(note -> note.startsWith("The fit is perfect"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.5, 0.93})
    void missingValuesAreAsRowsThatAreNotThere(double share) {
        Dataset<Row> table = Simulated.table(Simulated.rows(60, 20, 4))
                .withColumn("w", functions.expr("1 + abs(sin(x))"))
                .withColumn("hash", functions.expr("pmod(hash(x), 1000) / 1000"));
        Dataset<Row> holes = table.withColumn("x", functions.expr("if(hash < %s, null, x)".formatted(share)));
        RegressionSummary some =
                model("y ~ x + z | region + year", "auto").fit(holes).summary();
        RegressionSummary rest = model("y ~ x + z | region + year", "auto")
                .fit(table.filter("hash >= " + share))
                .summary();
        assertThat(some.coefficients()).isEqualTo(rest.coefficients());
        assertThat(some.sample().used()).isEqualTo(rest.sample().used());
        assertThat(some.sample().dropped().get("missing x"))
                .isEqualTo(table.filter("hash < " + share).count());
    }

    @Test
    void aLargeMeanCostsNoDigits() {
        Dataset<Row> table = Simulated.panel().withColumn("w", functions.lit(2.0));
        Dataset<Row> shifted = table.withColumn("x", functions.expr("x + 1e6"));
        for (String formula : new String[] {"y ~ x | region", "y ~ x | region + year", "y ~ x | region[z]"}) {
            assertThat(slope(model(formula, "auto"), shifted).estimate())
                    .isCloseTo(slope(model(formula, "auto"), table).estimate(), within(1e-9));
        }
    }

    @Test
    void aFitTakesOneJobAndTwoOfMllibsAndAnotherCovarianceNone() throws Exception {
        Dataset<Row> table = Simulated.panel()
                .withColumn("w", functions.expr("1 + abs(sin(x))"))
                .cache();
        table.count();
        AtomicInteger jobs = new AtomicInteger();
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                jobs.incrementAndGet();
            }
        };
        var context = TestSpark.session().sparkContext();
        context.listenerBus().waitUntilEmpty();
        context.addSparkListener(listener);
        try {
            LeastSquaresModel model =
                    model("y ~ x + z | region + year", "mllib").fit(table);
            model.summary("iid");
            model.vif();
            context.listenerBus().waitUntilEmpty();
            assertThat(jobs.get()).isLessThanOrEqualTo(3);
            jobs.set(0);
            model("y ~ x + z | region[x] + year^sector", "crossproducts").fit(table);
            context.listenerBus().waitUntilEmpty();
            assertThat(jobs.get()).isEqualTo(1);
        } finally {
            context.removeSparkListener(listener);
            table.unpersist();
        }
    }
}
