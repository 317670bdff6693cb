package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.agglo.Shared;
import org.agglo.TestSpark;
import org.agglo.measure.PublishedCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QcewStudyTest {
    @TempDir
    private Path folder;

    /** Delaware, the District of Columbia, Massachusetts with its 14 undisclosed national cells, the Virgin Islands. */
    private static final Map<String, Long> DISCLOSED = Map.of("10", 8_202L, "11", 4_560L, "25", 32_662L, "78", 4_457L);

    @Test
    void everyDisclosedQuotientOfTheBureauIsReproducedStateByState() throws Exception {
        Path files = Shared.path("data/us-qcew-2016/sectors");
        Path data = Files.createDirectories(folder.resolve("us-qcew-2016/sectors"));
        for (String state : DISCLOSED.keySet()) {
            Files.copy(files.resolve(state + ".csv.gz"), data.resolve(state + ".csv.gz"));
        }
        TestSpark.session();
        Path out = folder.resolve("results");
        String text = StudyRun.run(
                        new RunRequest(
                                Path.of("conf/studies/us-qcew-2016.conf"),
                                Optional.of(folder.toString()),
                                Optional.of(out.toString())),
                        Progress.quiet())
                .text();

        assertThat(text).contains("\n100 % of 49,881 disclosed quotients reproduced.\n");
        JsonNode measures = new ObjectMapper()
                .readTree(out.resolve("results.json").toFile())
                .get("measures");
        assertThat(measures).hasSize(8);
        DISCLOSED.forEach((state, disclosed) -> assertThat(StreamSupport.stream(measures.spliterator(), false)
                        .mapToLong(measure -> {
                            JsonNode counts = measure.at("/published/parts/" + state);
                            assertThat(counts.get("differing").asLong()).isZero();
                            assertThat(counts.get("uncomputed")).isEmpty();
                            return counts.get("agreed").asLong();
                        })
                        .sum())
                .isEqualTo(disclosed));
        assertThat(Files.readString(out.resolve("tables/published-by-state.csv")))
                .contains("\r\n25,39488,6812,14,32662,32662,0,0\r\n");
        suppressedIsNullNeverZero(Files.readAllLines(out.resolve("panel.csv")));
    }

    private static void suppressedIsNullNeverZero(List<String> panel) {
        List<String> header = List.of(panel.get(0).split(",", -1));
        List<String[]> withheld = panel.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(cells -> !cells[header.indexOf("disclosure")].isEmpty())
                .toList();
        assertThat(withheld).hasSizeGreaterThan(1_500).allSatisfy(cells -> {
            for (String column : List.of("month1", "month3", "wages", "bls_month1", "lq_month1", "lq_weekly_wage")) {
                assertThat(cells[header.indexOf(column)]).as(column).isEmpty();
            }
            boolean all = cells[header.indexOf("disclosure")].contains("-");
            assertThat(cells[header.indexOf("lq_establishments")].isEmpty()).isEqualTo(all);
            assertThat(cells[header.indexOf("filled")]).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5, 100 % of 5",
        "4975551, 4975552, '99.99997 % of 4,975,552'",
        "2, 3, 66.6 % of 3",
        "999, 1000, '99.9 % of 1,000'",
        "0, 7, 0 % of 7"
    })
    void saysHundredPercentOfAllOnly(long agreed, long published, String said) {
        assertThat(MeasureSentences.reproduced(new PublishedCounts(agreed, 0, published - agreed, Map.of(), Map.of())))
                .hasValue(said + " disclosed quotients reproduced.");
    }

    @Test
    void saysNothingWhereNothingIsPublished() {
        assertThat(MeasureSentences.reproduced(PublishedCounts.none())).isEmpty();
    }
}
