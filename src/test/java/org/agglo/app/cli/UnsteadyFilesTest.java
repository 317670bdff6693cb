package org.agglo.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agglo.TestProcess;
import org.agglo.app.cli.TinyStudy.Outcome;
import org.agglo.app.cli.UnsteadyFiles.What;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files to which something happens while they are read: the run says what, and earlier results and the store stay whole. */
class UnsteadyFilesTest {
    @TempDir
    private Path folder;

    private TinyStudy study;

    @BeforeEach
    void make() {
        study = new TinyStudy(folder).vintages("jobs.csv").says("\"DATA\"", "\"unsteady://DATA\"");
    }

    @AfterEach
    void calm() {
        UnsteadyFiles.calm();
    }

    @ParameterizedTest(name = "{0}, store: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            FAIL | false | years/2.csv cannot be read after line 0: Input/output error. Is the file cut off or still being copied? Copy it again.
            FAIL | true  | years/2.csv cannot be read after line 0: Input/output error. Is the file cut off or still being copied? Copy it again.
            GROW | false | years/2.csv changed while it was read. Is it still being copied? Wait until it is whole, and run again
            GROW | true  | years/2.csv changed while it was read. Is it still being copied? Wait until it is whole, and run again
            GO   | false | years/2.csv is no longer there. Was it moved during the run?
            GO   | true  | years/2.csv is no longer there. Was it moved during the run?
            """)
    void theRunSaysSoAndTheNextOneIsAsIfNothingHadBeen(What what, boolean store, String message) throws IOException {
        if (store) {
            study.stored();
        }
        String first = study.text("years/1.csv");
        String second = study.text("years/2.csv");
        study.delete("years/2.csv");
        UnsteadyFiles.happens(what, "nothing");
        assertThat(study.run().err()).isEmpty();
        Map<String, String> before = results();
        study.write("years/2.csv", second);

        UnsteadyFiles.happens(what, "years/2.csv");
        Outcome refused = study.run();
        assertThat(refused.err()).isEqualTo("agglo: " + message + "\n");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(results()).as("the results of the run before").isEqualTo(before);

        UnsteadyFiles.calm();
        study.write("years/2.csv", second);
        Outcome done = study.run();
        assertThat(done.err()).isEmpty();
        assertThat(done.manifest().at("/rows/jobs/used").asLong()).isEqualTo(60);
        if (store) {
            assertThat(done.manifest().at("/store/files/jobs").toString())
                    .isEqualTo("{\"read\":1,\"fromStore\":1,\"removed\":0}");
        }
        assertThat(study.text("years/1.csv")).isEqualTo(first);
    }

    /** As a process, since a session on one machine gives its tasks a second try only if it is started so. */
    @Test
    void aReadErrorThatPassesIsTriedAgainAndTheNumbersAreTheSame() throws Exception {
        UnsteadyFiles.happens(What.FAIL, "nothing");
        Outcome whole = study.run();
        assertThat(whole.err()).isEmpty();
        Map<String, String> results = results();

        Path printed = folder.resolve("printed");
        ProcessBuilder process = TestProcess.agglo(
                "run", study.file().toString(), "--out", study.out().toString(), "--again");
        process.command()
                .addAll(
                        1,
                        Stream.of(
                                        "spark.master=local[2,2]",
                                        "spark.ui.enabled=false",
                                        "spark.driver.bindAddress=127.0.0.1",
                                        "spark.driver.host=127.0.0.1",
                                        "spark.sql.shuffle.partitions=2",
                                        "spark.hadoop.fs.unsteady.impl=" + UnsteadyFiles.class.getName(),
                                        UnsteadyFiles.FILE + "=years/2.csv",
                                        UnsteadyFiles.WHAT + "=FAIL",
                                        UnsteadyFiles.ATTEMPTS + "=1")
                                .map("-D"::concat)
                                .toList());
        int code = process.redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start()
                .waitFor();

        assertThat(code).as(Files.readString(printed)).isZero();
        assertThat(results()).isEqualTo(results);
    }

    /** All but the manifest and the events, and the time in the report's head. */
    private Map<String, String> results() throws IOException {
        Map<String, String> results = new TreeMap<>();
        try (Stream<Path> files = Files.walk(study.out())) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("manifest.json") && !file.endsWith("openlineage.jsonl"))
                    .forEach(file -> results.put(study.out().relativize(file).toString(), text(file)));
        }
        return results;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                    .replaceAll("tiny, 20\\d\\d-[^<]*Z", "tiny, now");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
