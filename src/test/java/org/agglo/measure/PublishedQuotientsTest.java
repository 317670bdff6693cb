package org.agglo.measure;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.agglo.Shared;
import org.agglo.TestSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class PublishedQuotientsTest {
    private static final StructType SCHEMA = new StructType()
            .add("region", DataTypes.StringType)
            .add("year", DataTypes.IntegerType)
            .add("activity", DataTypes.DoubleType)
            .add("total", DataTypes.DoubleType)
            .add("published", DataTypes.DoubleType);

    private static final PublishedQuotients PUBLISHED =
            new PublishedQuotients("activity", "total", List.of("year"), "published", 2);

    private static Dataset<Row> table(List<Row> rows) {
        return TestSpark.session().createDataFrame(rows, SCHEMA);
    }

    private static Row row(String region, int year, Double activity, Double total, Double published) {
        return RowFactory.create(region, year, activity, total, published);
    }

    private static List<Row> published(double reference, int regions) {
        Random random = new Random(3);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < regions; i++) {
            double total = 100 + random.nextInt(100_000);
            double activity = Math.rint(total * random.nextDouble() * 0.5);
            double published = Math.round(activity / total / reference * 100) / 100.0;
            rows.add(row("r%04d".formatted(i), 2016, activity, total, published));
        }
        return rows;
    }

    private static PublishedComparison compare(Dataset<Row> rows, List<ReferenceShare> shares) {
        return PUBLISHED.compare(PUBLISHED.quotients(rows, shares, "own"), "own", List.of("region", "year"));
    }

    @Test
    void recoversTheShareBehindRoundedQuotients() {
        ReferenceShare share = PUBLISHED.recover(table(published(0.0882, 2000))).get(0);
        assertThat(share.group()).containsExactly(2016);
        assertThat(share.consistent()).isTrue();
        assertThat(share.lower()).isLessThanOrEqualTo(0.0882);
        assertThat(share.upper()).isGreaterThanOrEqualTo(0.0882);
        assertThat(share.width()).isLessThan(1e-5);
        assertThat(share.cells()).isEqualTo(2000);
    }

    @Test
    void findsThatQuotientsFromTheRecoveredShareAgree() {
        Dataset<Row> rows = table(published(0.0882, 500));
        PublishedComparison comparison = compare(rows, PUBLISHED.recover(rows));
        assertThat(comparison.agreed()).isEqualTo(500);
        assertThat(comparison.differing()).isZero();
        assertThat(comparison.largest()).isLessThanOrEqualTo(0.005 + 1e-9);
        assertThat(comparison.first()).isEmpty();
    }

    @Test
    void namesTheRowThatNoShareExplainsAndKeepsTheOthers() {
        List<Row> rows = published(0.0882, 500);
        Row wrong = rows.get(7);
        rows.set(7, row(wrong.getString(0), 2016, wrong.getDouble(2), wrong.getDouble(3), wrong.getDouble(4) + 0.5));
        List<ReferenceShare> shares = PUBLISHED.recover(table(rows));
        assertThat(shares).singleElement().satisfies(share -> {
            assertThat(share.consistent()).isFalse();
            assertThat(share.cells()).isEqualTo(500);
            assertThat(share.fitting()).isEqualTo(499);
            assertThat(share.lower()).isLessThanOrEqualTo(0.0882);
            assertThat(share.upper()).isGreaterThanOrEqualTo(0.0882);
        });
        PublishedComparison comparison = compare(table(rows), shares);
        assertThat(comparison.agreed()).isEqualTo(499);
        assertThat(comparison.first()).singleElement().satisfies(difference -> {
            assertThat(difference.key()).isEqualTo(Map.of("region", "r0007", "year", "2016"));
            assertThat(difference.published()).isEqualTo(wrong.getDouble(4) + 0.5);
        });
        assertThat(comparison.largest()).isBetween(0.494, 0.506);
    }

    @Test
    void countsWhatCannotBeComparedByReason() {
        Dataset<Row> rows = table(List.of(
                row("a", 2016, 10.0, 100.0, 1.0),
                row("b", 2016, 20.0, 100.0, 2.0),
                row("suppressed", 2016, null, 100.0, null),
                row("no total", 2016, 10.0, null, 1.0),
                row("silent", 2016, 10.0, 100.0, null),
                row("empty", 2016, 0.0, 0.0, 0.0),
                row("alone", 2017, 10.0, 100.0, null)));
        List<ReferenceShare> shares = PUBLISHED.recover(rows);
        assertThat(shares).hasSize(1);
        PublishedComparison comparison = compare(rows, shares);
        assertThat(comparison.compared()).isEqualTo(2);
        assertThat(comparison.notComparable())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        QuotientReport.MISSING_ACTIVITY, 1L,
                        QuotientReport.MISSING_TOTAL, 1L,
                        QuotientReport.ZERO_TOTAL, 1L,
                        PublishedComparison.NOT_PUBLISHED, 1L,
                        PublishedComparison.NO_REFERENCE, 1L));
        assertThat(comparison.rows()).isEqualTo(7);
    }

    @Test
    void everyPossibleShareReproducesZerosWhereNothingElseIsPublished() {
        Dataset<Row> rows = table(List.of(
                row("a", 2016, 1.0, 1000.0, 0.0), row("b", 2016, 0.0, 500.0, 0.0), row("c", 2016, null, 500.0, 0.0)));
        PublishedCounts counts = compare(rows, PUBLISHED.recover(rows)).counts();
        assertThat(counts)
                .isEqualTo(new PublishedCounts(2, 2, 0, Map.of(QuotientReport.MISSING_ACTIVITY, 1L), Map.of()));
        assertThat(counts.published()).isEqualTo(3);
    }

    @Test
    void doesSeveralKindsInOnePassAndCountsPartsApart() {
        StructType schema = SCHEMA.add("wages", DataTypes.DoubleType)
                .add("all", DataTypes.DoubleType)
                .add("lq", DataTypes.DoubleType)
                .add("state", DataTypes.StringType);
        Dataset<Row> rows = TestSpark.session()
                .createDataFrame(
                        List.of(
                                RowFactory.create("01001", 2016, 30.0, 100.0, 1.5, 9.0, 100.0, 3.0, "01"),
                                RowFactory.create("01003", 2016, 10.0, 100.0, 0.5, null, 100.0, null, "01"),
                                RowFactory.create("02001", 2016, null, 100.0, null, 3.0, 100.0, 1.01, "02")),
                        schema);
        PublishedSet set =
                new PublishedSet(List.of(PUBLISHED, new PublishedQuotients("wages", "all", List.of("year"), "lq", 2)));
        List<List<ReferenceShare>> shares = set.recover(rows);
        List<String> own = List.of("own", "own_wages");

        List<PublishedComparison> compared =
                set.compare(set.quotients(rows, shares, own), own, List.of("region"), Optional.of("state"));

        assertThat(compared.get(0).parts())
                .containsExactly(
                        Map.entry("01", new PublishedCounts(2, 0, 0, Map.of(), Map.of())),
                        Map.entry(
                                "02",
                                new PublishedCounts(0, 0, 0, Map.of(), Map.of(QuotientReport.MISSING_ACTIVITY, 1L))));
        assertThat(compared.get(1).counts())
                .isEqualTo(new PublishedCounts(1, 0, 1, Map.of(), Map.of(QuotientReport.MISSING_ACTIVITY, 1L)));
        assertThat(compared.get(1).first())
                .singleElement()
                .satisfies(one -> assertThat(one.key()).isEqualTo(Map.of("region", "01001")));
        assertThat(shares.get(0)).isEqualTo(PUBLISHED.recover(rows));
    }

    @Test
    void takesAZeroQuotientAsALowerBoundOnly() {
        ReferenceShare share = PUBLISHED
                .recover(table(List.of(row("a", 2016, 1.0, 1000.0, 0.0))))
                .get(0);
        assertThat(share.lower()).isEqualTo(0.001 / 0.005);
        assertThat(share.upper()).isInfinite();
        assertThat(share.recovered()).isFalse();
    }

    @Test
    void saysNothingFromRegionsWithoutTheActivity() {
        List<ReferenceShare> shares =
                PUBLISHED.recover(table(List.of(row("a", 2016, 0.0, 1000.0, 0.0), row("b", 2016, 100.0, 1000.0, 1.0))));
        assertThat(shares.get(0).lower()).isEqualTo(0.1 / 1.005);
        assertThat(shares.get(0).upper()).isEqualTo(0.1 / 0.995);
    }

    @Test
    void comparesQuotientsMadeWithItsOwnReferenceToo() {
        Dataset<Row> rows = table(List.of(row("a", 2016, 30.0, 100.0, 1.5), row("b", 2016, 10.0, 100.0, 0.51)));
        Dataset<Row> own = new LocationQuotient()
                .setActivityCol("activity")
                .setTotalCol("total")
                .setByCols("year")
                .setOutputCol("own")
                .transform(rows);
        PublishedComparison comparison = PUBLISHED.compare(own, "own", List.of("region"));
        assertThat(comparison.agreed()).isEqualTo(1);
        assertThat(comparison.first())
                .singleElement()
                .satisfies(difference -> assertThat(difference.own()).isEqualTo(0.5));
    }

    @Test
    void refusesDecimalsThatCannotBe() {
        assertThatThrownBy(() -> new PublishedQuotients("a", "t", List.of(), "p", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Published quotients have 0 to 12 decimals, not -1");
    }

    @Test
    void agreesWithTheQuotientsOfTheBureauOfLaborStatistics() {
        String folder = Shared.path("data/us-qcew-2016/sectors").toString();
        Dataset<Row> rows = qcew(folder + "/{06,19,48}.csv.gz");
        PublishedQuotients bls = new PublishedQuotients("emp", "total", List.of("industry_code", "qtr"), "lq", 2);
        List<ReferenceShare> shares = bls.recover(rows);
        assertThat(shares).allMatch(ReferenceShare::consistent);
        PublishedComparison comparison =
                bls.compare(bls.quotients(rows, shares, "own"), "own", List.of("area_fips", "industry_code", "qtr"));
        assertThat(comparison.differing()).isZero();
        assertThat(comparison.agreed()).isGreaterThan(20_000);
        assertThat(comparison.notComparable()).containsKey(QuotientReport.MISSING_ACTIVITY);
    }

    private static Dataset<Row> qcew(String files) {
        Dataset<Row> all = TestSpark.session().read().option("header", "true").csv(files);
        Dataset<Row> totals = all.where("own_code = '0' and agglvl_code = '70'")
                .select(
                        col("area_fips"),
                        col("qtr"),
                        col("month1_emplvl").cast("double").as("total"));
        return all.where("own_code = '5' and agglvl_code = '74'")
                .select(
                        col("area_fips"),
                        col("industry_code"),
                        col("qtr"),
                        when(
                                        col("disclosure_code").isNull(),
                                        col("month1_emplvl").cast("double"))
                                .as("emp"),
                        when(
                                        col("disclosure_code").isNull(),
                                        col("lq_month1_emplvl").cast("double"))
                                .as("lq"))
                .join(totals, new String[] {"area_fips", "qtr"}, "left");
    }
}
