package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.agglo.app.run.NightlyStudy.Run;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Results stand as long as nothing that they rest on is new, and no longer. */
class StandingResultsTest {
    @TempDir
    static Path folder;

    private static NightlyStudy study;

    @BeforeAll
    static void run() throws Exception {
        study = new NightlyStudy(folder);
        study.runIfNew();
    }

    /** Something done to what the results rest on. */
    interface Change {
        void on(NightlyStudy study) throws Exception;
    }

    @Test
    void theSummaryIsPrintedAgainAndNothingIsTouched(@TempDir Path own) throws Exception {
        NightlyStudy study = new NightlyStudy(own);
        Run last = study.runIfNew();
        study.spoilAll();
        String before = Files.readString(study.out().resolve("manifest.json"));
        String summary = Files.readString(study.out().resolve("summary.txt"));

        Run stands = study.runIfNew();

        assertThat(Files.readString(study.out().resolve("manifest.json"))).isEqualTo(before);
        assertThat(stands.printed())
                .isEqualTo(
                        "Nothing is new since %s: the study, Agglo and all 6 files are as they were, and the results in %s stand (run %s). To run all the same, say --again.\n\n"
                                        .formatted(
                                                last.manifest().path("finished").asText(), study.out(), last.id())
                                + summary);
        assertThat(summary).contains("firms").doesNotContain("Results in");
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("a new file", s -> s.year(2004)),
                change("a file changed", s -> s.year(2004, "n,c1,13,2004,7")),
                change("a file's time", s -> s.touch("firms/2000.csv")),
                change("a file gone", s -> Files.delete(s.data().resolve("firms/2004.csv"))),
                change("the study", s -> s.study(NightlyStudy.STUDY.replace("[lq, gdp]", "[gdp]"))),
                change("a result changed", s -> Files.writeString(s.out().resolve("panel.csv"), "x")),
                change("a result gone", s -> Files.delete(s.out().resolve("report.html"))),
                change("the store gone", s -> delete(s.store())));
    }

    private static Arguments change(String name, Change change) {
        return Arguments.of(Named.of(name, change));
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeMakesThemNew(Change change) throws Exception {
        String before = study.runIfNew().id();
        assertThat(study.runIfNew().id()).as("stands").isEqualTo(before);

        change.on(study);

        assertThat(study.runIfNew().id()).isNotEqualTo(before);
    }
}
