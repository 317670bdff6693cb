package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.agglo.TestSpark;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.spark.DataException;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeveralModelsTest {
    private static final double RELATIVE = 1e-8;

    private static LeastSquares estimator(String formula) {
        return new LeastSquares().setFormula(formula).setUnitCol("unit").setTimeCol("year");
    }

    private static Dataset<Row> gaps() {
        return Panels.read("gaps");
    }

    private static void same(String what, double found, double expected, double relative) {
        assertThat(found).as(what).isCloseTo(expected, within(relative * Math.abs(expected) + 1e-300));
    }

    /** Matches pyfixest, whose samples too differ by model where values are missing. */
    @TestFactory
    Stream<DynamicTest> agreesWithPyfixest() {
        List<DynamicTest> tests = new ArrayList<>();
        Golden.json(Path.of("src/test/resources/expected/several.json"))
                .get("cases")
                .forEach(node -> tests.add(dynamicTest(
                        node.get("formula").asText() + " " + node.get("vcov").asText(), () -> compare(node))));
        return tests.stream();
    }

    private static void compare(JsonNode expected) {
        List<SeveralFits.One> found = estimator(expected.get("formula").asText())
                .setVcov(expected.get("vcov").asText())
                .setSmallSample("fixest")
                .setSingletons("keep")
                .fitAll(gaps())
                .all();
        assertThat(found).hasSize(expected.get("models").size());
        for (int i = 0; i < found.size(); i++) {
            RegressionSummary summary = found.get(i).model().orElseThrow().summary();
            JsonNode model = expected.get("models").get(i);
            assertThat(summary.sample().used()).isEqualTo(model.get("n").asLong());
            model.get("terms").properties().forEach(term -> {
                Coefficient coefficient = Reference.coefficient(summary, term.getKey());
                same(
                        term.getKey(),
                        coefficient.estimate(),
                        term.getValue().get("estimate").asDouble(),
                        RELATIVE);
                same(
                        term.getKey(),
                        coefficient.error(),
                        term.getValue().get("error").asDouble(),
                        RELATIVE);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c(y, y2) ~ z + csw0(x, l(w, 1)) | unit",
                "c(y, log(w)) ~ sw(poly(z, 2), i(year), x*z, l(x, 1:2))",
                "c(y, d(y)) ~ i(year, z, ref = 2005) + sw(w, x) | unit^region + region[z]",
                "y ~ 0 + sw(i(region), x) + w",
                "y ~ ..('^[xz]$') + sw(w, y2) | year",
                "y ~ csw(x, z) | sw0(unit, year, region^year + unit)",
                "y ~ x | year + csw0(unit[z])"
            })
    void eachIsWhatItWouldBeAlone(String formula) {
        Dataset<Row> weighed = gaps().withColumn("weight", functions.expr("if(year = 2001, 0, 1 + year % 3)"));
        LeastSquares all = estimator(formula).setVcov("cluster(region)").setWeightCol("weight");
        SeveralFits fits = all.fitAll(weighed);
        assertThat(fits.refused()).isEmpty();
        List<Formula> formulas = Formula.parseAll(formula);
        assertThat(fits.models().keySet())
                .containsExactlyElementsOf(formulas.stream().map(Formula::text).toList());
        fits.models().forEach((text, model) -> {
            RegressionSummary found = model.summary();
            RegressionSummary alone = estimator(text)
                    .setVcov("cluster(region)")
                    .setWeightCol("weight")
                    .fit(weighed)
                    .summary();
            assertThat(found.sample()).isEqualTo(alone.sample());
            assertThat(found.effects()).isEqualTo(alone.effects());
            assertThat(found.notes()).isEqualTo(alone.notes());
            assertThat(found.expansion().levels()).isEqualTo(alone.expansion().levels());
            assertThat(found.coefficients())
                    .extracting(Coefficient::term)
                    .isEqualTo(
                            alone.coefficients().stream().map(Coefficient::term).toList());
            for (int j = 0; j < alone.coefficients().size(); j++) {
                Coefficient a = alone.coefficients().get(j);
                Coefficient b = found.coefficients().get(j);
                assertThat(b.omitted()).isEqualTo(a.omitted());
                same(a.term(), b.estimate(), a.estimate(), 1e-10);
                if (a.omitted().isEmpty()) {
                    same(a.term(), b.error(), a.error(), 1e-9);
                }
            }
        });
    }

    @Test
    void samplesDifferWhereMissingValuesDo() {
        SeveralFits fits = estimator("c(y, y2) ~ sw(x, z)").fitAll(gaps());
        List<RegressionSummary.Sample> samples = fits.models().values().stream()
                .map(model -> model.summary().sample())
                .toList();
        assertThat(samples).extracting(RegressionSummary.Sample::used).doesNotHaveDuplicates();
        assertThat(samples.get(1).dropped()).isEmpty();
        assertThat(samples.get(3).dropped()).containsOnlyKeys("missing y2");
        assertThat(samples.get(2).dropped()).containsOnlyKeys("missing y2", "missing x");
        assertThat(samples).allSatisfy(sample -> assertThat(sample.rows()).isEqualTo(130));
    }

    @Test
    void groupsComeFirstThenOutcomesThenSteps() {
        Dataset<Row> table = gaps().withColumn("region", functions.expr("if(year = 2010, null, region)"));
        SeveralFits fits = estimator("c(y, y2) ~ csw(z, w) | unit").fitAll(table, "region");
        assertThat(fits.all().stream().map(SeveralFits.One::label).limit(5))
                .containsExactly(
                        "east: y ~ z | unit",
                        "east: y ~ z + w | unit",
                        "east: y2 ~ z | unit",
                        "east: y2 ~ z + w | unit",
                        "north: y ~ z | unit");
        assertThat(fits.all()).hasSize(12);
        assertThat(fits.ungrouped()).isEqualTo(table.where("region is null").count());
        GroupFits alone =
                estimator("y ~ z + w | unit").setFitter("crossproducts").fitBy(table, "region");
        alone.models().forEach((group, model) -> {
            RegressionSummary found =
                    fits.models().get(group + ": y ~ z + w | unit").summary();
            assertThat(found.sample()).isEqualTo(model.summary().sample());
            same(
                    group,
                    found.coefficients().get(0).estimate(),
                    model.summary().coefficients().get(0).estimate(),
                    1e-12);
        });
    }

    @Test
    void whatCannotBeEstimatedIsRefusedAndTheOthersStay() {
        Dataset<Row> table = gaps().withColumn("nothing", functions.lit(null).cast("double"));
        SeveralFits fits = estimator("y ~ sw(z, nothing, treat, i(year, ref = 1999)) | unit")
                .fitAll(table);
        assertThat(fits.models()).containsOnlyKeys("y ~ z | unit");
        assertThat(fits.refused().values().stream()
                        .map(reason -> reason.lines().findFirst().orElseThrow()))
                .containsExactly(
                        "y ~ nothing | unit: no row is left (dropped 130 rows: missing nothing)",
                        "y ~ treat | unit: no regressor is left; treat is left out: absorbed by unit",
                        "No row used has the reference 1999 of year; there are 2000, 2001, 2002, 2003, 2004, 2005, 2006,"
                                + " 2007, 2008, 2009 and 1 more at character 29:");
        assertThat(fits.all().get(1).model()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "c(y, xx) ~ z @ no column 'xx'; did you mean 'x'?",
                "y ~ sw(x, region) @ Column 'region' is text and cannot be a number here",
                "y ~ sw(x, z) | unit | w ~ y2 @ Least squares take no instruments",
                "y ~ sw(x, z @ Expected ')' to close sw("
            })
    void whatIsWrongWithTheFormulaIsWrongWithAll(String formula, String problem) {
        assertThatThrownBy(() -> estimator(formula).fitAll(gaps())).hasMessageContaining(problem);
    }

    @Test
    void oneFitTakesOneModel() {
        assertThatThrownBy(() -> estimator("c(y, y2) ~ x").fit(gaps()))
                .hasMessage(
                        Caret.message("c(y, y2) ~ x", 0, "c() makes several models; fit them all at once with fitAll"));
        assertThat(estimator("y ~ x").fitAll(gaps()).models()).containsOnlyKeys("y ~ x");
    }

    @Test
    void doubledUnitsAreRefusedForLags() {
        Dataset<Row> doubled = gaps().union(gaps().limit(1));
        assertThatThrownBy(() -> estimator("y ~ sw(z, l(z, 1))").fitAll(doubled))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Lags need one row for each unit and year, and there are several of unit = ");
        assertThat(estimator("y ~ sw(z, w)").fitAll(doubled).models()).hasSize(2);
    }

    @Test
    void theTableIsReadInOneJobAndMllibAgrees() throws Exception {
        Dataset<Row> table = gaps();
        table.count();
        AtomicInteger jobs = new AtomicInteger();
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
                jobs.incrementAndGet();
            }
        };
        TestSpark.session().sparkContext().addSparkListener(listener);
        LeastSquares all = estimator("c(y, log(w)) ~ csw(z, x, i(year), y2) | unit");
        SeveralFits ours = all.fitAll(table);
        TestSpark.session().sparkContext().listenerBus().waitUntilEmpty();
        TestSpark.session().sparkContext().removeSparkListener(listener);
        assertThat(ours.models()).hasSize(8);
        assertThat(jobs.get()).isEqualTo(1);
        Map<String, LeastSquaresModel> mllibs =
                all.setFitter("mllib").fitAll(table).models();
        ours.models().forEach((label, model) -> {
            assertThat(model.summary().fitter()).isEqualTo("crossproducts");
            RegressionSummary other = mllibs.get(label).summary();
            assertThat(other.fitter()).isEqualTo("mllib");
            same(
                    label,
                    other.coefficients().get(0).estimate(),
                    model.summary().coefficients().get(0).estimate(),
                    1e-12);
        });
    }
}
