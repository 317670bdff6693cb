package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.agglo.TestSpark;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.spark.DataException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas whose terms depend on the table: lags, factors, polynomials, wildcards. */
class FormulaOnTablesTest {
    @TempDir
    private Path folder;

    private static LeastSquares estimator(String formula) {
        return new LeastSquares().setFormula(formula).setUnitCol("unit").setTimeCol("year");
    }

    private static Dataset<Row> gaps() {
        return Panels.read("gaps");
    }

    private static List<String> terms(RegressionSummary summary) {
        return summary.coefficients().stream().map(Coefficient::term).toList();
    }

    private static String message(String formula, int character, String problem) {
        return Caret.message(formula, character - 1, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "y ~ . @ treat, x, z, w, y2 @ . stands for treat, x, z, w and y2",
                "y ~ . | unit + region @ treat, x, z, w, y2 @ . stands for treat, x, z, w and y2",
                "log(w) ~ x + . @ x, treat, z, y, y2 @ . stands for treat, x, z, y and y2",
                "y ~ ..('^y2?$') @ y, y2 @ ..('^y2?$') stands for y and y2",
                "y2 ~ ..('^[xz]$'):w @ x:w, z:w @ ..('^[xz]$') stands for x and z",
                "y ~ z*..(\"^(x|w)\") @ z, x, w, z:x, z:w @ ..(\"^(x|w)\") stands for x and w",
                "y ~ i(year, region, ref = 2000) + i(treat, i.year) @ @",
            })
    void wildcardsStandForColumnsOfTheTable(String formula, String terms, String note) {
        Formula resolved = Formula.parse(formula).on(gaps().schema(), List.of("unit", "year", "region"));
        if (terms == null) {
            assertThat(resolved.expansion().formula()).contains("y ~ i(year, i.region, ref = 2000) + i(treat, i.year)");
            return;
        }
        assertThat(resolved.terms().stream().map(Expression::label).collect(Collectors.joining(", ")))
                .isEqualTo(terms);
        assertThat(resolved.expansion().remarks()).containsExactly(note);
        assertThat(resolved.text()).isEqualTo(formula);
    }

    @Test
    void theModelNamesWhatItsTermsStandFor() {
        RegressionSummary summary =
                estimator("y ~ . + i(region) | year").fit(gaps()).summary();
        assertThat(terms(summary))
                .containsExactly("treat", "x", "z", "w", "y2", "region::north", "region::south coast");
        assertThat(summary.notes())
                .contains(". stands for treat, x, z, w and y2", "The reference of i(region) is east");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '#',
            value = {
                "y ~ ..('^q') @ 8 @ ..('^q') stands for no numeric column of the table",
                "y ~ i(regoin) @ 7 @ The table has no column 'regoin'; did you mean 'region'?; it has"
                        + " unit, region, year, treat, x, z, w, y, y2",
                "y ~ region @ 5 @ Column 'region' is text and cannot be a number here; its levels go after | as an"
                        + " effect, or into i(region)",
                "y ~ i(year, rgion) @ 13 @ The table has no column 'rgion'; did you mean 'region'?; it has"
                        + " unit, region, year, treat, x, z, w, y, y2",
                "y ~ i(year, ref = 1999) @ 7 @ No row used has the reference 1999 of year; there are 2000, 2001, 2002,"
                        + " 2003, 2004, 2005, 2006, 2007, 2008, 2009 and 1 more",
                "y ~ i(region, ref = 'East') @ 7 @ No row used has the reference East of region; did you mean 'east'?;"
                        + " there are east, north, south coast"
            })
    void pointsAtWhatTheTableDoesNotHave(String formula, int character, String problem) {
        assertThatThrownBy(() -> estimator(formula).fit(gaps())).hasMessage(message(formula, character, problem));
    }

    @Test
    void aPolynomialNeedsMoreDistinctValuesThanItsDegree() {
        Dataset<Row> table = gaps().withColumn("few", functions.expr("year % 3"));
        assertThat(estimator("y ~ poly(few, 2)").fit(table).summary().coefficients())
                .hasSize(3);
        assertThatThrownBy(() -> estimator("y ~ poly(few, 3)").fit(table))
                .isInstanceOf(NotEstimableException.class)
                .hasMessage("poly(few, 3): over the rows used the power 3 cannot be told apart from the lower ones;"
                        + " take a lower degree");
    }

