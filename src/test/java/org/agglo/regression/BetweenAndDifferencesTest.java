package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agglo.TestSpark;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reference values of between effects, first differences and correlated random effects do not show. */
class BetweenAndDifferencesTest {
    private static final String GASOLINE = "lgaspcar ~ lincomep + lrpmg + lcarpcap";

    private static BetweenEffects between(String formula, String effect) {
        return new BetweenEffects().setFormula(formula).setEffect(effect).setFitter("crossproducts");
    }

    private static FirstDifference differences(String formula, String unit, String time) {
        return new FirstDifference()
                .setFormula(formula)
                .setUnitCol(unit)
                .setTimeCol(time)
                .setFitter("crossproducts");
    }

    /** Unit, period, y = 2x + 10·unit + 3·i², i the number of the period, one row each. */
    private static Dataset<Row> line(String unit, Object... periods) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < periods.length; i++) {
            double x = (i * i + unit.hashCode()) % 5;
            rows.add(RowFactory.create(unit, periods[i].toString(), x, 2 * x + 10 * unit.hashCode() + 3.0 * i * i));
        }
        return TestSpark.session()
                .createDataFrame(
                        rows,
                        new StructType()
                                .add("unit", "string")
                                .add("period", "string")
                                .add("x", "double")
                                .add("y", "double"));
    }

    @Test
    void theMeansOfABalancedPanelAreItsRowsAveragedOnce() {
        RegressionSummary summary =
                between(GASOLINE, "country").fit(Panels.read("gasoline")).summary();
        assertThat(summary.estimator()).isEqualTo("Between");
        assertThat(summary.sample())
                .isEqualTo(
                        new RegressionSummary.Sample(342, 18, Map.of("averaged with another of their country", 324L)));
        assertThat(summary.notes()).contains("Dropped 324 rows: averaged with another of their country");
        assertThat(summary.covariance().df()).isEqualTo(14);
    }

    @Test
    void meansCanBeClusteredByWhatDoesNotVaryWithinThemOnly() {
        BetweenEffectsModel model = between("crmrte ~ polpc + density", "county")
                .setClusters("region", "year")
                .fit(Panels.read("crime"));
        assertThat(model.summary("cluster(region)").covariance().clusters()).containsEntry("region", 3);
        assertThatThrownBy(() -> model.summary("cluster(year)"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cluster(year): year varies within the levels of county, whose means have no level of it;"
                        + " take a column that does not, iid or robust");
    }

    @Test
    void asManyCoefficientsAsMeansAreRefused() {
        Dataset<Row> few = Panels.read("gasoline").where("country <= 'DENMARK'");
        assertThatThrownBy(() -> between(GASOLINE, "country").fit(few))
                .isInstanceOf(NotEstimableException.class)
                .hasMessageContaining("4 rows for 4 parameters, more rows than parameters are needed");
    }

    @Test
    void differencesSayWhatBecameOfTheRows() {
        RegressionSummary summary = differences(GASOLINE, "country", "year")
                .fit(Panels.read("gasoline").where("not (country = 'SPAIN' and year = 1970)"))
                .summary();
        assertThat(summary.estimator()).isEqualTo("First differences");
        assertThat(summary.sample())
                .isEqualTo(new RegressionSummary.Sample(
                        341, 322, Map.of("the first of their country", 18L, "after a gap in year", 1L)));
    }

    @ParameterizedTest
    @CsvSource({"calendar, 5", "adjacent, 7"})
    void aGapIsPassedOverOnlyIfAskedFor(String gaps, long pairs) {
        Dataset<Row> rows = line("a", 2000, 2001, 2003, 2004, 2005).union(line("b", 2000, 2002, 2003, 2004));
        FirstDifference estimator = differences("y ~ x", "unit", "year").setGaps(gaps);
        Dataset<Row> years = rows.withColumn("year", functions.expr("cast(period as int)"));
        assertThat(estimator.fit(years).summary().sample().used()).isEqualTo(pairs);
    }

    @Test
    void theStepOfTheCalendarIsTheSmallestDistanceOfTwoPeriods() {
        Dataset<Row> rows = line("a", 1990, 1995, 2000, 2010)
                .union(line("b", 1990, 1995, 2000, 2005))
                .union(line("c", 1990, 2000, 2005, 2010))
                .withColumn("year", functions.expr("cast(period as int)"));
        RegressionSummary summary =
                differences("y ~ x", "unit", "year").fit(rows).summary();
        assertThat(summary.sample().dropped()).containsEntry("after a gap in year", 2L);
        assertThat(summary.sample().used()).isEqualTo(7);
    }

    @Test
    void quartersInDecimalsAndDatesAndTextHaveSteps() {
        Dataset<Row> quarters = line("a", 2000.0, 2000.25, 2000.5, 2001.0)
                .union(line("b", 2000.25, 2000.5, 2000.75, 2001.0))
                .withColumn("time", functions.expr("cast(period as double)"));
        assertThat(differences("y ~ x", "unit", "time")
                        .fit(quarters)
                        .summary()
                        .sample()
                        .used())
                .isEqualTo(5);
        Dataset<Row> months = line("a", "2000-01-01", "2000-02-01", "2000-03-01", "2000-05-01")
                .union(line("b", "2000-02-01", "2000-03-01", "2000-04-01", "2000-05-01"));
        for (String type : List.of("date", "string")) {
            Dataset<Row> dated =
                    months.withColumn("time", functions.col("period").cast(type));
            assertThat(differences("y ~ x", "unit", "time")
                            .fit(dated)
                            .summary()
                            .sample()
                            .used())
                    .isEqualTo(5);
        }
        Dataset<Row> uneven = line("a", "May", "June", "July");
        assertThatThrownBy(() -> differences("y ~ x", "unit", "period").fit(uneven))
                .hasMessageContaining("period is text of different lengths");
    }

    @Test
    void twoRowsOfAUnitInAPeriodAreRefused() {
        Dataset<Row> doubled = line("a", 2000, 2001, 2002, 2003).union(line("a", 2002));
        assertThatThrownBy(() -> differences("y ~ x", "unit", "period").fit(doubled))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("First differences: unit a has two rows in period 2002; a unit needs one row a period");
    }

    @Test
    void onePeriodLeavesNoDifference() {
        assertThatThrownBy(() -> differences(GASOLINE, "country", "year")
                        .fit(Panels.read("gasoline").where("year = 1970")))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage(GASOLINE + ": no row is left (dropped 18 rows: the first of their country)");
    }

    @Test
    void unknownGapsAreRefused() {
        assertThatThrownBy(() ->
                        differences(GASOLINE, "country", "year").setGaps("some").fit(Panels.read("gasoline")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Gaps are calendar or adjacent, not 'some'");
    }

    @Test
    void whatIsConstantInAUnitIsLeftOutAndNamed() {
        RegressionSummary summary = differences("crmrte ~ polpc + pctmin", "county", "year")
                .fit(Panels.read("crime"))
                .summary();
        assertThat(summary.coefficients().get(2).omitted()).contains("constant");
        assertThat(summary.coefficients().get(1).omitted()).isEmpty();
    }

    @Test
    void thePredictionOfDifferencesHasNoIntercept() {
        FirstDifferenceModel model =
                differences("lgaspcar ~ lincomep", "country", "year").fit(Panels.read("gasoline"));
        Row first = model.transform(Panels.read("gasoline")).first();
        double slope = model.summary().coefficients().get(1).estimate();
        assertThat(first.<Double>getAs("prediction")).isCloseTo(slope * first.<Double>getAs("lincomep"), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gasoline", "seatbelts"})
    void correlatedRandomEffectsHaveTheSlopesOfFixedEffects(String panel) {
        boolean gasoline = panel.equals("gasoline");
        String formula = gasoline ? GASOLINE : "log(fatalities) ~ seatbelt + drinkage + log(income)";
        String unit = gasoline ? "country" : "state";
        RegressionSummary fixed = new LeastSquares()
                .setFormula(formula + " | " + unit)
                .setFitter("crossproducts")
                .fit(Panels.read(panel))
                .summary();
        RegressionSummary mundlak = new Mundlak()
                .setFormula(formula)
                .setEffect(unit)
                .setFitter("crossproducts")
                .fit(Panels.read(panel))
                .summary();
        assertThat(mundlak.estimator()).isEqualTo("Correlated random effects");
        for (Coefficient b : fixed.coefficients()) {
            assertThat(Reference.coefficient(mundlak, b.term()).estimate())
                    .isCloseTo(b.estimate(), within(1e-10 * Math.abs(b.estimate())));
        }
    }

    @Test
    void regressorsConstantWithinHaveNoMeanAndMeansConstantBetweenAreLeftOut() {
        Dataset<Row> crime = Panels.read("crime").withColumn("late", functions.expr("cast(year > 84 as int)"));
        RegressionSummary summary = new Mundlak()
                .setFormula("crmrte ~ polpc + pctmin + late")
                .setEffect("county")
                .setFitter("crossproducts")
                .fit(crime)
                .summary();
        assertThat(summary.coefficients())
                .extracting(Coefficient::term)
                .containsExactly("(Intercept)", "polpc", "pctmin", "late", "mean(polpc)", "mean(late)");
        assertThat(Reference.coefficient(summary, "mean(late)").omitted()).contains("constant");
        assertThat(Reference.coefficient(summary, "pctmin").error()).isPositive();
        assertThatThrownBy(() -> new Mundlak()
                        .setFormula("crmrte ~ pctmin")
                        .setEffect("county")
                        .fit(crime))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage(
                        "crmrte ~ pctmin: no regressor varies within county, so that there are no means to add; use random effects");
    }

    @Test
    void thePredictionOfCorrelatedRandomEffectsTakesTheMeansOfTheTable() {
        Dataset<Row> panel = Panels.read("gasoline");
        MundlakModel model = new Mundlak()
                .setFormula("lgaspcar ~ lincomep")
                .setEffect("country")
                .setFitter("crossproducts")
                .fit(panel);
        double residual = model.transform(panel)
                .agg(functions.avg(functions.expr("lgaspcar - prediction")))
                .first()
                .getDouble(0);
        assertThat(residual).isCloseTo(0, within(1e-12));
        TestResult test = model.uncorrelated("cluster(country)");
        assertThat(test.name()).isEqualTo("Mundlak");
        assertThat(test.nullHypothesis())
                .isEqualTo(
                        "The effects of country are uncorrelated with the regressors, so that random effects are consistent");
    }

    @Test
    void differencesOfTwoPeriodsAreFixedEffectsWithPeriods() {
        Dataset<Row> two = Panels.read("gasoline").where("year in (1960, 1978)");
        RegressionSummary differences =
                differences(GASOLINE, "country", "year").fit(two).summary();
        RegressionSummary fixed = new LeastSquares()
                .setFormula(GASOLINE + " | country + year")
                .setVcov("iid")
                .setFitter("crossproducts")
                .fit(two)
                .summary();
        for (Coefficient b : fixed.coefficients()) {
            Coefficient other = Reference.coefficient(differences, b.term());
            assertThat(other.estimate()).isCloseTo(b.estimate(), within(1e-10 * Math.abs(b.estimate())));
            assertThat(other.error()).isCloseTo(b.error(), within(1e-10 * b.error()));
        }
    }

    @Test
    void factorsLagsAndPolynomialsAreEvaluatedBeforeTheyAreDifferencedOrAveraged() {
        Dataset<Row> panel = Panels.read("gasoline");
        RegressionSummary withYears = differences("lgaspcar ~ lincomep + i(year, ref = 1960)", "country", "year")
                .fit(panel)
                .summary();
        assertThat(withYears.coefficients()).hasSize(20);
        assertThat(withYears.coefficients())
                .filteredOn(b -> b.omitted().isPresent())
                .hasSize(1);
        RegressionSummary lagged = differences("lgaspcar ~ lincomep + l(lincomep, 1)", "country", "year")
                .fit(panel)
                .summary();
        assertThat(lagged.sample().used()).isEqualTo(18 * 17);
        assertThat(between("lgaspcar ~ poly(lincomep, 2)", "country")
                        .fit(panel)
                        .summary()
                        .coefficients())
                .hasSize(3);
        MundlakModel mundlak = new Mundlak()
                .setFormula("lgaspcar ~ lincomep + i(year, ref = 1960)")
                .setEffect("country")
                .setFitter("crossproducts")
                .fit(panel);
        assertThat(mundlak.uncorrelated().df1()).isEqualTo(1);
        assertThat(mundlak.summary().coefficients()).hasSize(1 + 19 + 19);
    }
}
