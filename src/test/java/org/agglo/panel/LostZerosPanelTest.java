package org.agglo.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Csv;
import org.agglo.ingest.Duplicates;
import org.agglo.ingest.Extraction;
import org.agglo.ingest.Field;
import org.agglo.ingest.FieldType;
import org.agglo.ingest.FileFormat;
import org.agglo.ingest.Large;
import org.agglo.ingest.Numerals;
import org.agglo.ingest.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes get their zeros back, and are counted, however the rows are read and gathered. */
class LostZerosPanelTest {
    private static final double NONE = Double.POSITIVE_INFINITY;

    @TempDir
    Path data;

    @Test
    void condensedRowsSingleOnesAndPartsByFileGiveTheSame() throws IOException {
        Files.createDirectories(data.resolve("jobs"));
        for (int file = 0; file < 2; file++) {
            StringBuilder text = new StringBuilder("id,county,industry,year,jobs\n");
            for (int i = 0; i < 200; i++) {
                String county = (i % 3 == 0 ? "0" : "") + (1001 + 2 * (i % 5));
                // Of firms 0 to 49 each comes twice, so that rows are set aside after all other checks.
                text.append(
                        "%d,%s,%s,2005,%d%n".formatted(file * 200 + i % 150, county, i % 2 == 0 ? "0113" : "113", i));
            }
            Files.writeString(data.resolve("jobs/%d.csv".formatted(file)), text);
        }
        Files.writeString(
                data.resolve("counties.csv"), "county,region\n1001,east\n01003,west\n01005,west\n1007,east\n");
        Checked counties = Large.read(
                source(
                        "counties",
                        "counties.csv",
                        List.of(code("county", 5), plain("region", FieldType.TEXT)),
                        List.of()),
                data.toString(),
                1000);
        Checked jobs = Large.read(
                source(
                        "records",
                        "jobs",
                        List.of(
                                plain("id", FieldType.TEXT),
                                code("county", 5),
                                code("industry", 4),
                                plain("year", FieldType.INTEGER),
                                plain("jobs", FieldType.NUMBER)),
                        List.of("id", "year")),
                data.toString(),
                1000);
        PanelSpec spec = spec();

        Panel condensed = PanelBuilder.build(spec, Map.of("records", jobs, "counties", counties), 100_000);
        Panel single = PanelBuilder.build(spec, Map.of("records", Large.rowByRow(jobs), "counties", counties), 100_000);
        Panel parts = PanelBuilder.build(
                spec,
                Map.of("records", jobs, "counties", counties),
                gather -> Held.of(gather.merged(gather.byFile()), gather.job()));

        assertThat(condensed.sources().get("records").condensed(Sums.needs(spec.totals(), Records.used(spec, jobs))))
                .isPresent();
        assertThat(Fixture.text(single)).isEqualTo(Fixture.text(condensed)).hasSize(2);
        assertThat(single.report()).isEqualTo(condensed.report());
        assertThat(Fixture.text(parts)).isEqualTo(Fixture.text(condensed));
        assertThat(parts.report()).isEqualTo(condensed.report());
        // Of 300 firms 240 are in a county with a region; of those 160 came without its zero.
        assertThat(condensed.report().sources().get("records").toString())
                .isEqualTo(
                        "RowCounts[in=400, used=240, notSelected=0, setAside={conflicting key=100, unknown county=60}]");
        assertThat(condensed.report().padded().toString())
                .isEqualTo("{counties={county=2}, records={county=160, industry=120}}");
        assertThat(condensed.report().notes())
                .contains(
                        "counties: 2 codes of county got leading zeros, as pad says",
                        "records: 160 codes of county got leading zeros, as pad says");
    }

    private static PanelSpec spec() {
        Fixture.Spec spec = new Fixture.Spec();
        spec.crosswalks = List.of(new Crosswalk("counties", "county"));
        spec.totals = List.of(
                new Total("all", "jobs", Map.of()), new Total("some", "jobs", Map.of("industry", List.of("01"))));
        return spec.toSpec();
    }

    private static Source source(String name, String path, List<Field> fields, List<String> key) {
        return new Source(
                name, path, FileFormat.CSV, Csv.standard(), fields, key, Duplicates.FIRST, Map.of(), Optional.empty());
    }

    private static Field plain(String name, FieldType type) {
        return new Field(name, name, type, false, -NONE, NONE, List.of(), List.of());
    }

    private static Field code(String name, int length) {
        return new Field(
                name,
                name,
                FieldType.TEXT,
                true,
                -NONE,
                NONE,
                List.of(),
                List.of(),
                new Extraction(
                        List.of(), Optional.empty(), Extraction.Piece.ALL, length, true, 0, 0, "", Numerals.PLAIN));
    }
}
