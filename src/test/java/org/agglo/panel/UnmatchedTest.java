package org.agglo.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.agglo.panel.Fixture.Spec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes that lead to no region: which, how many, and what is lost with them, on the driver and by Spark. */
class UnmatchedTest {
    private static final int FEW_CELLS = 1;

    @TempDir
    Path data;

    private Spec spec;

    @BeforeEach
    void crosswalk() {
        spec = new Spec();
        spec.crosswalks = List.of(new Crosswalk("walk", "county"));
        spec.totals = List.of(new Total("jobs_all", "jobs", Map.of()));
    }

    private Fixture fixture(String... records) {
        return new Fixture(data)
                .source("walk", List.of(Fixture.text("county"), Fixture.text("region")), "1,a", "2,b")
                .source(
                        "records",
                        List.of(Fixture.text("county"), Fixture.integer("year"), Fixture.number("jobs")),
                        records);
    }

    @Test
    void codesAreListedByWhatIsLostThenByRecordsThenByCode() {
        Panel panel = fixture(
                        "1,2005,10",
                        "7,2005,4.5",
                        "é,2005,2",
                        "z,2005,1",
                        "z,2006,1",
                        "9,2005,2",
                        "2,2005,20",
                        "8,2005,")
                .build(spec);
        assertThat(panel.report().unmatched())
                .containsExactly(new Unmatched(
                        "walk",
                        "county",
                        "a region",
                        5,
                        6,
                        "jobs",
                        40.5,
                        30,
                        List.of("7", "z", "9", "é", "8"),
                        Optional.empty()));
    }

    @Test
    void theDriverAndSparkFindTheSame() {
        Random random = new Random(5);
        List<String> records = new ArrayList<>(List.of("1,2005,1", "2,2005,1", "01,2005,1", "02,2005,1", "002,2005,1"));
        for (int i = 0; i < 400; i++) {
            String jobs = random.nextInt(9) == 0 ? "" : Double.toString(random.nextInt(3000) / 7.0);
            records.add("%d,%d,%s".formatted(random.nextInt(40), 2005 + random.nextInt(3), jobs));
        }
        Fixture fixture = fixture(records.toArray(String[]::new));
        Panel onDriver = fixture.build(spec);
        Panel bySpark = PanelBuilder.build(spec.toSpec(), fixture.sources(), FEW_CELLS);
        assertThat(onDriver.report().unmatched().get(0).codes()).isEqualTo(41);
        assertThat(onDriver.report().unmatched().get(0).zeros()).contains(new LostZeros(2, "walk", "county", 2));
        assertThat(onDriver.report()).isEqualTo(bySpark.report());
        assertThat(Fixture.text(onDriver)).isEqualTo(Fixture.text(bySpark));
    }
}
