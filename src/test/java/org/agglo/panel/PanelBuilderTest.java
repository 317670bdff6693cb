package org.agglo.panel;

import static org.agglo.panel.Fixture.integer;
import static org.agglo.panel.Fixture.number;
import static org.agglo.panel.Fixture.required;
import static org.agglo.panel.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.agglo.TestSpark;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Field;
import org.agglo.ingest.RowCounts;
import org.agglo.spark.DataException;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelBuilderTest {
    private static final List<Field> FIRMS =
            List.of(text("county"), text("industry"), integer("year"), number("employment"));
    private static final List<Field> COUNTIES = List.of(required(text("county")), text("region"));
    private static final List<Field> ROWS = List.of(text("region"), integer("year"), number("x"));

    @TempDir
    Path data;

    private Fixture files;
    private Fixture.Spec spec;

    @BeforeEach
    void start() {
        files = new Fixture(data);
        spec = new Fixture.Spec();
    }

    private void firms(String... lines) {
        files.source("records", FIRMS, lines);
        files.source("counties", COUNTIES, "c1,east", "c2,east", "c3,west");
        spec.crosswalk = Optional.of(new Crosswalk("counties", "county"));
        spec.totals = List.of(
                new Total("q_total", "employment", Map.of()),
                new Total("q_mfg", "employment", Map.of("industry", List.of("13", "14", "311"))));
    }

    @Test
    void addsUpRecordsByRegionAndPeriodInTheOrderOfTheKey() {
        firms(
                "c3,9999,2006,7",
                "c1,1399,2005,10",
                "c2,1400,2005,20",
                "c1,5100,2005,5",
                "c1,3110,2006,1",
                "c1,3120,2006,1");
        assertThat(text(files.build(spec)))
                .containsExactly("east|2005|35.0|30.0|()", "east|2006|2.0|1.0|()", "west|2006|7.0|0.0|()");
    }

    @Test
    void setsAsideRecordsThatFindNoRegionOrPeriodAndCountsAllByReason() {
        firms(
                "c1,13,2005,10",
                "cX,13,2005,1",
                "cY,13,2005,1",
                ",13,2005,1",
                "c1,13,,1",
                "c1,13,2004,1",
                "c1,13,2017,1",
                "c1,13,2005,many");
        spec.from = Optional.of(2005);
        spec.to = Optional.of(2016);
        Panel panel = files.build(spec);
        assertThat(text(panel)).containsExactly("east|2005|10.0|10.0|()");
        assertThat(panel.report().sources())
                .containsEntry(
                        "records",
                        new RowCounts(
                                8,
                                1,
                                0,
                                Map.of(
                                        "unknown county", 2L,
                                        "missing county", 1L,
                                        "missing year", 1L,
                                        "outside 2005–2016", 2L,
                                        "not a number: employment", 1L)))
                .containsEntry("counties", new RowCounts(3, 3, 0, Map.of()));
        assertThat(panel.sources().get("records").counts())
                .as("the source handed on for the rejects carries the same reasons")
                .isEqualTo(panel.report().sources().get("records"));
        assertThat(panel.sources().get("records").all().columns()).contains(Checked.RAW, Checked.FILE, Checked.ROW);
    }

    @Test
    void namesAnOpenWindow() {
        firms("c1,13,2005,10", "c1,13,2004,1");
        spec.from = Optional.of(2005);
        assertThat(files.build(spec).report().sources().get("records").setAside())
                .containsKey("before 2005");
        spec.from = Optional.empty();
        spec.to = Optional.of(2004);
        assertThat(files.build(spec).report().sources().get("records").setAside())
                .containsKey("after 2004");
    }

    @Test
    void keepsATotalUnknownWhereARecordIsSuppressedOrHasNoCode() {
        files.source(
                "records",
                true,
                List.of(text("region"), integer("year"), text("industry"), number("employment")),
                "a,2005,13,10,",
                "a,2005,13,0,N",
                "b,2005,13,0,N",
                "c,2005,13,5,",
                "c,2005,99,0,N",
                "d,2005,13,5,",
                "d,2005,,7,",
                "e,2005,13,5,",
                "e,2005,99,0,");
        spec.totals = List.of(
                new Total("all", "employment", Map.of()),
                new Total("mfg", "employment", Map.of("industry", List.of("1"))));
        Panel panel = files.build(spec);
        assertThat(text(panel))
                .containsExactly(
                        "a|2005|null|null|()",
                        "b|2005|null|null|()",
                        "c|2005|null|5.0|()",
                        "d|2005|12.0|null|()",
                        "e|2005|5.0|5.0|()");
        assertThat(panel.report().incomplete())
                .containsExactly(
                        Map.entry("all", new PanelReport.Incomplete(3, 3)),
                        Map.entry("mfg", new PanelReport.Incomplete(3, 3)));
        assertThat(panel.report().missing()).containsExactly(Map.entry("all", 3L), Map.entry("mfg", 3L));
        assertThat(panel.report().notes())
                .contains(
                        "Total all is null in 3 rows, for 3 records lack a value or a code: what is suppressed is not zero");
    }

    @Test
    void countsOnlyRecordsWithAllCodesWhereATotalNamesTwoColumns() {
        files.source(
                "records",
                List.of(text("region"), integer("year"), text("industry"), integer("own"), number("employment")),
                "a,2005,13,5,10",
                "a,2005,13,1,20",
                "a,2005,99,5,40");
        spec.totals =
                List.of(new Total("private_mfg", "employment", Map.of("industry", List.of("13"), "own", List.of("5"))));
        assertThat(text(files.build(spec))).containsExactly("a|2005|10.0|()");
    }

    @Test
    void addsUpFractionsTheSameWhateverTheOrder() {
        List<String> lines = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            lines.add("a,2005," + random.nextInt(1_000_000) / 1000.0);
        }
        spec.totals = List.of(new Total("sum", "x", Map.of()));
        files.source("records", ROWS, lines.toArray(String[]::new));
        List<String> first = text(files.build(spec));
        Collections.shuffle(lines, random);
        files.source("records", ROWS, lines.toArray(String[]::new));
        assertThat(text(files.build(spec))).isEqualTo(first);
        Checked split = files.sources().get("records").map(rows -> rows.repartition(5));
        files.sources().put("records", split);
        assertThat(text(files.build(spec))).isEqualTo(first);
    }

    @Test
    void takesRowsAsTheyAreWithoutTotals() {
        files.source("records", ROWS, "b,2006,1", "a,2006,", "a,2005,2.5");
        assertThat(text(files.build(spec))).containsExactly("a|2005|2.5|()", "a|2006|null|()", "b|2006|1.0|()");
    }

    @Test
    void refusesRowsThatShareAKeyAndNamesThem() {
        files.source("records", ROWS, "b,2006,1", "b,2006,2", "a,2005,2.5", "a,2005,2.5", "c,2005,1");
        assertThatThrownBy(() -> files.build(spec))
                .isInstanceOf(DataException.class)
                .hasMessage("Source records has several rows for the same region, year: a, 2005; b, 2006."
                        + " Keep one of each, or set key = [region, year] and duplicates = first");
    }

    @Test
    void keepsFurtherCellsInTheKey() {
        files.source(
                "records",
                List.of(text("region"), integer("year"), text("industry"), number("x")),
                "a,2005,mfg,1",
                "a,2006,mfg,2",
                "a,2005,retail,3");
        spec.cells = List.of("industry");
        Panel panel = files.build(spec);
        assertThat(panel.key()).containsExactly("region", "year", "industry");
        assertThat(text(panel)).containsExactly("a|2005|mfg|1.0|()", "a|2005|retail|3.0|()", "a|2006|mfg|2.0|()");
        assertThat(panel.report().gaps()).isEqualTo(new PanelReport.Keys(1, List.of("a, 2006, retail")));
    }

    @Test
    void joinsTablesAndReportsWhatDoesNotMatchBothWays() {
        files.source("records", ROWS, "a,2005,1", "a,2006,2", "b,2005,3");
        files.source(
                "controls",
                List.of(text("region"), integer("year"), number("gdp")),
                "a,2005,10",
                "b,2005,30",
                "b,2009,5",
                "z,2005,1",
                ",2005,1");
        files.source("climate", List.of(text("region"), text("zone")), "a,warm", "b,cold");
        spec.joins = List.of(new Join("controls", List.of("region", "year")), new Join("climate", List.of("region")));
        Panel panel = files.build(spec);
        assertThat(text(panel))
                .containsExactly("a|2005|1.0|10.0|warm|()", "a|2006|2.0|null|warm|()", "b|2005|3.0|30.0|cold|()");
        assertThat(panel.report().joins())
                .containsExactly(
                        new PanelReport.Joined(
                                "controls",
                                List.of("region", "year"),
                                4,
                                new PanelReport.Keys(1, List.of("a, 2006")),
                                new PanelReport.Keys(2, List.of("b, 2009", "z, 2005")),
                                Optional.empty()),
                        new PanelReport.Joined(
                                "climate",
                                List.of("region"),
                                2,
                                new PanelReport.Keys(0, List.of()),
                                new PanelReport.Keys(0, List.of()),
                                Optional.empty()));
        assertThat(panel.report().sources().get("controls").setAside())
                .containsExactly(Map.entry("missing region", 1L));
        assertThat(panel.report().notes())
                .contains(
                        "controls has no row for 1 key of the panel: a, 2006",
                        "controls has 2 keys that the panel has not: b, 2009; z, 2005");
    }

    @Test
    void refusesATableWithTwoRowsForOneKey() {
        files.source("records", ROWS, "a,2005,1");
        files.source("controls", List.of(text("region"), number("gdp")), "a,1", "a,2");
        spec.joins = List.of(new Join("controls", List.of("region")));
        assertThatThrownBy(() -> files.build(spec))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Source controls has several rows for the same region: a. ");
    }

    @Test
    void namesTheFirstFewOfManySharedKeys() {
        files.source(
                "records",
                ROWS,
                IntStream.range(0, 14).mapToObj(i -> "r" + i / 2 + ",2005,1").toArray(String[]::new));
        assertThatThrownBy(() -> files.build(spec)).hasMessageContaining("r4, 2005; and 2 more. ");
    }

    @Test
    void refusesColumnsWithOneNameWhateverTheCase() {
        files.source("records", ROWS, "a,2005,1");
        files.source("controls", List.of(text("region"), number("X")), "a,1");
        spec.joins = List.of(new Join("controls", List.of("region")));
        assertThatThrownBy(() -> files.build(spec))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Column X comes from records and from controls. Give one of them another name, or leave it out");
        spec.joins = List.of();
        spec.groups = Map.of("x", Map.of("east", List.of("a")));
        assertThatThrownBy(() -> files.build(spec))
                .hasMessageStartingWith("Column x comes from records and from groups");
    }

    @Test
    void refusesAKeyWithTwoTypes() {
        files.source("records", ROWS, "a,2005,1");
        files.source("controls", List.of(text("region"), text("year"), number("gdp")), "a,2005,1");
        spec.joins = List.of(new Join("controls", List.of("region", "year")));
        assertThatThrownBy(() -> files.build(spec))
                .isInstanceOf(DataException.class)
                .hasMessage("The panel so far has year as bigint and source controls as string, so no row can match."
                        + " Declare it with one type");
    }

    @Test
    void refusesWhatIsNotThereOrHasTheWrongType() {
        files.source("records", ROWS, "a,2005,1");
        spec.time = "when";
        assertThatThrownBy(() -> files.build(spec))
                .hasMessage("Source records has no column when; it has region, year, x");
        spec.time = "x";
        assertThatThrownBy(() -> files.build(spec))
                .hasMessage("Period x of records is double; periods are whole numbers. Declare it as integer");
        spec.time = "year";
        spec.totals = List.of(new Total("t", "region", Map.of()));
        assertThatThrownBy(() -> files.build(spec))
                .hasMessage(
                        "Total t adds up region of source records, which is string. Declare it as integer or number");
        spec.totals = List.of();
        spec.interpolate = List.of("y");
        assertThatThrownBy(() -> files.build(spec))
                .hasMessage("The panel has no column y to interpolate; it has region, year, x");
        spec.interpolate = List.of("region");
        assertThatThrownBy(() -> files.build(spec))
                .hasMessage("Column region of records is string and cannot be interpolated. Declare it as number");
        spec.interpolate = List.of();
        spec.joins = List.of(new Join("elsewhere", List.of("region")));
        assertThatThrownBy(() -> files.build(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The panel uses source elsewhere, which was not read; there are [records]");
    }

    @Test
    void refusesNamesThatItKeepsForItself() {
        assertThatThrownBy(() -> {
                    files.source("records", List.of(text("region"), integer("year"), number("_rows")), "a,2005,1");
                    files.build(spec);
                })
                .hasMessageContaining("a column cannot be called \"_rows\". Name it otherwise, with from = \"_rows\"");
        files.source("records", List.of(text("region"), integer("year"), number("filled")), "a,2005,1");
        assertThatThrownBy(() -> files.build(spec))
                .hasMessageStartingWith("Column filled comes from records and from the panel");
    }

    @Test
    void stopsIfNoRecordCanBeUsed() {
        firms("cX,13,2005,1", "cY,13,2005,1");
        assertThatThrownBy(() -> files.build(spec))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "No row of source records can be used: 2 in, 0 not selected, 2 set aside: unknown county 2; the first at records.csv:2."
                                + " Mend what the reasons say");
    }

    @Test
    void refusesACrosswalkThatSendsACountyTwoWays() {
        firms("c1,13,2005,1");
        files.source("counties", COUNTIES, "c1,east", "c1,west");
        assertThatThrownBy(() -> files.build(spec))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Source counties has several rows for the same county: c1.");
    }

    @Test
    void refusesARegionThatRecordsAndCrosswalkBothName() {
        firms("c1,13,2005,1");
        files.source(
                "records",
                List.of(text("county"), text("region"), text("industry"), integer("year"), number("employment")),
                "c1,east,13,2005,1");
        assertThatThrownBy(() -> files.build(spec))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Column region comes from records and from counties");
    }

    @Test
    void putsRegionsIntoGroupsAndReportsThoseThatMiss() {
        files.source("records", ROWS, "a,2005,1", "b,2005,1", "c,2005,1");
        spec.groups = Map.of("part", Map.of("east", List.of("a", "z"), "west", List.of("c")));
        Panel panel = files.build(spec);
        assertThat(text(panel)).containsExactly("a|2005|1.0|east|()", "b|2005|1.0|null|()", "c|2005|1.0|west|()");
        assertThat(panel.report().groups())
                .containsExactly(Map.entry(
                        "part",
                        new PanelReport.Grouped(
                                new PanelReport.Keys(1, List.of("b")), new PanelReport.Keys(1, List.of("z")))));
    }

    @Test
    void groupsRegionsThatAreNumbers() {
        files.source("records", List.of(integer("region"), integer("year"), number("x")), "10,2005,1", "9,2005,1");
        spec.groups = Map.of("part", Map.of("east", List.of("9")));
        Panel panel = files.build(spec);
        assertThat(text(panel)).containsExactly("9|2005|1.0|east|()", "10|2005|1.0|null|()");
        assertThat(panel.report().groups().get("part").ungrouped().first()).containsExactly("10");
    }

    @Test
    void refusesARegionInTwoGroups() {
        files.source("records", ROWS, "a,2005,1");
        spec.groups = Map.of("part", new TreeMap<>(Map.of("east", List.of("a"), "west", List.of("a"))));
        assertThatThrownBy(() -> files.build(spec))
                .isInstanceOf(DataException.class)
                .hasMessage("Region a is listed twice in the groups of part: in east and in west. Keep one");
    }

    @Test
    void listsGapsAgainstTheWindow() {
        files.source("records", ROWS, "a,2005,1", "a,2006,1", "b,2006,1");
        Panel panel = files.build(spec);
        assertThat(panel.report().balanced()).isFalse();
        assertThat(panel.report().periods()).containsExactly(2005L, 2006L);
        assertThat(panel.report().gaps()).isEqualTo(new PanelReport.Keys(1, List.of("b, 2005")));
        spec.from = Optional.of(2005);
        spec.to = Optional.of(2007);
        panel = files.build(spec);
        assertThat(panel.report().gaps()).isEqualTo(new PanelReport.Keys(3, List.of("a, 2007", "b, 2005", "b, 2007")));
        assertThat(panel.report().notes())
                .contains("The panel is not balanced: 3 rows are absent: a, 2007; b, 2005; b, 2007");
    }

    @Test
    void takesOneRegionAndOnePeriodAndSaysSo() {
        files.source("records", ROWS, "a,2005,1");
        PanelReport report = files.build(spec).report();
        assertThat(report.balanced()).isTrue();
        assertThat(report.regions()).isEqualTo(1);
        assertThat(report.rows()).isEqualTo(1);
        assertThat(report.notes())
                .containsExactly("The panel has one region only", "The panel has one period only, 2005");
    }

    @Test
    void doesNotReadTheFilesAgainForLaterWork() throws Exception {
        files.source("records", ROWS, "a,2005,1", "b,2005,2");
        Panel panel = files.build(spec);
        Files.delete(data.resolve("records.csv"));
        assertThat(panel.rows().count()).isEqualTo(2);
        assertThat(panel.rows().queryExecution().optimizedPlan().toString()).contains("LocalRelation");
    }

    @Test
    void buildsTheSamePanelWhereSparkKeepsTheTables() {
        firms(
                "c3,9999,2006,7",
                "c1,1399,2005,10",
                "cX,1399,2005,10",
                "c2,1400,2005,",
                "c1,5100,2005,5",
                "c1,3110,2007,1");
        files.source(
                "controls",
                List.of(text("region"), integer("year"), number("gdp")),
                "east,2005,10",
                "west,2009,5",
                ",2005,1");
        spec.joins = List.of(new Join("controls", List.of("region", "year")));
        spec.groups = Map.of("part", Map.of("right", List.of("east")));
        spec.interpolate = List.of("gdp");
        Panel local = files.build(spec);
        Panel kept = PanelBuilder.build(spec.toSpec(), files.sources(), 0);
        assertThat(kept.rows().storageLevel().useMemory()).isTrue();
        assertThat(text(kept)).isEqualTo(text(local));
        assertThat(kept.report()).isEqualTo(local.report());
        assertThat(kept.rows().schema()).isEqualTo(local.rows().schema());
        kept.rows().unpersist();
    }

    @Test
    void namesSharedKeysWhereSparkKeepsTheTables() {
        files.source("records", ROWS, "b,2006,1", "b,2006,2");
        assertThatThrownBy(() -> PanelBuilder.build(spec.toSpec(), files.sources(), 0))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Source records has several rows for the same region, year: b, 2006.");
    }

    @Test
    void readsEachSmallSourceInOneJob() throws Exception {
        firms("c3,9999,2006,7", "c1,1399,2005,10");
        AtomicInteger jobs = new AtomicInteger();
        SparkListener counter = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
                jobs.incrementAndGet();
            }
        };
        SparkContext context = TestSpark.session().sparkContext();
        context.addSparkListener(counter);
        files.build(spec);
        context.listenerBus().waitUntilEmpty();
        context.removeSparkListener(counter);
        assertThat(jobs.get()).as("crosswalk, its broadcast, records, panel").isLessThanOrEqualTo(4);
    }

    @Test
    void refusesACrosswalkThatNamesNoRegion() {
        firms("c1,13,2005,1");
        files.source(
                "records",
                List.of(text("county"), text("region"), text("industry"), integer("year"), number("employment")),
                "c1,east,13,2005,1");
        files.source("counties", List.of(text("county"), text("climate")), "c1,warm");
        assertThatThrownBy(() -> files.build(spec))
                .isInstanceOf(DataException.class)
                .hasMessage("Source counties has no column region; it has county, climate");
    }
}
