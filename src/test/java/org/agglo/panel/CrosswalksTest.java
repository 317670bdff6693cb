package org.agglo.panel;

import static org.agglo.panel.Fixture.integer;
import static org.agglo.panel.Fixture.number;
import static org.agglo.panel.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.ingest.Field;
import org.agglo.ingest.RowCounts;
import org.agglo.panel.Fixture.Spec;
import org.agglo.spark.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that go through several crosswalks: numbers worked out by hand, and which codes are lost where. */
class CrosswalksTest {
    private static final int FEW_CELLS = 1;
    private static final Crosswalk TRACTS = new Crosswalk("tracts", "tract");
    private static final Crosswalk COUNTIES = new Crosswalk("counties", "county");
    private static final List<Field> RECORDS = List.of(text("tract"), integer("year"), number("jobs"));

    @TempDir
    Path data;

    private Fixture files;
    private final Spec spec = new Spec();

    @BeforeEach
    void total() {
        files = new Fixture(data);
        spec.totals = List.of(new Total("all", "jobs", Map.of()));
    }

    private static Crosswalk shares(String source, String on) {
        return new Crosswalk(source, on, Optional.of("share"), Optional.empty(), Optional.empty());
    }

    private static Unmatched lost(
            String source, String on, String without, double before, double after, long records, String... first) {
        return new Unmatched(
                source, on, without, first.length, records, "jobs", before, after, List.of(first), Optional.empty());
    }

    /** The panel, which the driver, Spark, and parts of files added up make alike. */
    private Panel panel() {
        Panel panel = files.build(spec);
        Panel bySpark = PanelBuilder.build(spec.toSpec(), files.sources(), FEW_CELLS);
        Panel parts = PanelBuilder.build(
                spec.toSpec(), files.sources(), gather -> Held.of(gather.merged(gather.byFile()), gather.job()));
        for (Panel other : List.of(bySpark, parts)) {
            assertThat(Fixture.text(other)).isEqualTo(Fixture.text(panel));
            assertThat(other.report()).isEqualTo(panel.report());
        }
        return panel;
    }

    private static RowCounts rows(Panel panel) {
        return panel.report().sources().get("records");
    }

    @Test
    void aChainOfPlainOnes() {
        files.source("tracts", List.of(text("tract"), text("county")), "t1,c1", "t2,c2", "t3,c1", "t4,c9", "t5,")
                .source("counties", List.of(text("county"), text("region")), "c1,a", "c2,b")
                .source(
                        "records",
                        RECORDS,
                        "t1,2005,1",
                        "t2,2005,2",
                        "t3,2005,4",
                        "t4,2005,8",
                        "t5,2005,16",
                        "t9,2006,32",
                        ",2005,64",
                        "t1,2006,128");
        spec.crosswalks = List.of(TRACTS, COUNTIES);
        Panel panel = panel();
        assertThat(Fixture.text(panel)).containsExactly("a|2005|5.0|()", "a|2006|128.0|()", "b|2005|2.0|()");
        assertThat(rows(panel).used()).isEqualTo(4);
        assertThat(rows(panel).setAside())
                .isEqualTo(Map.of("missing tract", 1L, "unknown tract", 2L, "unknown county", 1L));
        assertThat(panel.report().unmatched())
                .containsExactly(
                        lost("tracts", "tract", "county", 191, 143, 2, "t9", "t5"),
                        lost("counties", "county", "a region", 143, 135, 1, "c9"));
        assertThat(panel.report().notes())
                .anySatisfy(note -> assertThat(note)
                        .isEqualTo(
                                "2 codes of tract without county, in 2 records: t9, t5; jobs adds up to 191 before the"
                                        + " crosswalk and to 143 after it"))
                .anySatisfy(note -> assertThat(note)
                        .isEqualTo("1 code of county without a region, in 1 record: c9; jobs adds up to 143 before the"
                                + " crosswalk and to 135 after it"));
    }

    @Test
    void aChainWithoutTotalsLeavesTheRowsAsTheyAre() {
        files.source("tracts", List.of(text("tract"), text("county")), "t1,c1", "t2,c2")
                .source("counties", List.of(text("county"), text("region")), "c1,a", "c2,b")
                .source("records", RECORDS, "t1,2005,1", "t2,2005,2");
        spec.crosswalks = List.of(TRACTS, COUNTIES);
        spec.totals = List.of();
        assertThat(Fixture.text(panel())).containsExactly("a|2005|t1|1.0|()", "b|2005|t2|2.0|()");
    }

