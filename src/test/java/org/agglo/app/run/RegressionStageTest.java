package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.agglo.TestSpark;
import org.agglo.app.study.Study;
import org.agglo.app.study.StudyReader;
import org.agglo.regression.LeastSquares;
import org.agglo.regression.LeastSquaresModel;
import org.agglo.regression.RegressionSummary;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every estimator and option that a study's models can name. */
class RegressionStageTest {
    private static final String STUDY = """
            name = kinds
            data = "."
            sources.panel {
              path = "panel.csv"
              columns {
                region { type = text }, year { type = integer }, area { type = text }
                y { type = number }, x { type = number }, z { type = number }, people { type = number }
              }
            }
            panel { region = region, time = year, from = 2000, to = 2007, source = panel, cells = [area] }
            tables.kinds { MODELS }
            """;

    @TempDir
    Path folder;

    @Test
    void everyEstimatorIsFittedAsItsSettingsSay() throws Exception {
        FittedTable table = fit("""
                models {
                  pooled { formula = "y ~ x", tests = [breusch-pagan, honda, pesaran-cd, equal-slopes] }
                  weighted { formula = "y ~ x | region", weights = people, small-sample = reghdfe }
                  random { estimator = random, effect = "region + year", method = nerlove, formula = "y ~ x" }
                  correlated { estimator = correlated-random, effect = region, formula = "y ~ x" }
                  between { estimator = between, effect = region, formula = "y ~ x" }
                  differences { estimator = first-difference, formula = "y ~ x", vcov = robust }
                  instruments { estimator = iv, formula = "y ~ 1 | region | x ~ z" }
                  counts { estimator = poisson, formula = "people ~ x | region", vcov = robust }
                  few { formula = "y ~ x | region", vcov = "cluster(year)", wild = [x] }
                }""");

        assertThat(table.models())
                .extracting(model -> model.summary().estimator())
                .containsExactly(
                        "Pooled OLS",
                        "Fixed effects",
                        "Random effects",
                        "Correlated random effects",
                        "Between",
                        "First differences",
                        "Two-stage least squares",
                        "Poisson",
                        "Fixed effects");
        assertThat(table.models())
                .extracting(model -> model.summary().covariance().spec())
                .containsExactly(
                        "iid",
                        "cluster(region)",
                        "iid",
                        "iid",
                        "iid",
                        "robust",
                        "cluster(region)",
                        "robust",
                        "cluster(year)");
        assertThat(table.models().get(1).summary())
                .usingRecursiveComparison()
                .isEqualTo(new LeastSquares()
                        .setFormula("y ~ x | region")
                        .setWeightCol("people")
                        .setSmallSample("reghdfe")
                        .fit(rows())
                        .summary());
        assertThat(table.tests())
                .hasSize(5)
                .extracting(test -> test.name())
                .startsWith("pooled, Breusch–Pagan LM")
                .endsWith("few, wild cluster bootstrap");
        assertThat(table.tests().get(4).note()).contains("8 clusters by year, all 256 patterns of signs");
    }

    @Test
    void anEntryWithSeveralOutcomesAndStepsIsAColumnForEachModel() throws Exception {
        FittedTable table = fit("""
                models {
                  plain { label = Plain, formula = "y ~ x" }
                  steps { label = Steps, formula = "c(y, log(people)) ~ csw(x, z) | region", vcov = "cluster(year)", wild = [z] }
                  effects { estimator = poisson, formula = "people ~ x | sw0(region, region + year)" }
                }
                compare { term = x, models = [steps-1, steps-2] }
                """);

        assertThat(table.models())
                .extracting(table::label)
                .containsExactly(
                        "Plain",
                        "Steps, y (1)",
                        "Steps, y (2)",
                        "Steps, log(people) (1)",
                        "Steps, log(people) (2)",
                        "effects (1)",
                        "effects (2)",
                        "effects (3)");
        assertThat(table.models())
                .extracting(model -> model.spec().name())
                .contains("plain", "steps-1", "steps-4", "effects-3");
        List<RegressionSummary> together = new LeastSquares()
                        .setFormula("c(y, log(people)) ~ csw(x, z) | region")
                        .setVcov("cluster(year)")
                        .setFitter("mllib")
                        .fitAll(rows())
                        .models()
                        .values()
                        .stream()
                        .map(LeastSquaresModel::summary)
                        .toList();
        for (int i = 0; i < 4; i++) {
            RegressionSummary one = table.models().get(1 + i).summary();
            assertThat(one.formula()).isEqualTo(together.get(i).formula());
            for (int j = 0; j < one.coefficients().size(); j++) {
                assertThat(one.coefficients().get(j).error())
                        .isCloseTo(together.get(i).coefficients().get(j).error(), withinPercentage(1e-10));
            }
        }
        assertThat(table.tests())
                .extracting(test -> test.name())
                .containsExactly(
                        "Steps, y (2), wild cluster bootstrap", "Steps, log(people) (2), wild cluster bootstrap");
        assertThat(ModelTables.table(table).columns())
                .hasSize(1 + table.models().size());
    }

    @Test
    void otherEstimatorsAreFittedByGroupToo() throws Exception {
        FittedTable table = fit("""
                by = area
                models {
                  random { estimator = random, effect = region, formula = "y ~ x" }
                  instruments { estimator = iv, formula = "y ~ 1 | year | x ~ z" }
                }
                equal = [x]
                """);

        assertThat(table.models())
                .extracting(model -> model.group().orElseThrow())
                .containsExactly("east", "west", "east", "west");
        assertThat(table.models())
                .extracting(model -> model.summary().sample().used())
                .containsOnly(40L);
        assertThat(table.tests()).hasSize(2);
    }

    private FittedTable fit(String models) throws Exception {
        Files.writeString(folder.resolve("panel.csv"), "");
        Path file = folder.resolve("kinds.conf");
        Files.writeString(file, STUDY.replace("MODELS", models));
        Study study = StudyReader.read(file, Optional.of(folder.toString()));
        return RegressionStage.fit(rows(), study.panel(), study.tables().get(0), Comparator.naturalOrder());
    }

    private static Dataset<Row> rows() {
        Random random = new Random(7);
        List<Row> rows = new ArrayList<>();
        for (int region = 0; region < 10; region++) {
            double effect = random.nextGaussian();
            for (int year = 2000; year < 2008; year++) {
                double z = random.nextGaussian();
                double x = z + effect + random.nextGaussian();
                double y = x / 2 + effect + random.nextGaussian();
                String area = region < 5 ? "east" : "west";
                rows.add(RowFactory.create("r" + region, year, area, y, x, z, 1.0 + random.nextInt(9)));
            }
        }
        return TestSpark.session()
                .createDataFrame(
                        rows,
                        new StructType()
                                .add("region", DataTypes.StringType)
                                .add("year", DataTypes.IntegerType)
                                .add("area", DataTypes.StringType)
                                .add("y", DataTypes.DoubleType)
                                .add("x", DataTypes.DoubleType)
                                .add("z", DataTypes.DoubleType)
                                .add("people", DataTypes.DoubleType));
    }
}
