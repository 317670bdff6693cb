package org.agglo.panel;

import static org.agglo.panel.Fixture.integer;
import static org.agglo.panel.Fixture.number;
import static org.agglo.panel.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files give on their own adds up to what they give together. */
class GatherTest {
    @TempDir
    Path data;

    @Test
    void partsByFileMakeTheSamePanelAndTheSameCounts() {
        Fixture files = new Fixture(data)
                .source(
                        "records",
                        List.of(text("county"), text("industry"), integer("year"), number("employment")),
                        "c1,13,2005,1.1",
                        "c1,14,2005,2.7",
                        "c2,13,2006,",
                        "c3,51,2006,4",
                        "cX,13,2005,1",
                        ",13,2005,1",
                        "c1,13,2001,1")
                .source("counties", List.of(text("county"), text("region")), "c1,east", "c2,west", "c3,west");
        Fixture.Spec spec = new Fixture.Spec();
        spec.crosswalks = List.of(new Crosswalk("counties", "county"));
        spec.totals = List.of(
                new Total("all", "employment", Map.of()),
                new Total("mfg", "employment", Map.of("industry", List.of("13", "14"))));
        spec.from = Optional.of(2005);

        Panel whole = files.build(spec);
        Panel parts = PanelBuilder.build(
                spec.toSpec(), files.sources(), gather -> Held.of(gather.merged(gather.byFile()), gather.job()));

        assertThat(Fixture.text(parts)).isEqualTo(Fixture.text(whole)).isNotEmpty();
        assertThat(parts.report()).isEqualTo(whole.report());
    }
}
