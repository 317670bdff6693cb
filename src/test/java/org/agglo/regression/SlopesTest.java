package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.agglo.spark.DataException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slopes by level and combined levels after |. */
class SlopesTest {
    private static final Dataset<Row> PANEL = Simulated.panel()
            .withColumn("w", functions.expr("1 + abs(sin(x * 7))"))
            .withColumn("part", functions.expr("cast(substr(region, 2) as int) % 4"));

    private static RegressionSummary fit(String formula, Dataset<Row> table) {
        return new LeastSquares()
                .setFormula(formula)
                .setVcov("iid")
                .setWeightCol("w")
                .fit(table)
                .summary();
    }

    /** The same with one column for each level or slope, comma-separated pairs of levels and what they multiply. */
    private static RegressionSummary dummies(String terms, String columns) {
        Dataset<Row> wide = PANEL;
        List<String> names = new ArrayList<>();
        for (String pair : columns.split(";")) {
            String level = pair.split("\\*")[0];
            String times = pair.split("\\*")[1];
            List<Row> levels =
                    PANEL.selectExpr(level + " as l").distinct().orderBy("l").collectAsList();
            for (Row one : levels) {
                String name = "d%d".formatted(names.size());
                wide = wide.withColumn(
                        name, functions.expr("if(%s = '%s', %s, 0)".formatted(level, one.get(0), times)));
                names.add(name);
            }
        }
        return fit("y ~ 0 + " + String.join(" + ", names) + " + " + terms, wide);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "part[year]| part*1;part*year",
                "part[[year]]| part*year",
                "part[year, z]| part*1;part*year;part*z",
                "sector + part[year]| sector*1;part*1;part*year",
                "part[year] + sector[z]| part*1;part*year;sector*1;sector*z",
                "part + part[[z]]| part*1;part*z",
                "part^sector| concat(part, '^', sector)*1",
                "part^sector[z] + year| concat(part, '^', sector)*1;concat(part, '^', sector)*z;year*1",
                "year + part[year]| year*1;part*1;part*year"
            })
    void sweepingOutIsTheSameAsDummies(String effects, String columns) {
        RegressionSummary swept = fit("y ~ x | " + effects, PANEL);
        RegressionSummary full = dummies("x", columns);
        RegressionSummary.Coefficient a = Reference.coefficient(swept, "x");
        RegressionSummary.Coefficient b = Reference.coefficient(full, "x");
        assertThat(swept.fit().rank()).isEqualTo(full.fit().rank());
        assertThat(a.estimate()).isCloseTo(b.estimate(), within(1e-11));
        assertThat(a.error()).isCloseTo(b.error(), within(1e-11));
        assertThat(swept.fit().rss()).isCloseTo(full.fit().rss(), within(1e-9));
    }

    @TestFactory
    Stream<DynamicTest> agreesWithDummiesInR() {
        List<DynamicTest> tests = new ArrayList<>();
        Golden.json(Path.of("src/test/resources/expected/slopes.json"))
                .get("cases")
                .forEach(node -> tests.add(DynamicTest.dynamicTest(
                        node.get("effects").asText() + " " + node.get("vcov").asText(), () -> compare(node))));
        return tests.stream();
    }

    private static void compare(JsonNode node) {
        LeastSquaresModel model = new LeastSquares()
                .setFormula("log(crmrte) ~ log(prbarr) + log(polpc) | "
                        + node.get("effects").asText())
                .setVcov(node.get("vcov").asText())
                .setWeightCol("pctmin")
                .setSingletons("keep")
                .fit(Panels.read("crime"));
        RegressionSummary summary = model.summary();
        assertThat(summary.fit().rank()).isEqualTo(node.get("rank").asLong());
        same("rss", summary.fit().rss(), node.get("rss").asDouble());
        same(
                "logLik",
                model.glance().select("logLik").head().getDouble(0),
                node.get("logLik").asDouble());
        node.get("terms").properties().forEach(term -> {
            RegressionSummary.Coefficient found = Reference.coefficient(summary, term.getKey());
            same(
                    term.getKey(),
                    found.estimate(),
                    term.getValue().get("estimate").asDouble());
            same(
                    "error of " + term.getKey(),
                    found.error(),
                    term.getValue().get("error").asDouble());
        });
    }

    private static void same(String name, double found, double expected) {
        assertThat(found).as(name).isCloseTo(expected, within(1e-8 * Math.abs(expected)));
    }

    @Test
    void agreesWithFixedEffectModels() {
        double expected = SharedReferences.expected("cigar")
                .get("coef")
                .get("|State[Year] (State*Year)")
                .get(0)
                .asDouble();
        RegressionSummary summary = new LeastSquares()
                .setFormula("Sales ~ Price | State[Year]")
                .fit(Panels.read("cigar/Cigar.csv"))
                .summary();
        assertThat(Reference.coefficient(summary, "Price").estimate()).isCloseTo(expected, within(1e-5));
        assertThat(summary.effects().stream().map(RegressionSummary.Effect::name))
                .containsExactly("State", "State[[Year]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"y ~ x | region[year]", "y ~ x | region[year] + sector[z]", "y ~ x | region^sector + year"})
    void rowOrderAndPartitionsChangeNotOneBit(String formula) {
        RegressionSummary expected = fit(formula, PANEL);
        for (int partitions : new int[] {1, 7, 64}) {
            Dataset<Row> other = Simulated.table(Simulated.shuffled(Simulated.rows(30, 12, 1), partitions))
                    .withColumn("w", functions.expr("1 + abs(sin(x * 7))"))
                    .repartition(partitions);
            assertThat(fit(formula, other)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-12", "1e12"})
    void theScaleOfASlopesColumnIsAllTheSame(String scale) {
        RegressionSummary plain = fit("y ~ x | part[z] + year", PANEL);
        RegressionSummary scaled = fit("y ~ x | part[z] + year", PANEL.withColumn("z", functions.expr("z * " + scale)));
        assertThat(scaled.coefficients().get(0).estimate())
                .isCloseTo(plain.coefficients().get(0).estimate(), within(1e-12));
        assertThat(scaled.fit().rank()).isEqualTo(plain.fit().rank());
    }

    @Test
    void aSlopeThatIsConstantWithinALevelCostsNothingThere() {
        Dataset<Row> table = PANEL.withColumn("flat", functions.expr("if(part = 2, 5.0, z)"));
        RegressionSummary summary = fit("y ~ x | part[flat]", table);
        assertThat(summary.effects().get(1).redundant()).isEqualTo(1);
        assertThat(summary.fit().rank()).isEqualTo(1 + 4 + 3);
    }

    @Test
    void directlyAndByGradientsIsTheSameAndTheCoefficientsAddUp() {
        int rows = 600;
        java.util.Random random = new java.util.Random(5);
        Category a = category("a", rows, 40, random);
        Category b = category("b", rows, 12, random);
        double[] x = random.doubles(rows, 1990, 2020).toArray();
        double[] z = random.doubles(rows).toArray();
        Weights weights =
                Weights.of(Weights.Kind.ANALYTIC, random.doubles(rows, 0.5, 4).toArray());
        List<Effect> effects =
                List.of(Effect.of(a), Effect.ofSlope(a, x, "x"), Effect.ofSlope(b, z, "z"), Effect.of(b));
        double[] column = random.doubles(rows, 5, 6).toArray();
        SeveralEffects direct = new SeveralEffects(effects, weights);
        SeveralEffects gradient = new SeveralEffects(effects, weights, 0);
        double[] swept = direct.swept(column);
        assertThat(gradient.swept(column)).containsExactly(swept, within(1e-11));
        assertThat(direct.redundant()).containsExactly(0, 0, 0, 1);
        for (Absorber absorber : List.of(direct, gradient)) {
            double[][] found = absorber.coefficients(column);
            double[] sum = swept.clone();
            for (int e = 0; e < effects.size(); e++) {
                for (int row = 0; row < rows; row++) {
                    double value = effects.get(e).hasSlope() ? effects.get(e).slope()[row] : 1;
                    sum[row] += value * found[e][effects.get(e).levels().codes()[row]];
                }
            }
            assertThat(sum).containsExactly(column, within(1e-9));
        }
        assertThat(gradient.caveat()).contains("Redundant levels of b and b[[z]] were counted pair by pair");
    }

    private static Category category(String name, int rows, int levels, java.util.Random random) {
        int[] codes = new int[rows];
        Arrays.setAll(codes, row -> row < levels ? row : random.nextInt(levels));
        List<String> labels = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            labels.add(Integer.toString(level));
        }
        return new Category(name, codes, labels);
    }

    @Test
    void whatIsMissingInASlopesColumnDropsTheRow() {
        Dataset<Row> table = PANEL.withColumn("u", functions.expr("if(year = 2003, null, z)"));
        RegressionSummary summary = fit("y ~ x | part[u]", table);
        assertThat(summary.sample().dropped()).containsOnlyKeys("missing u");
        assertThatThrownBy(() -> fit("y ~ x | part[region]", table))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'region' is text");
        assertThatThrownBy(
                        () -> new LeastSquares().setFormula("y ~ x | part[z]").fit(PANEL, 10))
                .hasMessageContaining("only one effect without slopes can be swept out");
    }
}
