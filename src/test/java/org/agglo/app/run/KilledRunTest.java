package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.agglo.TestProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own, killed while it writes. */
class KilledRunTest {
    @TempDir
    Path folder;

    @Test
    void aKilledRunLeavesTheOldResultsAndTheNextOneClearsUp() throws Exception {
        SmallStudy study = new SmallStudy(folder);
        study.run();
        String before = Files.readString(study.out().resolve("manifest.json"));

        kill(study);

        assertThat(partial()).as("what the killed run was writing").isTrue();
        assertThat(study.out().resolve("manifest.json")).hasContent(before);
        assertThat(study.out().resolve("report.html")).isNotEmptyFile();

        study.run();

        assertThat(partial()).isFalse();
        assertThat(Files.readString(study.out().resolve("manifest.json"))).isNotEqualTo(before);
        assertThat(study.out().resolve("tables/readings.txt")).isNotEmptyFile();
    }

    private void kill(SmallStudy study) throws Exception {
        ProcessBuilder command = TestProcess.agglo(
                "run",
                "--again",
                study.study().toString(),
                "--data",
                study.data().toString(),
                "--out",
                study.out().toString());
        TestProcess.killed(command, folder.resolve("killed.log"), this::partial);
    }

    private boolean partial() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(".results.partial-"));
        }
    }
}
