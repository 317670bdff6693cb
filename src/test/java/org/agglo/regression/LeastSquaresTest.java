package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.agglo.spark.DataException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeastSquaresTest {
    private static RegressionSummary fit(String formula, String vcov, Dataset<Row> table) {
        return new LeastSquares().setFormula(formula).setVcov(vcov).fit(table).summary();
    }

    private static double[] numbers(RegressionSummary summary) {
        List<Double> numbers = new ArrayList<>();
        summary.coefficients().forEach(c -> numbers.addAll(List.of(c.estimate(), c.error(), c.pValue(), c.low())));
        RegressionSummary.Fit fit = summary.fit();
        numbers.addAll(List.of(fit.rss(), fit.tss(), fit.r2(), fit.r2Within(), fit.f(), fit.fPValue()));
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y ~ x + log(z)",
                "y ~ x + log(z) | region",
                "y ~ x * z | region + year",
                "y ~ x | region + year + sector"
            })
    void rowOrderAndPartitionsChangeNotOneBit(String formula) {
        List<Row> rows = Simulated.rows(30, 12, 2);
        double[] expected = numbers(fit(formula, "cluster(region, year)", Simulated.table(rows)));
        for (int partitions : new int[] {1, 7, 64}) {
            Dataset<Row> other =
                    Simulated.table(Simulated.shuffled(rows, partitions)).repartition(partitions);
            assertThat(numbers(fit(formula, "cluster(region, year)", other))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"y ~ x + z | region, 1", "y ~ x + z | region + year, 2", "y ~ x + z | year + sector + region, 3"})
    void sweepingOutIsTheSameAsDummies(String formula, int effects) {
        Dataset<Row> table = Simulated.panel();
        RegressionSummary swept = fit(formula, "iid", table);
        Dataset<Row> wide = table;
        StringBuilder dummies = new StringBuilder("y ~ x + z");
        for (String effect : Formula.parse(formula).effectNames()) {
            List<Row> levels = table.select(effect).distinct().orderBy(effect).collectAsList();
            for (Row level : levels.subList(1, levels.size())) {
                String name = effect + "_" + level.get(0);
                wide = wide.withColumn(
                        name, functions.col(effect).equalTo(level.get(0)).cast("int"));
                dummies.append(" + ").append(name);
            }
        }
        RegressionSummary full = fit(dummies.toString(), "iid", wide);
        assertThat(swept.effects()).hasSize(effects);
        assertThat(swept.fit().rank()).isEqualTo(full.fit().rank());
        for (String term : List.of("x", "z")) {
            RegressionSummary.Coefficient a = Reference.coefficient(swept, term);
            RegressionSummary.Coefficient b = Reference.coefficient(full, term);
            assertThat(a.estimate()).isCloseTo(b.estimate(), within(1e-12));
            assertThat(a.error()).isCloseTo(b.error(), within(1e-12));
        }
        assertThat(swept.fit().r2()).isCloseTo(full.fit().r2(), within(1e-12));
        assertThat(swept.fit().rmse()).isCloseTo(full.fit().rmse(), within(1e-12));
        assertThat(swept.fit().r2Adjusted()).isCloseTo(full.fit().r2Adjusted(), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y ~ x + z",
                "y ~ 0 + x + z",
                "y ~ 0 + one + x",
                "y ~ x + z | region",
                "y ~ x + big + small | region + year",
                "y ~ 1"
            })
    void bothFittersGiveTheSameNumbers(String formula) {
        Dataset<Row> table = Simulated.panel()
                .withColumn("one", functions.lit(1))
                .withColumn("big", functions.expr("z * 1e12"))
                .withColumn("small", functions.expr("sin(z) * 1e-12"));
        LeastSquares model = new LeastSquares().setFormula(formula).setVcov("robust");
        RegressionSummary ours = model.setFitter("crossproducts").fit(table).summary();
        RegressionSummary mllibs = model.setFitter("mllib").fit(table).summary();
        assertThat(ours.fitter()).isEqualTo("crossproducts");
        assertThat(mllibs.fitter()).isEqualTo("mllib");
        for (int j = 0; j < ours.coefficients().size(); j++) {
            double a = ours.coefficients().get(j).estimate();
            assertThat(mllibs.coefficients().get(j).estimate()).isCloseTo(a, within(1e-12 * Math.abs(a)));
        }
        assertThat(mllibs.notes()).isEqualTo(ours.notes());
    }

    @Test
    void mllibAloneAgreesToEightDigits() {
        Dataset<Row> table = Simulated.panel();
        Fitted fitted = new LeastSquares()
                .setFormula("y ~ x + z | region + year")
                .setFitter("mllib")
                .fit(table)
                .fitted();
        assertThat(fitted.solution().correction()).isLessThan(1e-10);
    }

    @Test
    void rowsAreDroppedByReasonAndCounted() {
        List<Row> rows = new ArrayList<>(Simulated.rows(10, 10, 3));
        rows.add(RowFactory.create("r000", 2000, 1L, null, 1.0, 1.0));
        rows.add(RowFactory.create("r000", 2000, 1L, 1.0, 0.0, 1.0));
        rows.add(RowFactory.create("r000", 2000, 1L, 1.0, -3.0, 1.0));
        rows.add(RowFactory.create("r000", 2000, 1L, 1.0, 1.0, Double.NaN));
        rows.add(RowFactory.create(null, 2000, 1L, 1.0, 1.0, 1.0));
        rows.add(RowFactory.create("r001", null, 1L, 1.0, 1.0, 1.0));
        RegressionSummary summary = fit("y ~ x + log(z) | region", "cluster(year)", Simulated.table(rows));
        assertThat(summary.sample().dropped())
                .isEqualTo(Map.of(
                        "missing x",
                        1L,
                        "log(z) of a non-positive value",
                        2L,
                        "missing y",
                        1L,
                        "missing region",
                        1L,
                        "missing year",
                        1L));
        assertThat(summary.sample().rows()).isEqualTo(rows.size());
        assertThat(summary.notes()).anyMatch(note -> note.contains("2 rows: log(z) of a non-positive value"));
    }

    @Test
    void regressorsThatCannotBeToldApartStayInPlaceWithTheReason() {
        Dataset<Row> table = Simulated.panel()
                .withColumn("w", functions.expr("2 * x - 3 * z + 1"))
                .withColumn("one", functions.lit(0.1))
                .withColumn("size", functions.expr("length(region) + cast(substr(region, 2) as int)"));
        RegressionSummary summary = fit("y ~ x + one + z + w + size + year | region", "iid", table);
        assertThat(summary.coefficients().stream().map(RegressionSummary.Coefficient::term))
                .containsExactly("x", "one", "z", "w", "size", "year");
        assertThat(Reference.coefficient(summary, "w").omitted()).contains("collinear with x and z");
        assertThat(Reference.coefficient(summary, "one").omitted()).contains("constant");
        assertThat(Reference.coefficient(summary, "size").omitted()).contains("absorbed by region");
        assertThat(Reference.coefficient(summary, "w").estimate()).isZero();
        assertThat(Reference.coefficient(summary, "w").error()).isNaN();
        assertThat(summary.vcov().get(3, 3)).isNaN();
        assertThat(summary.vcov().get(5, 0)).isFinite();
        assertThat(summary.notes()).contains("w is left out: collinear with x and z");
        RegressionSummary without = fit("y ~ x + z + year | region", "iid", table);
        assertThat(Reference.coefficient(summary, "year").error())
                .isEqualTo(Reference.coefficient(without, "year").error());
    }

    @Test
    void aRegressorTheEffectsExplainOnlyTogetherNamesThemAll() {
        Dataset<Row> table =
                Simulated.panel().withColumn("age", functions.expr("year - cast(substr(region, 2) as int)"));
        RegressionSummary summary = fit("y ~ x + age | region + year", "iid", table);
        assertThat(Reference.coefficient(summary, "age").omitted()).contains("absorbed by region and year");
    }

    @Test
    void whatCannotBeEstimatedIsRefusedWithTheReason() {
        Dataset<Row> table = Simulated.panel()
                .withColumn("one", functions.lit(1.0))
                .withColumn("id", functions.expr("monotonically_increasing_id()"));
        assertThatThrownBy(() -> fit("y ~ one", "iid", table))
                .hasMessageContaining("no regressor is left; one is left out: constant");
        assertThatThrownBy(() -> fit("y ~ one | region", "iid", table))
                .isInstanceOf(NotEstimableException.class)
                .hasMessageContaining("no regressor is left");
        assertThatThrownBy(() -> fit("y ~ x | region | z ~ w", "iid", table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Least squares take no instruments; fit this formula with InstrumentalVariables")
                .hasMessageContaining("at character 18");
        assertThatThrownBy(() -> fit("one ~ x", "iid", table)).hasMessageContaining("the outcome one is 1.0 in all");
        assertThatThrownBy(() -> fit("year ~ x | year", "iid", table))
                .hasMessageContaining("the outcome year does not vary within year");
        assertThatThrownBy(() -> fit("y ~ x | id", "iid", table))
                .hasMessageContaining("no row is left (dropped 295 rows: alone in a level of id); leave effects out");
        assertThatThrownBy(() -> new LeastSquares()
                        .setFormula("y ~ x | id")
                        .setSingletons("keep")
                        .fit(table))
                .hasMessageContaining("does not vary within id");
        assertThatThrownBy(() -> fit("y ~ x", "cluster(one)", table)).hasMessageContaining("only one cluster in one");
        assertThatThrownBy(() -> fit("y ~ x", "iid", table.limit(2))).hasMessageContaining("2 rows for 2 parameters");
        assertThatThrownBy(() -> fit("log(y - 1e9) ~ x", "iid", table))
                .hasMessageContaining("no row is left (dropped")
                .hasMessageContaining("log(y - 1e9) of a non-positive value");
        assertThatThrownBy(() -> fit("y ~ region", "iid", table))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is text");
        assertThatThrownBy(() -> fit("y ~ x | nowhere", "iid", table))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column 'nowhere'");
        assertThatThrownBy(() ->
                        new LeastSquares().setFormula("y ~ x").setFitter("mlib").fit(table))
                .hasMessageContaining("did you mean 'mllib'?");
    }

    @Test
    void whatNeedsNoRemarkHasNone() {
        assertThat(fit("y ~ x + z", "iid", Simulated.panel()).notes()).isEmpty();
        assertThat(fit("y ~ x + z | region + year", "cluster(region)", Simulated.panel())
                        .notes())
                .isEmpty();
    }

    @Test
    void nestedEffectsCostNoDegreeOfFreedomAndAreSaidToBe() {
        Dataset<Row> table = Simulated.panel().withColumn("half", functions.expr("substr(region, 2, 2)"));
        RegressionSummary nested = fit("y ~ x | half + region", "iid", table);
        RegressionSummary plain = fit("y ~ x | region", "iid", table);
        assertThat(nested.coefficients().get(0).error())
                .isCloseTo(plain.coefficients().get(0).error(), within(1e-14));
        assertThat(nested.effects().get(0).redundant()).isEqualTo(3);
        assertThat(nested.notes())
                .containsExactly("3 levels explained by other effects cost no degree of freedom; fixest by default"
                        + " takes off 1 only");
    }

    @Test
    void numbersBeyondSquaringAreRefused() {
        assertThatThrownBy(() -> fit("y ~ I(x * 1e150)", "iid", Simulated.panel()))
                .hasMessageContaining("beyond what can be squared and summed; rescale it");
    }

    @Test
    void aPerfectFitIsSaidToBeOne() {
        RegressionSummary summary = fit("I(3 * x - z + 2) ~ x + z", "iid", Simulated.panel());
        assertThat(Reference.coefficient(summary, "x").estimate()).isCloseTo(3, within(1e-13));
        assertThat(summary.fit().r2()).isCloseTo(1, within(1e-15));
        assertThat(summary.notes()).anyMatch(note -> note.startsWith("The fit is perfect"));
    }

    @Test
    void anotherCovarianceNeedsNoJob() {
        LeastSquaresModel model = new LeastSquares()
                .setFormula("y ~ x | region")
                .setClusters("year")
                .fit(Simulated.panel());
        RegressionSummary direct = fit("y ~ x | region", "cluster(region, year)", Simulated.panel());
        RegressionSummary later = model.summary("cluster(region, year)");
        assertThat(later.coefficients().get(0).error())
                .isCloseTo(direct.coefficients().get(0).error(), within(1e-14));
        assertThat(later.effects().get(0).nested()).isTrue();
        assertThatThrownBy(() -> model.summary("cluster(sector)"))
                .hasMessageContaining("the column sector was not read with this fit; name it in setClusters");
    }

    @Test
    void aMissingExtraClusterIsRefusedOnlyWhenAskedFor() {
        List<Row> rows = new ArrayList<>(Simulated.rows(10, 10, 3));
        rows.add(RowFactory.create("r001", 2001, null, 1.0, 1.0, 1.0));
        LeastSquaresModel model =
                new LeastSquares().setFormula("y ~ x").setClusters("sector").fit(Simulated.table(rows));
        assertThat(model.summary().sample().used()).isEqualTo(rows.size());
        assertThatThrownBy(() -> model.summary("cluster(sector)"))
                .hasMessageContaining("1 row of those fitted have no sector");
    }

    @Test
    void groupsAreFittedOneByOneAndRefusalsReported() {
        List<Row> rows = new ArrayList<>(Simulated.rows(4, 40, 5));
        rows.add(RowFactory.create("tiny", 2000, 1L, 1.0, 1.0, 1.0));
        rows.add(RowFactory.create("gone", 2000, 1L, 1.0, -1.0, 1.0));
        rows.add(RowFactory.create(null, 2000, 1L, 1.0, 1.0, 1.0));
        rows.add(RowFactory.create("r002", 2000, 1L, null, 1.0, 1.0));
        Dataset<Row> table = Simulated.table(rows);
        GroupFits fits = new LeastSquares()
                .setFormula("y ~ x + log(z) | sector")
                .setVcov("cluster(year)")
                .fitBy(table, "region");
        assertThat(fits.models().keySet()).containsExactly("r000", "r001", "r002", "r003");
        assertThat(fits.refused().keySet()).containsExactlyInAnyOrder("tiny", "gone");
        assertThat(fits.refused().get("gone"))
                .contains("no row is left (dropped 1 row: log(z) of a non-positive value)");
        assertThat(fits.ungrouped()).isEqualTo(1);
        RegressionSummary alone = fit("y ~ x + log(z) | sector", "cluster(year)", table.filter("region = 'r002'"));
        assertThat(fits.models().get("r002").summary()).isEqualTo(alone);
        assertThat(alone.sample().dropped()).isEqualTo(Map.of("missing x", 1L));
    }

    @Test
    void predictsFromTheRegressors() {
        Dataset<Row> table = Simulated.panel();
        LeastSquaresModel pooled =
                new LeastSquares().setFormula("y ~ x + log(z)").fit(table);
        double[] b = pooled.summary().coefficients().stream()
                .mapToDouble(c -> c.estimate())
                .toArray();
        Row row = pooled.transform(table).head();
        double expected = b[0] + b[1] * row.getDouble(3) + b[2] * Math.log(row.getDouble(4));
        assertThat(row.getDouble(row.fieldIndex("prediction"))).isCloseTo(expected, within(1e-12));
        assertThat(pooled.transformSchema(table.schema()))
                .isEqualTo(pooled.transform(table).schema());
        Row missing =
                pooled.transform(table.withColumn("z", functions.lit(0.0))).head();
        assertThat(missing.isNullAt(missing.fieldIndex("prediction"))).isTrue();
        assertThatThrownBy(() -> pooled.setPredictionCol("x").transform(table))
                .hasMessageContaining("is there already");
    }

    @Test
    void binaryAndWholeNumbersAndDatesAreLevels() {
        Dataset<Row> table = Simulated.panel()
                .withColumn("half", functions.expr("year / 2.0"))
                .withColumn("late", functions.expr("year > 2005"))
                .withColumn("day", functions.expr("make_date(year, 1, 1)"));
        double direct = fit("y ~ x | year", "iid", table).coefficients().get(0).error();
        assertThat(fit("y ~ x | half", "iid", table).coefficients().get(0).error())
                .isEqualTo(direct);
        assertThat(fit("y ~ x | day", "iid", table).coefficients().get(0).error())
                .isEqualTo(direct);
        assertThat(fit("y ~ x | late", "iid", table).effects().get(0).levels()).isEqualTo(2);
    }

    @Test
    void sumsAreLinearInTheOutcomesScale() {
        Dataset<Row> table = Simulated.panel();
        for (String scale : Arrays.asList("1e-12", "1e12")) {
            RegressionSummary one = fit("y ~ x + z | region + year", "cluster(region)", table);
            RegressionSummary scaled =
                    fit("I(y * " + scale + ") ~ I(x * " + scale + ") + z | region + year", "cluster(region)", table);
            assertThat(scaled.coefficients().get(0).statistic())
                    .isCloseTo(one.coefficients().get(0).statistic(), within(1e-9));
            assertThat(scaled.coefficients().get(0).estimate())
                    .isCloseTo(one.coefficients().get(0).estimate(), within(1e-12));
        }
    }
}
