package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The param singletons. */
class SingletonsTest {
    private static final List<Row> ROWS = Simulated.rows(10, 10, 3);

    private static LeastSquares model(String formula, String singletons) {
        return new LeastSquares().setFormula(formula).setVcov("cluster(region)").setSingletons(singletons);
    }

    /** The panel with a region of one row, and two rows of which the second is alone once the first is left out. */
    private static Dataset<Row> withSingletons() {
        List<Row> rows = new ArrayList<>(ROWS);
        rows.add(RowFactory.create("alone", 2000, 1L, 1.0, 1.0, 1.0));
        rows.add(RowFactory.create("pair", 2000, 1L, 3.0, 1.0, 2.0));
        rows.add(RowFactory.create("pair", 1999, 1L, 5.0, 1.0, 7.0));
        return Simulated.table(rows);
    }

    @Test
    void areDroppedUntilThereAreNoneAndCounted() {
        RegressionSummary summary =
                model("y ~ x | region + year", "drop").fit(withSingletons()).summary();
        RegressionSummary without = model("y ~ x | region + year", "keep")
                .fit(Simulated.table(ROWS))
                .summary();
        assertThat(summary.sample().dropped())
                .isEqualTo(Map.of("alone in a level of region", 2L, "alone in a level of year", 1L));
        assertThat(summary.coefficients()).isEqualTo(without.coefficients());
        assertThat(summary.effects()).isEqualTo(without.effects());
        assertThat(summary.covariance()).isEqualTo(without.covariance());
        assertThat(summary.fit()).isEqualTo(without.fit());
        assertThat(summary.notes())
                .contains("Dropped 2 rows: alone in a level of region; 1 row: alone in a level of year");
    }

    @Test
    void areKeptOnRequestWithTheSameSlopeAndSmallerErrors() {
        RegressionSummary kept =
                model("y ~ x | region + year", "keep").fit(withSingletons()).summary();
        RegressionSummary dropped =
                model("y ~ x | region + year", "drop").fit(withSingletons()).summary();
        assertThat(kept.sample().used()).isEqualTo(ROWS.size() + 3);
        assertThat(kept.coefficients().get(0).estimate())
                .isCloseTo(dropped.coefficients().get(0).estimate(), within(1e-13));
        assertThat(kept.coefficients().get(0).error())
                .isLessThan(dropped.coefficients().get(0).error());
        assertThat(kept.notes())
                .anyMatch(note -> note.startsWith("3 rows are alone in a level of the effects (region and year)"));
    }

    /** FixedEffectModels.jl's test of the cigarette panel: n = max(row, 60). */
    @ParameterizedTest
    @CsvSource({"drop, 60", "keep, 1380"})
    void asManyRowsAreUsedAsElsewhere(String singletons, long used) {
        Dataset<Row> cigar = Panels.read("cigar/Cigar.csv")
                .withColumn("row", functions.expr("row_number() over (order by State, Year)"))
                .withColumn("n", functions.expr("greatest(row, 60)"));
        assertThat(new LeastSquares()
                        .setFormula("Sales ~ Price | n")
                        .setSingletons(singletons)
                        .fit(cigar)
                        .summary()
                        .sample()
                        .used())
                .isEqualTo(used);
    }

    @ParameterizedTest
    @ValueSource(longs = {40_000_000, 10})
    void rowsThatStandForSeveralAreNotAlone(long cells) {
        Dataset<Row> table = withSingletons().withColumn("w", functions.expr("if(region = 'alone', 2, 1)"));
        LeastSquares model = model("y ~ x | region", "drop").setWeightCol("w");
        assertThat(model.setWeightType("frequency")
                        .fit(table, cells)
                        .summary()
                        .sample()
                        .dropped())
                .isEmpty();
        assertThat(model.setWeightType("analytic")
                        .fit(table, cells)
                        .summary()
                        .sample()
                        .dropped())
                .isEqualTo(Map.of("alone in a level of region", 1L));
    }

    @Test
    void testsOfEffectsAreTheSameWithAndWithoutThem() {
        Dataset<Row> table = withSingletons();
        RegressionSummary pooled = model("y ~ x", "drop").fit(table).summary("iid");
        RandomEffectsModel random = new RandomEffects()
                .setFormula("y ~ x")
                .setEffect("region")
                .setVcov("iid")
                .fit(table);
        LeastSquaresModel dropped = model("y ~ x | region", "drop").fit(table);
        LeastSquaresModel kept = model("y ~ x | region", "keep").fit(table);
        TestResult poolability = Poolability.test(dropped.summary("iid"), pooled);
        TestResult hausman = Hausman.test(dropped, random);
        assertThat(poolability.statistic())
                .isCloseTo(Poolability.test(kept.summary("iid"), pooled).statistic(), within(1e-12));
        assertThat(poolability.df1()).isEqualTo(11);
        assertThat(hausman.statistic()).isCloseTo(Hausman.test(kept, random).statistic(), within(1e-10));
    }

    @Test
    void groupsDropTheirOwn() {
        GroupFits fits = model("y ~ x | year", "drop").setVcov("iid").fitBy(withSingletons(), "region");
        assertThat(fits.refused().get("alone"))
                .isEqualTo("y ~ x | year: no row is left (dropped 1 row: alone in a level of year); leave effects out");
    }

    @Test
    void anotherWordIsRefused() {
        assertThatThrownBy(() -> model("y ~ x | region", "kep").fit(withSingletons()))
                .hasMessageContaining("No singletons 'kep'; did you mean 'keep'?");
    }
}
