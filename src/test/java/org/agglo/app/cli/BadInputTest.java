package org.agglo.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.agglo.TestProcess;
import org.agglo.app.cli.TinyStudy.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the input, a run says what is wrong, where, and what to do next, exits with the right code, and loses nothing. */
class BadInputTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.agglo.app.cli.RefusedInput#cases")
    void isRefusedInPlainWords(String what, int code, String message, UnaryOperator<TinyStudy> spoil)
            throws IOException {
        Outcome outcome = spoil.apply(new TinyStudy(folder)).run();

        assertThat(outcome.err()).isEqualTo("agglo: " + message + "\n");
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(outcome.out()).isEmpty();
        assertThat(left())
                .as("nothing is left behind")
                .containsExactly("data", "results.failed.openlineage.jsonl", "tiny.conf");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.agglo.app.cli.UsableInput#cases")
    void isUsedAsFarAsItGoesAndEveryRowAccountedFor(
            String what, String jobs, String controls, List<String> warnings, UnaryOperator<TinyStudy> spoil) {
        TinyStudy study = spoil.apply(new TinyStudy(folder));
        Outcome outcome = study.run();

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(rows(outcome, study, "jobs")).isEqualTo(jobs);
        assertThat(rows(outcome, study, "controls")).isEqualTo(controls);
        assertThat(outcome.manifest().get("warnings"))
                .extracting(JsonNode::asText)
                .isEqualTo(warnings);
        String said = outcome.out().replaceAll("\\s+", " ");
        assertThat(warnings).allSatisfy(warning -> assertThat(said).contains(warning));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "below a file"})
    void anOutputFolderThatCannotBeIsNamed(String what) throws IOException {
        TinyStudy study = new TinyStudy(folder);
        Files.writeString(folder.resolve("thesis"), "years of work");
        Path out = folder.resolve(what.equals("file") ? "thesis" : "thesis/results");

        Outcome outcome = study.run(out.toString());

        assertThat(outcome.err())
                .isEqualTo(
                        what.equals("file")
                                ? "agglo: FOLDER/thesis is a file; choose another --out\n"
                                : "agglo: Cannot write to FOLDER/thesis/results: Destination exists and is not a directory:"
                                        + " FOLDER/thesis; choose another --out, one that you may write to\n");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(folder.resolve("thesis")).hasContent("years of work");
        assertThat(left())
                .containsExactlyElementsOf(
                        what.equals("file")
                                ? List.of("data", "thesis", "thesis.failed.openlineage.jsonl", "tiny.conf")
                                : List.of("data", "thesis", "tiny.conf"));
    }

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @ValueSource(strings = {"/proc/agglo", "/proc/agglo/results"})
    void anOutputFolderThatNobodyMayMakeIsNamed(String out) {
        Outcome outcome = new TinyStudy(folder).run(out);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith("agglo: Cannot write to " + out + ": ")
                .endsWith("; choose another --out, one that you may write to\n");
    }

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @CsvSource({
        "rejects/jobs.csv, Cannot write FOLDER/results/rejects/jobs.csv",
        "figures/averages.png, Cannot write FOLDER/results/figures/averages.png",
        "panel.csv, Cannot write FOLDER/results/panel.csv",
        "manifest.json, Cannot write FOLDER/results/manifest.json",
        "rename, Cannot replace full:FOLDER/results"
    })
    void aFullDiskLeavesTheOldResultsWholeAndNothingElse(String lastFile, String message) throws IOException {
        TinyStudy study = new TinyStudy(folder)
                .append("jobs.csv", "no record")
                .says(
                        "tables {",
                        "describe { averages { variable = lq, by = region } }, figures { averages = true }, tables {");
        Outcome first = study.run();
        assertThat(first.err()).isEmpty();
        List<String> before = files(study.out());

        Outcome outcome = study.run(FullDisk.at(study.out(), lastFile));

        assertThat(outcome.err())
                .isEqualTo("agglo: " + message + ": No space left on device; free some space, or choose another --out."
                        + " What stood there before is as it was\n");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(files(study.out())).isEqualTo(before);
        assertThat(study.out().resolve("manifest.json"))
                .content()
                .contains(first.manifest().get("id").asText());
        assertThat(left()).containsExactly("data", "results", "results.failed.openlineage.jsonl", "tiny.conf");
    }

    /** As a process, whose log would show what a test's own session hides. */
    @Test
    void aTaskThatFailsPrintsItsMessageAndNoStackTrace() throws Exception {
        TinyStudy study = new TinyStudy(folder).gzip("jobs.csv", 40).says("jobs.csv", "jobs.csv.gz");
        Path printed = folder.resolve("printed");
        int code = TestProcess.agglo(
                        "run", study.file().toString(), "--out", study.out().toString())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start()
                .waitFor();

        assertThat(printed)
                .hasContent("agglo: jobs.csv.gz cannot be read after line 53: Unexpected end of input stream."
                        + " Is the file cut off or still being copied? Copy it again.");
        assertThat(code).isEqualTo(3);
    }

    /** As a process with a heap of one gigabyte, which could not hold the line. */
    @Test
    void aLineOfTwoGigabytesIsSetAsideInLittleMemory() throws Exception {
        TinyStudy study = new TinyStudy(folder).says("jobs.csv", "jobs.csv.gz");
        byte[] nines = new byte[1 << 26];
        Arrays.fill(nines, (byte) '9');
        byte[] packed = gzip(nines);
        try (OutputStream file = Files.newOutputStream(study.data().resolve("jobs.csv.gz"))) {
            file.write(gzip((study.text("jobs.csv") + "A,2003,13,").getBytes(UTF_8)));
            for (int i = 0; i < 33; i++) {
                file.write(packed);
            }
            file.write(gzip("\nA,2003,99,5\n".getBytes(UTF_8)));
        }
        Path printed = folder.resolve("printed");
        int code = TestProcess.agglo(
                        "run", study.file().toString(), "--out", study.out().toString())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start()
                .waitFor();

        assertThat(code).as(Files.readString(printed)).isZero();
        assertThat(study.rejects("jobs"))
                .singleElement()
                .asString()
                .startsWith("\"jobs.csv.gz\",62,\"malformed record: longer than ")
                .hasSizeLessThan(2000);
        JsonNode rows = new ObjectMapper()
                .readTree(study.out().resolve("manifest.json").toFile())
                .at("/rows/jobs");
        assertThat(rows.toString())
                .isEqualTo("{\"in\":62,\"used\":61,\"notSelected\":0,\"setAside\":{\"malformed record\":1}}");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(folder::relativize).map(Path::toString).sorted().toList();
        }
    }

    /** The manifest's counts, which must add up, and as many rejects as it says. */
    private static String rows(Outcome outcome, TinyStudy study, String source) {
        JsonNode rows = outcome.manifest().at("/rows/" + source);
        long aside = 0;
        for (JsonNode count : rows.get("setAside")) {
            aside += count.asLong();
        }
        long used = rows.get("used").asLong();
        assertThat(used + rows.get("notSelected").asLong() + aside)
                .isEqualTo(rows.get("in").asLong());
        assertThat(study.rejects(source)).hasSize((int) aside);
        return "%d of %d used %s".formatted(used, rows.get("in").asLong(), rows.get("setAside"));
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
