package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agglo.TestSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of covariances, what is refused, and laws that hold between them. */
class CovarianceTest {
    private static LeastSquares places(String formula) {
        return new LeastSquares().setFormula(formula).setVcovColumns("place", "state", "year", "lat", "lon");
    }

    private static LeastSquaresModel fit(String formula) {
        return places(formula).fit(Panels.read("places"));
    }

    private static double[] errors(RegressionSummary summary) {
        return summary.coefficients().stream()
                .mapToDouble(RegressionSummary.Coefficient::error)
                .toArray();
    }

    @Test
    void whenNothingIsAskedErrorsAreClusteredByTheFirstEffectAndThatIsSaid() {
        RegressionSummary pooled = fit("y ~ x").summary();
        assertThat(pooled.covariance().spec()).isEqualTo("iid");
        assertThat(pooled.notes()).isEmpty();
        RegressionSummary two = fit("y ~ x | place + year").summary();
        assertThat(two.covariance().spec()).isEqualTo("cluster(place)");
        assertThat(two.covariance().rules()).isEqualTo("fixest(K.exact = true)");
        assertThat(two.notes())
                .contains("No covariance was asked for: errors are clustered by place, the first effect");
        assertThat(errors(two)).isEqualTo(errors(fit("y ~ x | place + year").summary("cluster(place)")));
        assertThat(fit("y ~ x | place + year").summary("cluster").notes()).isEmpty();
        RegressionSummary combined = fit("y ~ x | state^year").summary();
        assertThat(combined.covariance().spec()).isEqualTo("cluster(state^year)");
        Dataset<Row> one = Panels.read("places").withColumn("all", functions.lit("one"));
        RegressionSummary iid = places("y ~ x | all").fit(one).summary();
        assertThat(iid.covariance().spec()).isEqualTo("iid");
        assertThat(iid.notes())
                .contains(
                        "No covariance was asked for: errors are taken as independent, the first effect having one level only");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iid | fixest | Independent, equal variances | fixest: n/(n-K)",
                "hc3 | fixest | Robust to unequal variances (HC3) | fixest: no factor",
                "cluster(place) | fixest | Clustered by place | fixest: (n-1)/(n-K), G/(G-1); nested effects not counted in K",
                "cluster(state, year) | fixest | Clustered by state and year | fixest: (n-1)/(n-K), G/(G-1); nested effects not counted in K, the smallest G",
                "cluster(state, year) | fixest(G.df = conventional) | Clustered by state and year | fixest(G.df = conventional): (n-1)/(n-K); nested effects not counted in K, each term with its own G/(G-1)",
                "cluster(state^year) | reghdfe | Clustered by state^year | reghdfe: (n-1)/(n-K), G/(G-1)",
                "cluster(state) | stata-xtreg | Clustered by state | stata-xtreg: (n-1)/(n-K), G/(G-1); the first effect counted as a constant in K",
                "cluster(state) | stata-areg | Clustered by state | stata-areg: (n-1)/(n-K), G/(G-1); all effects counted in K",
                "cluster(state) | plm | Clustered by state | plm: no factor; effects not counted in K",
                "crv3(state) | none | Jackknife of clusters by state (CRV3) | none: (G-1)/G",
                "nw(place, year) | fixest | By Newey and West within place over year (10 periods, 1 lag in adjacent periods) | fixest: (n-1)/(n-K), T/(T-1); nested effects not counted in K",
                "nw(place, year) | linearmodels | By Newey and West within place over year (10 periods, 2 lags in the unit's rows) | linearmodels: n/(n-K)",
                "dk(year, lag = 3, gaps = calendar) | reghdfe | By Driscoll and Kraay over year (10 periods, 3 lags by calendar) | reghdfe: (n-1)/(n-K), T/(T-1); all effects counted in K",
                "conley(lat, lon, cutoff = 250) | fixest | By Conley within 250 km, whatever the period (uniform kernel) | fixest: (n-1)/(n-K); nested effects not counted in K",
                "conley(lat, lon, cutoff = 62.5, kernel = bartlett, time = year, unit = place, lag = 2) | none | By Conley within 62.5 km in the same year and 2 lags by calendar within place (bartlett kernel) | none: no factor"
            })
    void kindRuleAndFactorsAreSaidInWords(String vcov, String rules, String label, String rule) {
        RegressionSummary.Covariance how =
                fit("y ~ x + z | place").summary(vcov, rules).covariance();
        assertThat(how.label()).isEqualTo(label);
        assertThat(how.smallSample()).isEqualTo(rule);
        assertThat(how.rules()).isEqualTo(rules);
        double product = how.factors().values().stream().reduce(1.0, (a, b) -> a * b);
        assertThat(how.factor()).isEqualTo(product);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hc1 | stata-xtreg | its vce(robust) is clustered by the panel's units: ask for cluster(…), or take stata-areg",
                "cluster(year) | stata-xtreg | it stops where clusters cut through the units of place; take stata-areg, reghdfe or fixest",
                "cluster(state, year) | stata-xtreg | it clusters by one column; take reghdfe or fixest",
                "cluster(state, year) | stata-areg | it clusters by one column; take reghdfe or fixest",
                "dk(year) | stata-areg | take fixest, plm, linearmodels or none",
                "nw(place, year) | reghdfe | take fixest, plm, linearmodels or none",
                "conley(lat, lon, cutoff = 9) | plm | take fixest or none",
                "conley(lat, lon, cutoff = 9) | linearmodels | take fixest or none",
                "cluster(place, state, year) | linearmodels | it clusters by one or two columns; take fixest or reghdfe",
                "cluster(place, state, year) | plm | it clusters by one or two columns; take fixest or reghdfe",
                "dk(year, lag = 10) | fixest | 10 periods of year, and 10 lags; a lag has to be less than the number of periods",
                "cluster(region) | fixest | the column region was not read with this fit; name it in setClusters or setVcovColumns",
                "nw(state, year) | fixest | two rows of state 0 stand in year 2000; name units that have one row a period, or take dk(year)",
                "nw(year) | none | two rows stand in year 2000",
                "conley(place, x9, cutoff = 9) | none | the column x9 was not read with this fit",
                "conley(year, lon, cutoff = 9) | none | year reaches 2000.0; latitudes are degrees from -90 to 90"
            })
    void whatAPackageLacksOrTheDataLackIsRefusedWithAWayOut(String vcov, String rules, String problem) {
        assertThatThrownBy(() -> fit("y ~ x + z | place").summary(vcov, rules))
                .isInstanceOfAny(NotEstimableException.class, IllegalArgumentException.class)
                .hasMessageStartingWith(vcov + ": ")
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({"fixest", "reghdfe", "stata-areg"})
    void randomEffectsAreRefusedByPackagesThatHaveNone(String rules) {
        RandomEffectsModel random =
                new RandomEffects().setFormula("y ~ x").setEffect("place").fit(Panels.read("places"));
        assertThatThrownBy(() -> random.summary("iid", rules))
                .isInstanceOf(NotEstimableException.class)
                .hasMessageContaining("it has no random effects; take plm, stata-xtreg, linearmodels or none");
        assertThat(errors(random.summary("cluster(place)", "stata-xtreg")))
                .containsExactly(errors(random.summary("cluster(place)")), within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"hc2", "hc3", "crv3(state)"})
    void leveragesAndLeavingOutAreThoseOfLeastSquares(String vcov) {
        InstrumentalVariables instruments = new InstrumentalVariables()
                .setFormula("y ~ z | place | x ~ size")
                .setVcov(vcov);
        assertThatThrownBy(() -> instruments.fit(Panels.read("places")))
                .isInstanceOf(NotEstimableException.class)
                .hasMessageContaining(
                        vcov + " is a covariance of least squares; with instruments take hc1 or cluster(…)");
        if (vcov.startsWith("crv3")) {
            RandomEffects random =
                    new RandomEffects().setFormula("y ~ x").setEffect("place").setVcov(vcov);
            assertThatThrownBy(() -> random.fit(Panels.read("places")))
                    .hasMessageContaining("with random effects take cluster(…)");
        }
    }

    @Test
    void aRowOfLeverageOneIsNamedWithItsLevels() {
        Dataset<Row> rows = Panels.read("places").filter("place > 1 OR (place = 1 AND year = 2006)");
        LeastSquaresModel kept =
                places("y ~ x + z | place").setSingletons("keep").fit(rows);
        for (String vcov : List.of("hc2", "hc3")) {
            assertThatThrownBy(() -> kept.summary(vcov))
                    .isInstanceOf(NotEstimableException.class)
                    .hasMessageContaining(
                            vcov + ": 1 row of leverage 1, which the model fits whatever the outcome (place 1)");
        }
        LeastSquaresModel dropped = places("y ~ x + z | place").fit(rows);
        assertThat(errors(dropped.summary("hc3"))).doesNotContain(Double.NaN);
    }

    @Test
    void theJackknifeNamesTheClusterWithoutWhichACoefficientIsGone() {
        Dataset<Row> rows = Panels.read("places").withColumn("only", functions.expr("if(state = 3, x * x, 0)"));
        assertThatThrownBy(() -> places("y ~ x + only").fit(rows).summary("crv3(state)"))
                .isInstanceOf(NotEstimableException.class)
                .hasMessageContaining("crv3(state): without state 3 the coefficients are not all identified");
    }

    @Test
    void oneClusterIsRefused() {
        Dataset<Row> one = Panels.read("places").withColumn("all", functions.lit(1));
        LeastSquaresModel model = places("y ~ x").setClusters("all").fit(one);
        for (String vcov : List.of("cluster(all)", "crv3(all)", "cluster(state, all)")) {
            assertThatThrownBy(() -> model.summary(vcov)).hasMessageContaining("only one cluster in all");
        }
        assertThatThrownBy(() -> model.wildBootstrap("x", "all")).hasMessageContaining("only one cluster in all");
    }

    @Test
    void lawsHoldBetweenCovariances() {
        LeastSquaresModel model = fit("y ~ x + z | place");
        double[] byYear = errors(model.summary("cluster(year)", "none"));
        assertThat(errors(model.summary("dk(year, lag = 0)", "none"))).containsExactly(byYear, within(1e-14));
        double[] rows = errors(model.summary("hc0", "none"));
        assertThat(errors(model.summary("nw(place, year, lag = 0)", "none"))).containsExactly(rows, within(1e-14));
        double[] places = errors(model.summary("cluster(place)", "none"));
        assertThat(errors(model.summary("conley(lat, lon, cutoff = 0.001)", "none")))
                .containsExactly(places, within(1e-14));
        assertThat(errors(model.summary("conley(lat, lon, cutoff = 0.001, time = year)", "none")))
                .containsExactly(rows, within(1e-14));
        assertThat(errors(
                        model.summary("conley(lat, lon, cutoff = 0.001, time = year, unit = place, lag = 3)", "none")))
                .containsExactly(
                        errors(model.summary("nw(place, year, lag = 3, gaps = calendar)", "none")), within(1e-14));
        assertThat(errors(model.summary("cluster(place^year)", "none"))).containsExactly(rows, within(1e-14));
    }

    @Test
    void placesAcrossTheDateLineAreNear() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double lon = (i % 2 == 0 ? 179.9 : -179.9) + (i / 2) * 0.01;
            rows.add(RowFactory.create(i % 3 + 0.1 * i, (double) (i * i % 7), 60 + 3.0 * (i / 2), lon));
        }
        StructType schema = new StructType()
                .add("y", DataTypes.DoubleType)
                .add("x", DataTypes.DoubleType)
                .add("lat", DataTypes.DoubleType)
                .add("lon", DataTypes.DoubleType);
        Dataset<Row> table = TestSpark.session()
                .createDataFrame(rows, schema)
                .withColumn("pair", functions.floor(functions.col("lat").divide(3)));
        LeastSquaresModel model = new LeastSquares()
                .setFormula("y ~ x")
                .setVcovColumns("lat", "lon")
                .setClusters("pair")
                .fit(table);
        assertThat(errors(model.summary("conley(lat, lon, cutoff = 100)", "none")))
                .containsExactly(errors(model.summary("cluster(pair)", "none")), within(1e-14));
    }

    @Test
    void timesInTextAreTakenInTheirOrderOrRefused() {
        Dataset<Row> rows = Panels.read("places")
                .withColumn("text", functions.expr("cast(year - 1995 as string)"))
                .withColumn("date", functions.expr("make_date(year, 12, 31)"))
                .withColumn("quarter", functions.expr("if(year < 2003, 'Q', 'Quarter ') || year"));
        LeastSquaresModel model = places("y ~ x | place")
                .setVcovColumns("year", "text", "date", "quarter")
                .fit(rows);
        double[] expected = errors(model.summary("dk(year, lag = 3)"));
        assertThat(errors(model.summary("dk(text, lag = 3)"))).isEqualTo(expected);
        assertThat(errors(model.summary("dk(date, lag = 3)"))).isEqualTo(expected);
        assertThatThrownBy(() -> model.summary("dk(quarter)"))
                .hasMessageContaining("quarter is text of different lengths")
                .hasMessageContaining("make it a number or a date");
        assertThatThrownBy(() -> model.summary("dk(date, gaps = calendar)"))
                .hasMessageContaining("gaps by calendar need whole numbers in date, such as years");
        assertThat(errors(model.summary("dk(text, lag = 3, gaps = calendar)")))
                .isEqualTo(errors(model.summary("dk(year, lag = 3, gaps = calendar)")));
    }

    @Test
    void aNegativeVarianceIsSetToZeroAndSaid() {
        LeastSquaresModel model = fit("y ~ x + z");
        RegressionSummary summary = model.summary("conley(lat, lon, cutoff = 1500)", "none");
        assertThat(summary.notes())
                .contains("The covariance had a negative variance; its negative eigenvalues were set to zero");
        assertThat(errors(summary)).doesNotContain(Double.NaN);
    }

    @Test
    void aSavedModelKeepsItsRules(@TempDir Path folder) throws Exception {
        LeastSquaresModel model = places("y ~ x + z | place")
                .setVcov("dk(year, lag = 2)")
                .setSmallSample("plm(type = HC1)")
                .setVcovColumns()
                .setClusters("state")
                .fit(Panels.read("places"));
        model.write().save(folder.resolve("model").toString());
        LeastSquaresModel loaded =
                LeastSquaresModel.load(folder.resolve("model").toString());
        assertThat(loaded.summary()).isEqualTo(model.summary());
        assertThat(loaded.summary().covariance().rules()).isEqualTo("plm(type = hc1)");
        assertThat(loaded.summary("cluster(state)")).isEqualTo(model.summary("cluster(state)"));
        assertThat(loaded.summary("cluster")).isEqualTo(model.summary("cluster"));
        assertThatThrownBy(() -> loaded.summary("cluster(state)", "fixest"))
                .hasMessageStartingWith("cluster(state) was not saved with this model under the rules fixest");
        assertThatThrownBy(() -> loaded.wildBootstrap("x", "state"))
                .hasMessageContaining("A saved model has no rows to redraw");
    }

    @Test
    void redundantLevelsAreCountedAsTheRulesSay() {
        Dataset<Row> rows = Panels.read("places")
                .withColumn("half", functions.expr("year >= 2005"))
                .withColumn("split", functions.expr("place + if(year >= 2005, 100, 0)"));
        LeastSquaresModel model = places("y ~ x | split + year").fit(rows);
        long levels = model.summary("iid").effects().stream()
                .mapToLong(RegressionSummary.Effect::levels)
                .sum();
        assertThat(model.summary("iid").covariance().k()).isEqualTo(1 + levels - 2);
        assertThat(model.summary("iid", "fixest").covariance().k()).isEqualTo(1 + levels - 1);
        assertThat(model.summary("iid", "reghdfe").covariance().k()).isEqualTo(1 + levels - 2);
        assertThat(model.summary("iid", "plm").covariance().k()).isEqualTo(1 + levels - 1);
    }

    @Test
    void theSameRowsInAnyPartitionsGiveTheSameBytes() {
        Dataset<Row> rows = Panels.read("places");
        for (String vcov : List.of(
                "hc3",
                "crv3(year)",
                "cluster(place, year)",
                "nw(place, year)",
                "dk(year)",
                "conley(lat, lon, cutoff = 400, kernel = bartlett, time = year)")) {
            RegressionSummary one = places("y ~ x + z | place + year")
                    .setVcov(vcov)
                    .fit(rows.coalesce(1))
                    .summary();
            for (int partitions : new int[] {7, 64}) {
                Dataset<Row> other = rows.orderBy("z").repartition(partitions);
                assertThat(places("y ~ x + z | place + year")
                                .setVcov(vcov)
                                .fit(other)
                                .summary())
                        .isEqualTo(one);
            }
        }
    }
}
