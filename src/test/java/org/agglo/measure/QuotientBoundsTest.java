package org.agglo.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agglo.TestSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Bounds of location quotients are the least and the greatest that any employment within its own bounds gives. */
class QuotientBoundsTest {
    private static final StructType SCHEMA = new StructType()
            .add("year", DataTypes.LongType)
            .add("a_low", DataTypes.DoubleType)
            .add("a_high", DataTypes.DoubleType)
            .add("q_low", DataTypes.DoubleType)
            .add("q_high", DataTypes.DoubleType);
    private static final QuotientBounds BOUNDS = new QuotientBounds(
            new QuotientBounds.Ends("a_low", "a_high"), new QuotientBounds.Ends("q_low", "q_high"), List.of("year"));

    private static List<Row> bounds(List<Row> rows) {
        Dataset<Row> table = TestSpark.session().createDataFrame(rows, SCHEMA);
        return BOUNDS.add(table, "low", "high").collectAsList();
    }

    @Test
    void noChoiceWithinTheBoundsGivesLessOrMoreAndSomeGiveAsMuch() {
        Random random = new Random(4);
        List<Row> rows = new ArrayList<>();
        for (long year = 0; year < 20; year++) {
            for (int region = 0; region < 3; region++) {
                double a = random.nextInt(50);
                double q = 60 + random.nextInt(50);
                double more = random.nextBoolean() ? 0 : random.nextInt(9);
                rows.add(RowFactory.create(year, a, a + more, q, q + random.nextInt(2) * 10.0));
            }
        }
        List<Row> found = bounds(rows);
        assertThat(found).hasSize(60);
        for (long year = 0; year < 20; year++) {
            long now = year;
            List<Row> group =
                    found.stream().filter(row -> row.getLong(0) == now).toList();
            for (int region = 0; region < 3; region++) {
                double least = Double.POSITIVE_INFINITY;
                double greatest = 0;
                for (int corner = 0; corner < 64; corner++) {
                    double quotient = quotient(group, region, corner);
                    least = Math.min(least, quotient);
                    greatest = Math.max(greatest, quotient);
                }
                assertThat(group.get(region).getDouble(5)).isCloseTo(least, within(1e-12));
                assertThat(group.get(region).getDouble(6)).isCloseTo(greatest, within(1e-12));
            }
        }
    }

    /** Each bit of the corner says which end a value has. */
    private static double quotient(List<Row> group, int region, int corner) {
        double[] activity = new double[3];
        double[] total = new double[3];
        for (int i = 0; i < 3; i++) {
            activity[i] = group.get(i).getDouble(1 + (corner >> i & 1));
            total[i] = group.get(i).getDouble(3 + (corner >> 3 + i & 1));
        }
        double nation = (activity[0] + activity[1] + activity[2]) / (total[0] + total[1] + total[2]);
        return activity[region] / total[region] / nation;
    }

    @Test
    void whatIsKnownHasTheQuotientBitByBit() {
        List<Row> rows = new ArrayList<>();
        Random random = new Random(9);
        for (int i = 0; i < 200; i++) {
            double a = random.nextDouble();
            double q = 1 + random.nextDouble();
            rows.add(RowFactory.create((long) i % 3, a, a, q, q));
        }
        Dataset<Row> table = TestSpark.session().createDataFrame(rows, SCHEMA);
        Dataset<Row> quotients = new LocationQuotient()
                .setActivityCol("a_low")
                .setTotalCol("q_low")
                .setByCols("year")
                .setOutputCol("lq")
                .transform(table);
        assertThat(BOUNDS.add(quotients, "low", "high").collectAsList()).allSatisfy(row -> {
            assertThat(row.getDouble(6)).isEqualTo(row.getDouble(5));
            assertThat(row.getDouble(7)).isEqualTo(row.getDouble(5));
        });
    }

    @Test
    void whatNothingBoundsIsNullOrZero() {
        List<Row> found = bounds(List.of(
                RowFactory.create(1L, 5.0, null, 10.0, 10.0),
                RowFactory.create(1L, 2.0, 2.0, 10.0, 10.0),
                RowFactory.create(2L, 5.0, 5.0, 0.0, 10.0),
                RowFactory.create(2L, 5.0, 5.0, 20.0, null),
                RowFactory.create(2L, null, null, 20.0, 30.0)));
        assertThat(found)
                .extracting(row -> row.get(5) + " " + row.get(6))
                .containsExactlyInAnyOrder(
                        5.0 / 10 / (7.0 / 20) + " null",
                        "0.0 " + 2.0 / 10 / (7.0 / 20),
                        5.0 / 10 / (10.0 / 30) + " null",
                        "null " + 5.0 / 20 / (10.0 / 30),
                        "null null");
    }
}
