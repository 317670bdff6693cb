package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results as tables, under broom's names. */
class ResultTablesTest {
    @TempDir
    private Path folder;

    private static LeastSquares model(String formula) {
        return new LeastSquares().setFormula(formula).setVcov("robust");
    }

    private static double glance(RegressionModel<?> model, String name) {
        return model.glance().select("`" + name + "`").head().getDouble(0);
    }

    @Test
    void oneRowForEachTerm() {
        Dataset<Row> table = Simulated.panel().withColumn("twice", functions.expr("2 * x"));
        LeastSquaresModel model = model("y ~ x + twice | region").fit(table);
        Dataset<Row> tidy = model.tidy();
        assertThat(tidy.columns())
                .containsExactly("term", "estimate", "std.error", "statistic", "p.value", "conf.low", "conf.high");
        List<Row> rows = tidy.collectAsList();
        RegressionSummary.Coefficient x = model.summary().coefficients().get(0);
        assertThat(rows.get(0).toSeq().mkString(" "))
                .isEqualTo("x %s %s %s %s %s %s"
                        .formatted(x.estimate(), x.error(), x.statistic(), x.pValue(), x.low(), x.high()));
        assertThat(rows.get(1).toSeq().mkString(" ")).isEqualTo("twice null null null null null null");
        assertThat(model.tidy("iid").head().getDouble(2))
                .isEqualTo(model.summary("iid").coefficients().get(0).error());
    }

    @Test
    void oneRowForTheModel() {
        LeastSquaresModel model = model("y ~ x + z | region").fit(Simulated.panel());
        RegressionSummary summary = model.summary();
        Row row = model.glance().head();
        Map<String, Double> expected = Map.ofEntries(
                Map.entry("r.squared", summary.fit().r2()),
                Map.entry("adj.r.squared", summary.fit().r2Adjusted()),
                Map.entry("within.r.squared", summary.fit().r2Within()),
                Map.entry("adj.within.r.squared", summary.fit().r2WithinAdjusted()),
                Map.entry("sigma", summary.fit().rmse()),
                Map.entry("statistic", summary.fit().f()),
                Map.entry("p.value", summary.fit().fPValue()),
                Map.entry("df", 2.0),
                Map.entry("deviance", summary.fit().rss()),
                Map.entry("df.residual", (double) summary.sample().used() - 32));
        expected.forEach((name, value) ->
                assertThat(row.getDouble(row.fieldIndex(name))).as(name).isEqualTo(value));
        assertThat(row.getLong(row.fieldIndex("nobs")))
                .isEqualTo(summary.sample().used());
        Row pooled = model("y ~ x").fit(Simulated.panel()).glance("iid").head();
        assertThat(pooled.isNullAt(pooled.fieldIndex("within.r.squared"))).isTrue();
        assertThat(pooled.length()).isEqualTo(14);
    }

