package org.agglo.panel;

import static org.agglo.panel.Fixture.integer;
import static org.agglo.panel.Fixture.number;
import static org.agglo.panel.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpolationTest {
    @TempDir
    Path data;

    private Fixture files;
    private final Fixture.Spec spec = new Fixture.Spec();

    @BeforeEach
    void start() {
        files = new Fixture(data);
        files.source(
                "records",
                List.of(text("region"), integer("year"), number("open"), integer("count")),
                "a,2005,,1",
                "a,2006,1,2",
                "a,2007,,",
                "a,2010,,",
                "a,2011,6,5",
                "a,2012,7,",
                "a,2014,,",
                "b,2005,3,1",
                "b,2006,,1",
                "c,2005,,1",
                "c,2006,,1");
        spec.interpolate = List.of("open", "count");
    }

    @Test
    void fillsByTheCalendarBetweenTheNearestValuesAndFlagsTheCells() {
        Panel panel = files.build(spec);
        assertThat(text(panel))
                .containsExactly(
                        "a|2005|null|1.0|()",
                        "a|2006|1.0|2.0|()",
                        "a|2007|2.0|2.6|(open, count)",
                        "a|2010|5.0|4.4|(open, count)",
                        "a|2011|6.0|5.0|()",
                        "a|2012|7.0|null|()",
                        "a|2014|null|null|()",
                        "b|2005|3.0|1.0|()",
                        "b|2006|null|1.0|()",
                        "c|2005|null|1.0|()",
                        "c|2006|null|1.0|()");
        assertThat(panel.report().filled()).containsExactly(Map.entry("open", 2L), Map.entry("count", 2L));
        assertThat(panel.report().missing()).containsExactly(Map.entry("open", 5L), Map.entry("count", 2L));
        assertThat(panel.report().notes()).contains("2 cells of open are interpolated; column filled says which");
    }

    @Test
    void continuesTheNearestSegmentOnlyWhenAsked() {
        spec.extrapolate = true;
        Panel panel = files.build(spec);
        assertThat(text(panel))
                .contains(
                        "a|2005|0.0|1.0|(open)",
                        "a|2012|7.0|5.6|(count)",
                        "a|2014|9.0|6.8|(open, count)",
                        "b|2006|null|1.0|()",
                        "c|2005|null|1.0|()");
        assertThat(panel.report().filled()).containsExactly(Map.entry("open", 4L), Map.entry("count", 4L));
    }

    @Test
    void doesNotMakeRowsThatAreAbsent() {
        Panel panel = files.build(spec);
        assertThat(panel.report().rows()).isEqualTo(11);
        assertThat(panel.report().gaps().first()).contains("b, 2007", "c, 2014").doesNotContain("a, 2008");
    }

    @Test
    void keepsTheSeriesOfFurtherCellsApart() {
        files.source(
                "records",
                List.of(text("region"), text("industry"), integer("year"), number("x")),
                "a,i,2005,1",
                "a,i,2006,",
                "a,i,2007,3",
                "a,j,2005,10",
                "a,j,2006,",
                "a,j,2007,");
        spec.cells = List.of("industry");
        spec.interpolate = List.of("x");
        assertThat(text(files.build(spec)))
                .containsExactly(
                        "a|2005|i|1.0|()",
                        "a|2005|j|10.0|()",
                        "a|2006|i|2.0|(x)",
                        "a|2006|j|null|()",
                        "a|2007|i|3.0|()",
                        "a|2007|j|null|()");
    }

    @Test
    void fillsACellWhoseRowAJoinedTableLacks() {
        files.source(
                "controls",
                List.of(text("region"), integer("year"), number("gdp")),
                "b,2005,1",
                "a,2006,10",
                "a,2010,50");
        spec.joins = List.of(new Join("controls", List.of("region", "year")));
        spec.interpolate = List.of("gdp");
        assertThat(text(files.build(spec))).contains("a|2007|null|null|20.0|(gdp)");
    }

    @Test
    void usesWindowFunctions() {
        var rows = files.sources().get("records").accepted();
        String plan = new Interpolation(List.of("region"), "year", List.of("open"), true)
                .apply(rows)
                .queryExecution()
                .optimizedPlan()
                .toString();
        assertThat(plan).contains("Window").doesNotContain("Join");
    }
}