    /**
     * County 1 is three quarters A and one B, county 2 is B; industry 11 becomes half x and half y, 12 becomes y. Of the 8 jobs
     * of 11 in county 1, A gets 3 x and 3 y, and B 1 and 1; of the 4 of 12, A 3 y and B 1 y; of the 10 of 11 in county 2, B 5 and
     * 5: A 3 x and 6 y, B 6 x and 7 y, together 22.
     */
    @Test
    void boundariesAndIndustriesBothDivided() {
        files.source(
                        "counties",
                        List.of(text("county"), text("region"), number("share")),
                        "1,A,0.75",
                        "1,B,0.25",
                        "2,B,1")
                .source(
                        "revision",
                        List.of(text("old"), text("industry"), number("share")),
                        "11,x,0.5",
                        "11,y,0.5",
                        "12,y,1")
                .source(
                        "records",
                        List.of(text("county"), text("old"), integer("year"), number("jobs")),
                        "1,11,2005,8",
                        "1,12,2005,4",
                        "2,11,2005,10",
                        "9,11,2005,100",
                        "2,99,2005,1000",
                        "9,99,2005,7",
                        "1,,2005,3");
        spec.cells = List.of("industry");
        spec.crosswalks = List.of(shares("counties", "county"), shares("revision", "old"));
        Panel panel = panel();
        assertThat(Fixture.text(panel))
                .containsExactly("A|2005|x|3.0|()", "A|2005|y|6.0|()", "B|2005|x|6.0|()", "B|2005|y|7.0|()");
        assertThat(rows(panel).in()).isEqualTo(7);
        assertThat(rows(panel).used()).isEqualTo(3);
        assertThat(rows(panel).setAside())
                .isEqualTo(Map.of("unknown county", 2L, "unknown old", 1L, "missing old", 1L));
        assertThat(panel.report().unmatched())
                .containsExactly(
                        lost("counties", "county", "a region", 1129, 1022, 2, "9"),
                        lost("revision", "old", "industry", 1022, 22, 1, "99"));

        spec.crosswalks = List.of(shares("revision", "old"), shares("counties", "county"));
        Panel other = panel();
        assertThat(Fixture.text(other)).isEqualTo(Fixture.text(panel));
        assertThat(other.report().unmatched())
                .containsExactly(
                        lost("revision", "old", "industry", 1129, 122, 2, "99"),
                        lost("counties", "county", "a region", 122, 22, 1, "9"));
    }

    @Test
    void aPlainOneBeforeADividedOneAndTheOtherWayRound() {
        files.source("tracts", List.of(text("tract"), text("county")), "t1,c1", "t2,c2", "t3,c3")
                .source(
                        "counties",
                        List.of(text("county"), text("region"), number("share")),
                        "c1,A,0.75",
                        "c1,B,0.25",
                        "c2,B,1")
                .source("records", RECORDS, "t1,2005,8", "t2,2005,4", "t3,2005,50", "t9,2005,60");
        spec.crosswalks = List.of(TRACTS, shares("counties", "county"));
        Panel first = panel();
        assertThat(Fixture.text(first)).containsExactly("A|2005|6.0|()", "B|2005|6.0|()");
        assertThat(rows(first).used()).isEqualTo(2);
        assertThat(first.report().unmatched())
                .containsExactly(
                        lost("tracts", "tract", "county", 122, 62, 1, "t9"),
                        lost("counties", "county", "a region", 62, 12, 1, "c3"));

        // Now t1 is three quarters in c1 and a quarter in c2, and t3 a tenth in a county that is not known.
        files.source(
                        "tracts",
                        List.of(text("tract"), text("county"), number("share")),
                        "t1,c1,0.75",
                        "t1,c2,0.25",
                        "t2,c2,1",
                        "t3,c1,0.9",
                        "t3,c3,0.1")
                .source("counties", List.of(text("county"), text("region")), "c1,A", "c2,B");
        spec.crosswalks = List.of(shares("tracts", "tract"), COUNTIES);
        Panel second = panel();
        assertThat(Fixture.text(second)).isEqualTo(Fixture.text(first));
        assertThat(rows(second)).isEqualTo(rows(first));
        assertThat(second.report().unmatched()).isEqualTo(first.report().unmatched());
    }

    private void tractsAndCounties(String... c2) {
        String[] counties = new String[3 + c2.length];
        counties[0] = "c1,A,1,0,2005";
        counties[1] = "c1,B,1,2006,";
        counties[2] = "c4,A,1,0,2004";
        System.arraycopy(c2, 0, counties, 3, c2.length);
        files.source(
                        "tracts",
                        List.of(text("tract"), text("county"), number("share")),
                        "t1,c1,0.5",
                        "t1,c2,0.5",
                        "t2,c2,1",
                        "t3,c9,0.1",
                        "t3,c1,0.9",
                        "t4,c4,1",
                        "t5,c4,0.5",
                        "t5,c9,0.5")
                .source(
                        "counties",
                        List.of(text("county"), text("region"), number("share"), integer("since"), integer("until")),
                        counties)
                .source(
                        "records",
                        RECORDS,
                        "t1,2005,8",
                        "t1,2006,8",
                        "t2,2005,4",
                        "t3,2005,50",
                        "t4,2005,6",
                        "t5,2005,30",
                        "t8,2005,60",
                        "t4,2004,5");
        spec.crosswalks = List.of(
                shares("tracts", "tract"),
                new Crosswalk("counties", "county", Optional.of("share"), Optional.of("since"), Optional.of("until")));
    }

