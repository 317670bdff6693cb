package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run of the small study, looked at from all sides. */
class StudyRunTest {
    @TempDir
    static Path folder;

    private static SmallStudy study;
    private static String printed;
    private static JsonNode manifest;
    private static JsonNode results;
    private static JsonNode truth;

    @BeforeAll
    static void run() throws Exception {
        study = new SmallStudy(folder);
        printed = study.run();
        ObjectMapper json = new ObjectMapper();
        manifest = json.readTree(study.out().resolve("manifest.json").toFile());
        results = json.readTree(study.out().resolve("results.json").toFile());
        truth = json.readTree(study.data().resolve("truth.json").toFile());
    }

    @Test
    void everyRowIsUsedOrSetAsideWithAReason() {
        manifest.get("rows").forEach(source -> {
            long aside = 0;
            for (JsonNode count : source.get("setAside")) {
                aside += count.asLong();
            }
            assertThat(source.get("used").asLong() + source.get("notSelected").asLong() + aside)
                    .isEqualTo(source.get("in").asLong());
        });
    }

    @Test
    void locationQuotientsAreThoseThatTheDataWereDrawnFrom() throws Exception {
        Map<String, Double> quotients = new HashMap<>();
        truth.get("cells")
                .forEach(cell -> quotients.put(
                        cell.get("province").asText() + cell.get("year").asInt(),
                        cell.get("maggl").asDouble()));
        List<String> lines = Files.readAllLines(study.out().resolve("panel.csv"));
        List<String> header = List.of(lines.get(0).split(","));
        assertThat(lines).hasSize(1 + quotients.size());
        assertThat(lines.subList(1, lines.size()))
                .as("in the order of its key, whatever the windows of the measures did")
                .isSortedAccordingTo(Comparator.comparing(row -> row.split(",", 3)[0] + row.split(",", 3)[1]));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            String key = cells[header.indexOf("province")] + cells[header.indexOf("year")];
            assertThat(cells[header.indexOf("filled")])
                    .as("no list of some class")
                    .isIn("", "open");
            assertThat(Double.parseDouble(cells[header.indexOf("maggl")]))
                    .as(key)
                    .isCloseTo(quotients.get(key), within(1e-12 * quotients.get(key)));
        }
    }

    @Test
    void theResultsStandInEveryFormat() {
        for (String name : List.of("rows", "descriptives", "averages", "ranking", "readings", "by-region")) {
            for (String extension : List.of("txt", "md", "tex", "html", "csv")) {
                assertThat(study.out().resolve("tables/" + name + "." + extension))
                        .isNotEmptyFile();
            }
        }
        for (String name : List.of("averages.svg", "averages.png", "coefficients.svg", "coefficients.png")) {
            assertThat(study.out().resolve("figures/" + name)).isNotEmptyFile();
        }
        assertThat(study.out().resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void rejectsAreKeptWithFileLineAndReason() throws Exception {
        List<String> rejects = Files.readAllLines(study.out().resolve("rejects/firms.csv"));
        long aside = 0;
        for (JsonNode count : manifest.at("/rows/firms/setAside")) {
            aside += count.asLong();
        }
        assertThat(rejects).hasSize((int) aside + 1).first().isEqualTo("file,row,reason,record");
    }

    @Test
    void theManifestNamesEveryInputWithItsChecksum() {
        assertThat(manifest.get("inputs")).isNotEmpty();
        manifest.get("inputs").forEach(input -> {
            assertThat(input.get("sha256").asText()).matches("[0-9a-f]{64}");
            assertThat(input.get("bytes").asLong()).isPositive();
        });
        assertThat(manifest.at("/versions/spark").asText()).isEqualTo("4.1.0");
        assertThat(manifest.at("/settings/name").asText()).isEqualTo("china-provinces");
    }

    @Test
    void theSummarySaysWhatDiffersAndWhereTheResultsAre() {
        assertThat(printed)
                .contains("Rows read")
                .contains("What differs")
                .contains("As written")
                .contains("Results in " + study.out());
    }

    @Test
    void groupsStandInTheStudysOrderAndHeadingsAreNotRepeated() throws Exception {
        assertThat(Files.readAllLines(study.out().resolve("tables/by-region.csv"))
                        .get(0))
                .matches(",east.*,central.*");
        assertThat(Files.readAllLines(study.out().resolve("tables/averages.csv"))
                        .get(0))
                .isEqualTo("year,east,central,west");
        assertThat(Files.readString(study.out().resolve("report.html")))
                .contains("<h2>Table 2. ")
                .doesNotContain("<caption>Table 2. ");
    }

    @Test
    void everyNumberOfAModelIsInTheResults() {
        JsonNode model = results.at("/tables/0/models/0/summary");
        assertThat(model.get("coefficients")).hasSize(6);
        assertThat(model.at("/fit/r2").asDouble()).isBetween(0.0, 1.0);
        assertThat(model.at("/sample/used").asLong()).isEqualTo(36);
    }
}
