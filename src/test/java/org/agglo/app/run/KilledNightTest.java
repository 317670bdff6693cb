package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
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
        List<String> before = NightlyProcess.files(study.store());

        NightlyProcess.kill(study, name -> !before.contains(name) && moment.sign.test(name));

        List<String> left = NightlyProcess.files(study.store());
        left.removeAll(before);
        boolean committed = left.stream().anyMatch(Moment.IT_HAS_COMMITTED.sign);
        NightlyStudy.Run run = study.run();
        assertThat(run.files("firms")).isEqualTo(committed ? "0/5/0" : "2/3/0");
        assertThat(run.results()).isEqualTo(study.plain().results());
        if (!committed) {
            left.removeIf(name -> !name.endsWith(".parquet") && !name.endsWith(".avro"));
            assertThat(NightlyProcess.files(study.store()))
                    .as("what the killed run left")
                    .noneMatch(left::contains);
        }
        assertThat(NightlyProcess.files(study.store())).noneMatch(Moment.IT_READS.sign);
    }
}