    /**
     * County c1 moves from A to B in 2006, c2 is a quarter A and three quarters B. Of the 8 jobs of t1 in 2005, c1 brings 4 to A,
     * and c2 1 to A and 3 to B; in 2006 c1 brings its 4 to B. Of the 4 of t2, A gets 1 and B 3. t4 is in A until 2004. A record
     * with a part that leads nowhere is set aside whole.
     */
    @Test
    void aChainOfDividedOnesWithPeriods() {
        tractsAndCounties("c2,A,0.25,0,", "c2,B,0.75,0,");
        Panel panel = panel();
        assertThat(Fixture.text(panel))
                .containsExactly("A|2004|5.0|()", "A|2005|6.0|()", "A|2006|1.0|()", "B|2005|6.0|()", "B|2006|7.0|()");
        assertThat(rows(panel).in()).isEqualTo(8);
        assertThat(rows(panel).used()).isEqualTo(4);
        assertThat(rows(panel).setAside())
                .isEqualTo(
                        Map.of("unknown tract", 1L, "unknown county", 2L, "county without a region in its year", 1L));
        assertThat(panel.report().unmatched())
                .containsExactly(
                        lost("tracts", "tract", "county", 171, 111, 1, "t8"),
                        lost("counties", "county", "a region", 111, 25, 3, "c9", "c4"));
    }

    /** Of the 8 jobs, c1 in A has three quarters and c2 in B one, and half of each becomes x and half y. */
    @Test
    void fourInAnyMix() {
        files.source("tracts", List.of(text("tract"), text("county"), number("share")), "t1,c1,0.75", "t1,c2,0.25")
                .source("revision", List.of(text("old"), text("industry"), number("share")), "11,x,0.5", "11,y,0.5")
                .source("counties", List.of(text("county"), text("region")), "c1,A", "c2,B")
                .source("sizes", List.of(text("size"), text("class")), "9,large")
                .source(
                        "records",
                        List.of(text("tract"), text("old"), text("size"), integer("year"), number("jobs")),
                        "t1,11,9,2005,8",
                        "t1,11,1,2005,16");
        spec.cells = List.of("industry", "class");
        spec.crosswalks =
                List.of(shares("tracts", "tract"), shares("revision", "old"), COUNTIES, new Crosswalk("sizes", "size"));
        Panel panel = panel();
        assertThat(Fixture.text(panel))
                .containsExactly(
                        "A|2005|x|large|3.0|()",
                        "A|2005|y|large|3.0|()",
                        "B|2005|x|large|1.0|()",
                        "B|2005|y|large|1.0|()");
        assertThat(rows(panel).used()).isEqualTo(1);
        assertThat(panel.report().unmatched()).containsExactly(lost("sizes", "size", "class", 24, 8, 1, "1"));
    }

    @Test
    void sharesOfALaterOneThatDoNotAddUpAreRefused() {
        tractsAndCounties("c2,A,0.25,0,", "c2,B,0.5,0,");
        assertThatThrownBy(() -> files.build(spec))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "The shares that source counties gives county c2 do not add up to 1 in the period of"
                                + " records.csv:2, as those of 3 records. ");
    }

    @Test
    void zerosAreMissedWhereTheyWereLost() {
        files.source("tracts", List.of(text("tract"), text("county")), "t1,1", "t2,02")
                .source("counties", List.of(text("county"), text("region")), "01,a", "02,b")
                .source("records", RECORDS, "t1,2005,1", "t2,2005,2");
        spec.crosswalks = List.of(TRACTS, COUNTIES);
        assertThat(panel().report().unmatched())
                .singleElement()
                .extracting(Unmatched::zeros)
                .isEqualTo(Optional.of(new LostZeros(1, "tracts", "county", 2)));
    }

    @Test
    void whatLeadsNowhereOrThereTwiceIsRefused() {
        files.source("tracts", List.of(text("tract"), text("county")), "t1,c1")
                .source("counties", List.of(text("county"), text("region")), "c1,a")
                .source("again", List.of(text("tract"), text("region")), "t1,a")
                .source("climates", List.of(integer("year"), text("climate")), "2005,wet")
                .source("others", List.of(text("county"), text("region"), text("area")), "c1,a,x")
                .source("areas", List.of(text("area"), text("region")), "x,a")
                .source("records", RECORDS, "t1,2005,1");
        refused(
                "Source records has no column county; it has tract, year, jobs", //
                COUNTIES,
                TRACTS);
        refused(
                "Two crosswalks look up tract, and records that both lead nowhere could not be told apart. Give one table"
                        + " that brings all columns",
                TRACTS,
                new Crosswalk("again", "tract"));
        refused(
                "Source climates brings no column that the panel needs and source records lacks. Leave the crosswalk out",
                new Crosswalk("again", "tract"),
                new Crosswalk("climates", "year"));
        refused(
                "Column region comes from others and from areas. Give one of them another name, or leave it out",
                TRACTS,
                new Crosswalk("others", "county"),
                new Crosswalk("areas", "area"));
        spec.time = "when";
        refused("Source tracts or counties has no column when; it has tract, county, county, region", TRACTS, COUNTIES);
    }

    private void refused(String message, Crosswalk... crosswalks) {
        spec.crosswalks = List.of(crosswalks);
        assertThatThrownBy(() -> files.build(spec))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }
}
