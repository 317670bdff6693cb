package org.agglo.measure;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agglo.Shared;
import org.agglo.TestSpark;
import org.agglo.spark.DataException;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocationQuotientTest {
    private static final double TOLERANCE = 1e-12; // what the issue asks of the truth and of any order of rows

    private static final StructType SCHEMA = new StructType()
            .add("region", DataTypes.StringType)
            .add("year", DataTypes.IntegerType)
            .add("activity", DataTypes.DoubleType)
            .add("total", DataTypes.DoubleType);

    private static final LocationQuotient QUOTIENT = new LocationQuotient()
            .setActivityCol("activity")
            .setTotalCol("total")
            .setByCols("year")
            .setOutputCol("lq");

    private static Dataset<Row> table(List<Row> rows) {
        return TestSpark.session().createDataFrame(rows, SCHEMA);
    }

    private static Row row(String region, Integer year, Double activity, Double total) {
        return RowFactory.create(region, year, activity, total);
    }

    private static Map<String, Double> quotients(Dataset<Row> rows) {
        Map<String, Double> quotients = new HashMap<>();
        for (Row row : QUOTIENT.transform(rows).collectAsList()) {
            quotients.put(row.get(0) + " " + row.get(1), row.isNullAt(4) ? null : row.getDouble(4));
        }
        return quotients;
    }

    private static List<Row> random(int regions, int years) {
        Random random = new Random(7);
        List<Row> rows = new ArrayList<>();
        for (int year = 0; year < years; year++) {
            for (int region = 0; region < regions; region++) {
                double total = Math.exp(10 * random.nextDouble());
                rows.add(row("r" + region, 2000 + year, total * random.nextDouble(), total));
            }
        }
        return rows;
    }

    @Test
    void isTheRegionsShareOverTheNationsShareOfTheSameYear() {
        Map<String, Double> lq = quotients(table(List.of(
                row("a", 2010, 30.0, 100.0),
                row("b", 2010, 10.0, 300.0),
                row("a", 2011, 5.0, 10.0),
                row("b", 2011, 5.0, 10.0))));
        assertThat(lq.get("a 2010")).isEqualTo(0.3 / 0.1);
        assertThat(lq.get("b 2010")).isEqualTo((10.0 / 300) / 0.1);
        assertThat(lq.get("a 2011")).isEqualTo(1);
        assertThat(lq.get("b 2011")).isEqualTo(1);
    }

    @Test
    void agreesWithTheFormulaWrittenOutInJava() {
        List<Row> rows = random(50, 4);
        Map<String, Double> lq = quotients(table(rows));
        for (Row row : rows) {
            double activity = 0;
            double total = 0;
            for (Row other : rows) {
                activity += other.get(1).equals(row.get(1)) ? other.getDouble(2) : 0;
                total += other.get(1).equals(row.get(1)) ? other.getDouble(3) : 0;
            }
            double expected = row.getDouble(2) / row.getDouble(3) / (activity / total);
            assertThat(lq.get(row.get(0) + " " + row.get(1))).isCloseTo(expected, within(TOLERANCE * expected));
        }
    }

    @Test
    void averagesOneWhenWeightedByTheSharesOfTheTotal() {
        List<Row> rows = random(200, 3);
        Map<String, Double> lq = quotients(table(rows));
        Map<Object, Double> totals = new HashMap<>();
        rows.forEach(row -> totals.merge(row.get(1), row.getDouble(3), Double::sum));
        Map<Object, Double> sums = new HashMap<>();
        rows.forEach(row -> sums.merge(
                row.get(1),
                row.getDouble(3) / totals.get(row.get(1)) * lq.get(row.get(0) + " " + row.get(1)),
                Double::sum));
        assertThat(sums.values()).hasSize(3).allSatisfy(sum -> assertThat(sum).isCloseTo(1, within(TOLERANCE)));
    }

    @Test
    void givesTheSameBitsInAnyOrderAndNumberOfPartitions() {
        List<Row> rows = random(500, 2);
        Map<String, Double> expected = quotients(table(rows));
        Collections.shuffle(rows, new Random(1));
        assertThat(quotients(table(rows))).isEqualTo(expected);
        assertThat(quotients(table(rows).repartition(7))).isEqualTo(expected);
        assertThat(quotients(table(rows).coalesce(1))).isEqualTo(expected);
    }

    @Test
    void staysTheSameWhenEmploymentIsCountedInOtherUnits() {
        List<Row> rows = random(40, 2);
        Dataset<Row> scaled = table(rows)
                .withColumn("activity", col("activity").multiply(1e-4))
                .withColumn("total", col("total").multiply(1e-4));
        Map<String, Double> expected = quotients(table(rows));
        quotients(scaled)
                .forEach((key, lq) ->
                        assertThat(lq).isCloseTo(expected.get(key), within(TOLERANCE * expected.get(key))));
    }

    @Test
    void isNullNeverInfiniteWhereNothingCanBeSaidAndCountsWhy() {
        Dataset<Row> rows = table(List.of(
                row("a", 2010, 30.0, 100.0),
                row("b", 2010, null, 100.0),
                row("c", 2010, 10.0, null),
                row("d", 2010, 0.0, 0.0),
                row("e", 2010, Double.NaN, 50.0),
                row("f", 2010, 5.0, Double.POSITIVE_INFINITY),
                row("g", 2010, -5.0, 100.0),
                row("h", null, 5.0, 100.0),
                row("i", 2010, 0.0, 100.0),
                row("a", 2011, 0.0, 10.0),
                row("a", 2012, 0.0, 0.0)));
        Map<String, Double> lq = quotients(rows);
        assertThat(lq.get("a 2010")).isEqualTo(0.3 / 0.15);
        assertThat(lq.get("i 2010")).isZero();
        assertThat(lq.values().stream().filter(value -> value == null)).hasSize(9);

        QuotientReport report = QUOTIENT.report(QUOTIENT.transform(rows));
        assertThat(report.computed()).isEqualTo(2);
        assertThat(report.missing())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        QuotientReport.MISSING_ACTIVITY, 2L,
                        QuotientReport.MISSING_TOTAL, 2L,
                        QuotientReport.NEGATIVE, 1L,
                        QuotientReport.MISSING_GROUP, 1L,
                        QuotientReport.ZERO_TOTAL, 2L,
                        QuotientReport.ZERO_REFERENCE, 1L));
        assertThat(report.rows()).isEqualTo(11);
    }

    @Test
    void leavesAnIncompleteRowOutOfBothReferenceSums() {
        Map<String, Double> lq = quotients(table(List.of(
                row("a", 2010, 30.0, 100.0), row("b", 2010, 10.0, 100.0), row("suppressed", 2010, null, 1000.0))));
        assertThat(lq.get("a 2010")).isEqualTo(0.3 / 0.2);
    }

    @Test
    void takesOneReferenceForAllRowsWithoutByColumns() {
        Row first = new LocationQuotient()
                .setActivityCol("activity")
                .setTotalCol("total")
                .transform(table(List.of(row("a", 1, 1.0, 2.0), row("b", 2, 1.0, 6.0))))
                .orderBy("region")
                .first();
        assertThat(first.<Double>getAs("location_quotient")).isEqualTo(0.5 / 0.25);
    }

    @Test
    void takesIntegersAndNamesWithDotsAndBackticks() {
        Row first = new LocationQuotient()
                .setActivityCol("q.mfg")
                .setTotalCol("q`total")
                .setByCols("the.year")
                .setOutputCol("l.q")
                .transform(table(List.of(row("a", 1, 1.0, 2.0)))
                        .select(
                                col("activity").cast("int").as("q.mfg"),
                                col("total").cast("decimal(10,2)").as("q`total"),
                                col("year").as("the.year")))
                .first();
        assertThat(first.<Double>getAs("l.q")).isEqualTo(1);
    }

    @Test
    void usesWindowFunctions() {
        String plan = QUOTIENT.transform(table(random(3, 1)))
                .queryExecution()
                .optimizedPlan()
                .toString();
        assertThat(plan).contains("Window").doesNotContain("Join").doesNotContain("Aggregate");
    }

    @Test
    void refusesMissingAndTextColumnsAndATakenName() {
        Dataset<Row> rows = table(List.of(row("a", 1, 1.0, 2.0)));
        assertThatThrownBy(() -> new LocationQuotient()
                        .setActivityCol("emp")
                        .setTotalCol("total")
                        .transform(rows))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "The table for the location quotient has no column emp; it has region, year, activity, total");
        assertThatThrownBy(() -> new LocationQuotient()
                        .setActivityCol("region")
                        .setTotalCol("total")
                        .transform(rows))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column region is string");
        assertThatThrownBy(() -> QUOTIENT.copy(QUOTIENT.extractParamMap())
                        .setOutputCol("total")
                        .transform(rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column total is there already; give the location quotient another name");
    }

    @Test
    void worksInAPipelineAndComesBackFromDisk(@TempDir Path folder) throws Exception {
        Dataset<Row> rows = table(random(5, 2));
        String stage = folder.resolve("stage").toString();
        QUOTIENT.save(stage);
        LocationQuotient loaded = LocationQuotient.load(stage);
        assertThat(loaded.uid()).isEqualTo(QUOTIENT.uid());
        assertThat(Arrays.asList(loaded.getByCols())).containsExactly("year");

        String saved = folder.resolve("pipeline").toString();
        new Pipeline().setStages(new PipelineStage[] {QUOTIENT}).fit(rows).save(saved);
        List<Row> expected = QUOTIENT.transform(rows).collectAsList();
        assertThat(PipelineModel.load(saved).transform(rows).collectAsList()).isEqualTo(expected);
        assertThat(loaded.transform(rows).collectAsList()).isEqualTo(expected);
        assertThat(QUOTIENT.transformSchema(SCHEMA))
                .isEqualTo(QUOTIENT.transform(rows).schema());
    }

    @Test
    void agreesWithTheQuotientsThatComeWithTheProvincesAndTheCounties() {
        assertAgrees(
                "data/china-provinces/china_30prov_2005_2018.csv",
                "mfg_emp_urban_units_10k",
                "urban_unit_emp_10k",
                "maggl_b",
                270);
        assertAgrees("data/us-county/us_county_2010_2021.csv", "mfg_emp", "tot_emp", "maggl", 36_852);
    }

    private static void assertAgrees(String file, String activity, String total, String published, long rows) {
        Dataset<Row> table = TestSpark.session()
                .read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(Shared.path(file).toString());
        List<Row> both = QUOTIENT.copy(QUOTIENT.extractParamMap())
                .setActivityCol(activity)
                .setTotalCol(total)
                .transform(table)
                .select(col("lq"), col(published).as("published"))
                .where("lq is not null or published is not null")
                .collectAsList();
        assertThat(both).hasSize((int) rows);
        assertThat(both)
                .allSatisfy(row ->
                        assertThat(row.getDouble(0)).isCloseTo(row.getDouble(1), within(1e-6 * row.getDouble(1))));
    }
}
