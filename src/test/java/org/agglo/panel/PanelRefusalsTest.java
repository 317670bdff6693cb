package org.agglo.panel;

import static org.agglo.panel.Fixture.COUNTIES;
import static org.agglo.panel.Fixture.ROWS;
import static org.agglo.panel.Fixture.integer;
import static org.agglo.panel.Fixture.number;
import static org.agglo.panel.Fixture.text;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agglo.spark.DataException;
import org.junit.jupiter.api.Test;

/** What is no panel: keys that several rows share, columns that are not there or come twice, records of no use. */
class PanelRefusalsTest extends PanelCase {
    @Test
    void refusesRowsThatShareAKeyAndNamesThem() {
        files.source("records", ROWS, "b,2006,1", "b,2006,2", "a,2005,2.5", "a,2005,2.5", "c,2005,1");
        assertThatThrownBy(() -> files.build(spec))
                .isInstanceOf(DataException.class)
                .hasMessage("Source records has several rows for the same region, year: a, 2005; b, 2006."
                        + " Keep one of each, or set key = [region, year] and duplicates = first");
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
        files.firms(spec, "cX,13,2005,1", "cY,13,2005,1");
        assertThatThrownBy(() -> files.build(spec))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "No row of source records can be used: 2 in, 0 not selected, 2 set aside: unknown county 2; the first at records.csv:2."
                                + " Mend what the reasons say");
    }

    @Test
    void refusesACrosswalkThatSendsACountyTwoWays() {
        files.firms(spec, "c1,13,2005,1");
        files.source("counties", COUNTIES, "c1,east", "c1,west");
        assertThatThrownBy(() -> files.build(spec))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Source counties has several rows for the same county: c1.");
    }

    @Test
    void refusesARegionThatRecordsAndCrosswalkBothName() {
        files.firms(spec, "c1,13,2005,1");
        files.source(
                "records",
                List.of(text("county"), text("region"), text("industry"), integer("year"), number("employment")),
                "c1,east,13,2005,1");
        assertThatThrownBy(() -> files.build(spec))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Column region comes from records and from counties");
    }

    @Test
    void refusesACrosswalkThatNamesNoRegion() {
        files.firms(spec, "c1,13,2005,1");
        files.source(
                "records",
                List.of(text("county"), text("region"), text("industry"), integer("year"), number("employment")),
                "c1,east,13,2005,1");
        files.source("counties", List.of(text("county"), text("climate")), "c1,warm");
        assertThatThrownBy(() -> files.build(spec))
                .isInstanceOf(DataException.class)
                .hasMessage("Source counties brings no column that the panel needs and source records lacks."
                        + " Leave the crosswalk out");
    }
}