    @Test
    void lagsNeedAPanelOfWholePeriodsWithoutDoubles() {
        String formula = "y ~ l(x, 1)";
        assertThatThrownBy(() -> new LeastSquares().setFormula(formula).fit(gaps()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message(
                        formula,
                        7,
                        "Lags are looked up by unit and period; name their columns with setUnitCol and setTimeCol"));
        assertThatThrownBy(() -> estimator(formula).setTimeCol("region").fit(gaps()))
                .hasMessage(
                        "The periods in 'region' are of type string; lags need whole numbers, such as years, to tell how"
                                + " far two rows are apart");
        Dataset<Row> doubled = gaps().union(gaps().where("unit = 'u07' and year = 2005"));
        assertThatThrownBy(() -> estimator(formula).fit(doubled))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Lags need one row for each unit and year, and there are several of unit = u07, year = 2005;"
                                + " aggregate them first");
        Dataset<Row> halves = gaps().withColumn("year", functions.expr("year + if(unit = 'u02', 0.5D, 0D)"));
        assertThatThrownBy(() -> estimator(formula).fit(halves))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Lags need whole numbers in 'year', such as years; there is ")
                .hasMessageContaining(".5 where unit = u02");
        LeastSquaresModel model = estimator(formula).fit(gaps());
        assertThatThrownBy(() -> model.transform(doubled).collectAsList())
                .hasMessageContaining("Lags need one row for each unit and year, and whole numbers in year");
    }

    @Test
    void rowsWithoutAUnitOrAPeriodHaveNoLag() {
        List<Row> rows = new ArrayList<>();
        for (int unit = 0; unit < 4; unit++) {
            for (int year = 2000; year < 2006; year++) {
                rows.add(RowFactory.create("u" + unit, year, Math.sin(unit * 7 + year), Math.cos(unit * unit + year)));
            }
        }
        rows.add(RowFactory.create(null, 2001, 1.0, 2.0));
        rows.add(RowFactory.create(null, 2002, 1.0, 2.0));
        rows.add(RowFactory.create("u1", null, 1.0, 2.0));
        Dataset<Row> table = TestSpark.session()
                .createDataFrame(
                        rows,
                        new org.apache.spark.sql.types.StructType()
                                .add("unit", "string")
                                .add("year", "int")
                                .add("x", "double")
                                .add("y", "double"));
        RegressionSummary summary = estimator("y ~ l(x, 1)").fit(table).summary();
        assertThat(summary.sample().dropped()).isEqualTo(Map.of("missing l(x, 1)", 7L));
        assertThat(summary.sample().used()).isEqualTo(20);
        for (String type : List.of("bigint", "double", "decimal(6,1)", "smallint")) {
            assertThat(estimator("y ~ l(x, 1)")
                            .fit(table.withColumn("year", functions.col("year").cast(type)))
                            .summary()
                            .coefficients())
                    .isEqualTo(summary.coefficients());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y ~ poly(z, 3) + w",
                "y ~ poly(z, 2, raw)*x + log(w)",
                "y ~ i(region) + i(year, ref = 2004) + x",
                "y ~ 0 + i(year, region)",
                "y ~ i(region):z + z:w",
                "y ~ l(x, 1:2) + d(log(w))",
                "d(y) ~ d(x) + poly(l(z, 1), 2)",
                "y ~ ..('^[xz]$') + . + i(treat, z)"
            })
    void predictionsAreFittedValuesAlsoOfASavedModel(String formula) throws IOException {
        LeastSquaresModel model = estimator(formula).fit(gaps());
        String path = folder.resolve("model").toString();
        model.write().overwrite().save(path);
        LeastSquaresModel read = LeastSquaresModel.load(path);
        assertThat(read.summary()).isEqualTo(model.summary());
        Expression outcome = Formula.parse(formula).outcome();
        String target = outcome.label().equals("d(y)") ? "y - lag(y) over (partition by unit order by year)" : "y";
        Dataset<Row> predicted = read.transform(gaps()).withColumn("target", functions.expr(target));
        assertThat(predicted.columns()).allSatisfy(column -> assertThat(column).doesNotStartWith("agglo"));
        List<Row> rows = predicted.where("prediction is not null").collectAsList();
        RegressionSummary summary = model.summary();
        assertThat(rows.size()).isGreaterThanOrEqualTo((int) summary.sample().used());
        if (target.equals("y") && rows.size() == summary.sample().used()) {
            double rss = rows.stream()
                    .mapToDouble(row -> row.<Double>getAs("target") - row.<Double>getAs("prediction"))
                    .map(u -> u * u)
                    .sum();
            assertThat(rss)
                    .isCloseTo(summary.fit().rss(), within(1e-9 * summary.fit().rss()));
        }
        assertThat(model.transform(gaps()).select("prediction").collectAsList())
                .isEqualTo(read.transform(gaps()).select("prediction").collectAsList());
    }

