package org.agglo.panel;

import static org.agglo.panel.Fixture.ROWS;
import static org.agglo.panel.Fixture.integer;
import static org.agglo.panel.Fixture.number;
import static org.agglo.panel.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.agglo.ingest.Checked;
import org.agglo.ingest.RowCounts;
import org.junit.jupiter.api.Test;

/** Records added up, or taken as they are, by region, period and further cells. */
class PanelBuilderTest extends PanelCase {
    @Test
    void addsUpRecordsByRegionAndPeriodInTheOrderOfTheKey() {
        files.firms(
                spec,
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
        files.firms(
                spec,
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
        files.firms(spec, "c1,13,2005,10", "c1,13,2004,1");
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
}