    /** What FixedEffectModels.jl's tests have from Stata, to 4 decimals, and fixest's value. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "cigar/Cigar.csv; Sales ~ Price; -6625.8266; 1e-4",
                "cigar/Cigar.csv; Sales ~ Price + Pimin | State; -5667.7629; 1e-4",
                "grunfeld/grunfeld.csv; inv ~ value + capital | firm + year; -1056.13224826966; 1e-8"
            })
    void theLikelihoodIsThatOfOtherPrograms(String panel, String formula, double expected, double close) {
        LeastSquaresModel model = model(formula).fit(Panels.read(panel));
        double likelihood = glance(model, "logLik");
        long rank = model.summary().fit().rank();
        long n = model.summary().observations();
        assertThat(likelihood).isCloseTo(expected, within(close));
        assertThat(glance(model, "AIC")).isCloseTo(-2 * likelihood + 2 * rank, within(1e-9));
        assertThat(glance(model, "BIC")).isCloseTo(-2 * likelihood + rank * Math.log(n), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(longs = {40_000_000, 10})
    void theWeightedLikelihoodIsThatOfStatsmodels(long cells) {
        JsonNode expected = null;
        for (JsonNode node :
                Golden.json(Path.of("src/test/resources/expected/weights.json")).get("cases")) {
            expected = node.get("fit").has("logLik") ? node : expected;
        }
        LeastSquaresModel model =
                model(expected.get("formula").asText()).setWeightCol("pctmin").fit(Panels.read("crime"), cells);
        for (String name : List.of("logLik", "AIC", "BIC")) {
            assertThat(glance(model, name))
                    .as(name)
                    .isCloseTo(expected.get("fit").get(name).asDouble(), within(1e-7));
        }
    }

    @Test
    void aRowThatStandsForSeveralCountsAsManyInTheLikelihood() {
        Dataset<Row> table = Simulated.panel().withColumn("w", functions.expr("1 + year % 3"));
        Dataset<Row> repeated = table.withColumn("copy", functions.expr("explode(sequence(1, w))"));
        LeastSquaresModel some = model("y ~ x | region")
                .setWeightCol("w")
                .setWeightType("frequency")
                .fit(table);
        LeastSquaresModel all = model("y ~ x | region").fit(repeated);
        assertThat(glance(some, "logLik")).isCloseTo(glance(all, "logLik"), within(1e-9));
        assertThat(glance(some, "BIC")).isCloseTo(glance(all, "BIC"), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"y ~ x + z + xz, ''", "y ~ 0 + x + z + xz, 0 +", "y ~ x + z + xz | region, | region"})
    void inflationIsThatOfARegressionOnTheOthers(String formula, String part) {
        Dataset<Row> table = Simulated.panel().withColumn("xz", functions.expr("x + z + sin(x * z)"));
        Map<String, Double> vif = model(formula).fit(table).vif();
        String zero = part.startsWith("0") ? part : "";
        String effects = part.startsWith("|") ? part : "";
        for (String term : List.of("x", "z", "xz")) {
            String others = String.join(
                    " + ",
                    List.of("x", "z", "xz").stream()
                            .filter(other -> !other.equals(term))
                            .toList());
            RegressionSummary.Fit fit = model("%s ~ %s %s %s".formatted(term, zero, others, effects))
                    .fit(table)
                    .summary()
                    .fit();
            double r2 = effects.isEmpty() ? fit.r2() : fit.r2Within();
            assertThat(vif.get(term)).as(term).isCloseTo(1 / (1 - r2), within(1e-8));
        }
        assertThat(vif.keySet()).hasSize(formula.contains("0") || formula.contains("|") ? 3 : 4);
    }

    @Test
    void inflationNeedsTheRowsAndSkipsWhatIsOmitted() throws IOException {
        LeastSquaresModel model = model("y ~ x + one + z").fit(Simulated.panel().withColumn("one", functions.lit(1)));
        assertThat(model.vif().get("one")).isNaN();
        assertThat(model.vif().get("(Intercept)")).isNaN();
        assertThat(model.vif().get("z")).isBetween(1.0, 1.1);
        String path = folder.resolve("model").toString();
        model.write().save(path);
        LeastSquaresModel read = LeastSquaresModel.load(path);
        assertThatThrownBy(read::vif).hasMessageContaining("a saved model does not keep; fit again");
        assertThat(read.tidy().collectAsList()).isEqualTo(model.tidy().collectAsList());
        assertThat(read.glance().collectAsList()).isEqualTo(model.glance().collectAsList());
    }

    @Test
    void randomEffectsHaveTheirsWithoutALikelihood() {
        RandomEffectsModel model =
                new RandomEffects().setFormula("y ~ x + z").setEffect("region").fit(Simulated.panel());
        Row glance = model.glance().head();
        assertThat(glance.isNullAt(glance.fieldIndex("logLik"))).isTrue();
        assertThat(model.tidy().count()).isEqualTo(3);
        assertThat(model.vif().get("x")).isBetween(1.0, 1.2);
        assertThat(model.augment(Simulated.panel()).filter("`.resid` is null").isEmpty())
                .isTrue();
    }
}