    @Test
    void predictionsOfOtherRowsUseWhatTheFitFound() {
        LeastSquaresModel model = estimator("y ~ poly(z, 2) + i(region) + w").fit(gaps());
        Dataset<Row> some = gaps().where("region = 'north' and z > 0");
        List<Row> alone = model.transform(some)
                .orderBy("unit", "year")
                .select("prediction")
                .collectAsList();
        List<Row> among = model.transform(gaps())
                .where("region = 'north' and z > 0")
                .orderBy("unit", "year")
                .select("prediction")
                .collectAsList();
        assertThat(alone).isEqualTo(among).isNotEmpty();
    }

    @Test
    void aLevelThatTheFitDidNotMeetHasNoPrediction() {
        LeastSquaresModel model = estimator("y ~ i(region) + z").fit(gaps().where("region <> 'north'"));
        Map<Boolean, Long> predicted = model.transform(gaps()).collectAsList().stream()
                .collect(Collectors.partitioningBy(row -> row.isNullAt(row.size() - 1), Collectors.counting()));
        assertThat(predicted.get(true))
                .isEqualTo(gaps().where("region = 'north'").count());
        LeastSquaresModel cells = estimator("y ~ 0 + i(region, i.treat)").fit(gaps());
        Dataset<Row> other = gaps().limit(1).withColumn("treat", functions.lit(99));
        assertThat(cells.transform(other).head().isNullAt(9)).isTrue();
        assertThatThrownBy(() -> model.transform(gaps().withColumn("region", functions.lit(1))))
                .isInstanceOf(DataException.class)
                .hasMessage("Column 'region' is of type int, and the fit's levels of it are text (east, south coast)");
        assertThatThrownBy(() -> model.transform(gaps().drop("region")))
                .hasMessageContaining("The table has no column 'region'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"y ~ i(year) + x", "y ~ poly(z, 2):i(region) + l(x, 1)", "y ~ i(year, region) + . | unit"})
    void rowOrderAndPartitionsChangeNotOneBit(String formula) {
        RegressionSummary expected = estimator(formula).fit(gaps()).summary();
        for (int partitions : new int[] {1, 7}) {
            Dataset<Row> other = gaps().orderBy(functions.rand(partitions)).repartition(partitions);
            assertThat(estimator(formula).fit(other).summary()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"y ~ i(year) + x", "y ~ poly(z, 2, raw) + l(x, 1) | region", "y ~ z*i(region)"})
    void beyondTheDriverTheNumbersAreTheSame(String formula) {
        RegressionSummary near = estimator(formula).fit(gaps()).summary();
        RegressionSummary far = estimator(formula).fit(gaps(), 10).summary();
        assertThat(terms(far)).isEqualTo(terms(near));
        for (int j = 0; j < near.coefficients().size(); j++) {
            Coefficient a = near.coefficients().get(j);
            Coefficient b = far.coefficients().get(j);
            assertThat(b.estimate()).isCloseTo(a.estimate(), within(1e-10 * Math.abs(a.estimate())));
            assertThat(b.error()).isCloseTo(a.error(), within(1e-10 * Math.abs(a.error())));
        }
        assertThatThrownBy(() -> estimator("y ~ poly(z, 2)").fit(gaps(), 10))
                .hasMessageContaining("only raw polynomials can be; write poly(z, 2, raw)");
    }

    @Test
    void groupsHaveTheirOwnLevelsAndPolynomials() {
        GroupFits fits = estimator("y ~ i(year, ref = 2003) + poly(z, 2)")
                .fitBy(gaps().where("not (region = 'east' and year = 2003)"), "region");
        assertThat(fits.models().keySet()).containsExactly("north", "south coast");
        assertThat(fits.refused().get("east")).startsWith("No row used has the reference 2003 of year");
        RegressionSummary alone = estimator("y ~ i(year, ref = 2003) + poly(z, 2)")
                .fit(gaps().where("region = 'north'"))
                .summary();
        assertThat(fits.models().get("north").summary().coefficients()).isEqualTo(alone.coefficients());
    }
}
