package org.agglo.panel;

import static org.agglo.panel.Fixture.ROWS;
import static org.agglo.panel.Fixture.integer;
import static org.agglo.panel.Fixture.number;
import static org.agglo.panel.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.agglo.spark.DataException;
import org.junit.jupiter.api.Test;

/** Tables and groups that join the panel, and what does not meet. */
class PanelJoinsTest extends PanelCase {
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
}
