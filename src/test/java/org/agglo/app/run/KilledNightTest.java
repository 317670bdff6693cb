package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.agglo.TestProcess;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes of their own, killed with a store in their hands. */
class KilledNightTest {
    @TempDir
    Path folder;

    /** What can be seen of a run when it is killed. The store has one run already, whose metadata are v1 and v2. */
    enum Moment {
        IT_READS(name -> name.endsWith(".lock")),
        IT_WRITES_DATA(name -> name.contains("/data/") && name.endsWith(".parquet")),
        IT_COMMITS(name -> name.contains("/metadata/snap-") || name.contains("-m0.avro")),
        IT_HAS_COMMITTED(name -> name.endsWith("/v3.metadata.json"));

        private final Predicate<String> sign;

        Moment(Predicate<String> sign) {
            this.sign = sign;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunKilledAndStartedAgainGivesWhatOneThatWasNotGives(Moment moment) throws Exception {
        NightlyStudy study = new NightlyStudy(folder);
        study.run();
        study.year(2004, "f5,c1,13,2002,999");
        List<String> before = files(study.store());

        kill(study, name -> !before.contains(name) && moment.sign.test(name));

        List<String> left = files(study.store());
        left.removeAll(before);
        boolean committed = left.stream().anyMatch(Moment.IT_HAS_COMMITTED.sign);
        NightlyStudy.Run run = study.run();
        assertThat(run.files("firms")).isEqualTo(committed ? "0/5/0" : "2/3/0");
        assertThat(run.results()).isEqualTo(study.plain().results());
        if (!committed) {
            left.removeIf(name -> !name.endsWith(".parquet") && !name.endsWith(".avro"));
            assertThat(files(study.store())).as("what the killed run left").noneMatch(left::contains);
        }
        assertThat(files(study.store())).noneMatch(Moment.IT_READS.sign);
    }

    private void kill(NightlyStudy study, Predicate<String> sign) throws Exception {
        ProcessBuilder command = TestProcess.agglo(
                "run",
                study.study().toString(),
                "--store",
                study.store().toString(),
                "--out",
                study.out().toString());
        Path log = folder.resolve("killed.log");
        boolean inTime = TestProcess.killed(
                command, log, () -> files(study.store()).stream().anyMatch(sign));
        assertThat(inTime).as(Files.readString(log)).isTrue();
    }

    private static List<String> files(Path folder) throws IOException {
        while (true) {
            try (Stream<Path> files = Files.walk(folder)) {
                return new java.util.ArrayList<>(
                        files.filter(Files::isRegularFile).map(Path::toString).toList());
            } catch (UncheckedIOException e) {
                // A file went while they were listed.
                if (!(e.getCause() instanceof NoSuchFileException)) {
                    throw e;
                }
            }
        }
    }
}
