package org.agglo.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.agglo.Shared;
import org.agglo.TestSpark;
import org.agglo.spark.DataException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final double TOLERANCE = 1e-12;

    private static Dataset<Row> table(List<Row> rows) {
        return TestSpark.session()
                .createDataFrame(
                        rows,
                        new StructType()
                                .add("name", DataTypes.StringType)
                                .add("part", DataTypes.StringType)
                                .add("year", DataTypes.LongType)
                                .add("x", DataTypes.DoubleType)
                                .add("k", DataTypes.LongType));
    }

    private static Row row(String name, String part, Long year, Double x, Long k) {
        return RowFactory.create(name, part, year, x, k);
    }

    private static final List<Row> ROWS = List.of(
            row("a", "east", 2005L, 1.0, 10L),
            row("a", "east", 2006L, 2.0, 20L),
            row("b", "east", 2005L, 4.0, null),
            row("b", "east", 2006L, null, 40L),
            row("c", "west", 2005L, Double.NaN, 50L),
            row("c", "west", 2006L, null, 60L),
            row("d", null, 2005L, 1.5, 70L),
            row(null, "west", 2006L, 9.0, 80L));

    @Test
    void describesByHand() {
        List<Descriptive> all = Descriptives.of(table(ROWS), List.of("x", "k"));
        Descriptive x = all.get(0);
        assertThat(x.variable()).isEqualTo("x");
        assertThat(x.n()).isEqualTo(5);
        assertThat(x.missing()).isEqualTo(3);
        assertThat(x.mean()).isEqualTo(17.5 / 5);
        assertThat(x.sd()).isCloseTo(Math.sqrt(43.0 / 4), within(TOLERANCE));
        assertThat(x.min()).isEqualTo(1);
        assertThat(x.max()).isEqualTo(9);
        assertThat(all.get(1))
                .extracting(Descriptive::n, Descriptive::missing, Descriptive::max)
                .containsExactly(7L, 1L, 80.0);
    }

    @Test
    void hasNoMeanOfNothingAndNoSpreadOfOne() {
        Descriptive none = Descriptives.of(table(List.of()), List.of("x")).get(0);
        assertThat(none).isEqualTo(new Descriptive("x", 0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
        Descriptive one =
                Descriptives.of(table(ROWS.subList(0, 1)), List.of("x")).get(0);
        assertThat(one.mean()).isEqualTo(1);
        assertThat(one.sd()).isNaN();
    }

    @Test
    void keepsTheSpreadOfLargeNumbersInAnyPartition() {
        List<Row> rows = new ArrayList<>();
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            rows.add(row("r", "p", 1L, 1e9 + (i % 2 == 0 ? 1 : -1), 0L));
        }
        Collections.shuffle(rows, random);
        double expected = Math.sqrt(10_000.0 / 9_999);
        for (int partitions : new int[] {1, 2, 7}) {
            Descriptive x = Descriptives.of(table(rows).repartition(partitions), List.of("x"))
                    .get(0);
            assertThat(x.mean()).isEqualTo(1e9);
            assertThat(x.sd()).isCloseTo(expected, within(TOLERANCE));
        }
    }

    @Test
    void givesTheSameBytesInAnyOrderAndPartition() {
        List<Row> rows = new ArrayList<>();
        Random random = new Random(12);
        for (int i = 0; i < 1_000; i++) {
            rows.add(row("r", "p", 1L, random.nextDouble() * Math.pow(10, random.nextInt(5)), 0L));
        }
        Descriptive first =
                Descriptives.of(table(rows).coalesce(1), List.of("x")).get(0);
        for (int partitions : new int[] {2, 3, 7}) {
            Collections.shuffle(rows, random);
            assertThat(Descriptives.of(table(rows).repartition(partitions), List.of("x")))
                    .containsExactly(first);
        }
    }

    @Test
    void averagesByGroupAndPeriod() {
        Averages averages = Averages.by(table(ROWS), "x", "part", "year");
        assertThat(averages.values())
                .containsExactly(
                        new Averages.Average("east", 2005, 2, 0, 2.5),
                        new Averages.Average("east", 2006, 1, 1, 2),
                        new Averages.Average("west", 2005, 0, 1, Double.NaN),
                        new Averages.Average("west", 2006, 1, 1, 9));
    }

    @Test
    void ranksByTheMeanOverTimeAndThenByName() {
        Ranking ranking = Ranking.of(table(ROWS), "x", "name");
        assertThat(ranking.regions())
                .containsExactly(
                        new Ranking.Ranked(1, "b", 1, 4),
                        new Ranking.Ranked(2, "a", 2, 1.5),
                        new Ranking.Ranked(3, "d", 1, 1.5));
        assertThat(ranking.without()).containsExactly("c");
        assertThat(ranking.top(1)).extracting(Ranking.Ranked::region).containsExactly("b");
        assertThat(ranking.bottom(2)).extracting(Ranking.Ranked::region).containsExactly("a", "d");
        assertThat(ranking.above(1.5)).extracting(Ranking.Ranked::region).containsExactly("b");
        assertThat(ranking.top(9)).hasSize(3);
    }

    @Test
    void refusesText() {
        assertThatThrownBy(() -> Descriptives.of(table(ROWS), List.of("name")))
                .isInstanceOf(DataException.class)
                .hasMessage("Column name is string and has no mean. Describe a column of numbers");
        assertThatThrownBy(() -> Ranking.of(table(ROWS), "y", "name"))
                .hasMessage("The panel has no column y; it has name, part, year, x, k");
    }

    @Test
    void agreesWithTheFirstTableOfThePaperWhereTheFiguresAreTheSame() {
        String file =
                Shared.path("data/china-provinces/china_30prov_2005_2018.csv").toString();
        Dataset<Row> rows = TestSpark.session()
                .read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(file)
                .where("year <= 2016");
        Descriptive gov = Descriptives.of(rows, List.of("gov")).get(0);
        assertThat(gov.n()).isEqualTo(360);
        assertThat(gov.mean()).isCloseTo(0.2140, within(5e-3));
        assertThat(gov.min()).isCloseTo(0.0798, within(5e-3));
    }
}
