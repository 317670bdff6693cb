package org.agglo.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agglo.TestSpark;
import org.agglo.app.study.Settings;
import org.agglo.regression.NotEstimableException;
import org.agglo.spark.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExitCodesTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void aRightStudyIsZero() {
        assertThat(run("check", "conf/studies/china-provinces.conf")).isZero();
        assertThat(out.toString()).contains("no problems");
    }

    @Test
    void aBadStudyIsTwoWithAllProblemsAndTheirNumber() throws IOException {
        Path study = Files.writeString(folder.resolve("s.conf"), "name = s\ntitel = S\n");
        assertThat(run("run", study.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains(study + ":2: titel: Unknown key 'titel'; did you mean 'title'?")
                .containsPattern("\\n\\d+ problems\\R$")
                .doesNotContain("\tat ");
    }

    @Test
    void aStudyThatIsNotThereIsTwo() {
        assertThat(run("check", folder.resolve("none.conf").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("There is no such file").contains("1 problem");
    }

    @Test
    void aNameThatLeavesTheResultsFolderIsTwo() throws IOException {
        Path study = Files.writeString(folder.resolve("s.conf"), "name = \"../../evil\"\n");
        assertThat(run("run", study.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("s.conf:1: name: '../../evil'");
    }

    @Test
    void anIncludeFromTheNetworkIsTwoAndNothingIsFetched() throws IOException {
        Path study = Files.writeString(folder.resolve("s.conf"), "include url(\"http://localhost:1/x.conf\")\n");
        assertThat(run("check", study.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("s.conf:1: include: Only a plain file beside the study");
    }

    @Test
    void badDataIsThreeAlsoInsideOtherFailures() {
        assertThat(failed(new RuntimeException("Job aborted", new DataException("File x is empty"))))
                .isEqualTo(3);
        assertThat(err.toString()).isEqualTo("agglo: File x is empty%n".formatted());
    }

    @Test
    void aModelThatCannotBeEstimatedIsFour() {
        assertThat(failed(new NotEstimableException("Too few rows"))).isEqualTo(4);
        assertThat(err.toString()).isEqualTo("agglo: Too few rows%n".formatted());
    }

    @Test
    void aFolderThatCannotBeWrittenIsOneAndNoSurprise() {
        assertThat(failed(new UncheckedIOException("Cannot write to /x", new IOException("No space left"))))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualTo("agglo: Cannot write to /x%n".formatted());
    }

    @Test
    void anythingElseIsOneLineAndAHint() {
        assertThat(failed(new IllegalStateException("first\nsecond"))).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "agglo: IllegalStateException: first",
                        "This should not happen. Run again with --verbose to see where, and report it.");
    }

    @Test
    void aSimulationIsNotOverwrittenUnasked() {
        TestSpark.session();
        String data = folder.resolve("data").toString();
        assertThat(run("simulate", "conf/simulations/small.conf", "--out", data))
                .isZero();
        assertThat(run("simulate", "conf/simulations/small.conf", "--out", data))
                .isEqualTo(2);
        assertThat(err.toString()).contains("holds a simulation already").doesNotContain("This should not happen");
        assertThat(run("simulate", "conf/simulations/small.conf", "--out", data, "--overwrite"))
                .isZero();
    }

    @Test
    void anUnknownOptionIsTwo() {
        assertThat(run("run", "--nonsense")).isEqualTo(2);
    }

    @Test
    void everySettingIsDescribed() {
        assertThat(run("describe")).isZero();
        assertThat(out.toString())
                .contains(Settings.all().stream()
                        .map(setting -> setting.path() + "  (")
                        .toList());
        assertThat(Settings.all())
                .allSatisfy(setting ->
                        assertThat(setting.meaning()).as(setting.path()).endsWith("."));
    }

    @Test
    void helpIsThereForEveryCommandAndSaysTheCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).containsPattern("0 +done").containsPattern("4 +not estimable");
        for (String command : new String[] {"run", "check", "describe", "simulate"}) {
            assertThat(run(command, "--help")).isZero();
        }
        assertThat(out.toString()).contains("agglo simulate conf/simulations/small.conf");
    }

    @Test
    void memoryUsedUpIsOneLine() {
        assertThat(failed(new IllegalStateException("x", new OutOfMemoryError("Java heap space"))))
                .isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo(
                        "agglo: The memory is used up; give the process more with AGGLO_HEAP, such as AGGLO_HEAP=12g%n"
                                .formatted());
    }

    @Test
    void aFullDiskUnderSparkIsOneLine() {
        assertThat(failed(new IllegalStateException("Job aborted", new IOException("No space left on device"))))
                .isEqualTo(1);
        assertThat(err.toString())
                .startsWith(
                        "agglo: No space is left where Spark writes; free some, choose another --out, or name another")
                .hasLineCount(1);
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private int failed(Exception failure) {
        CommandLine line = new CommandLine(new Main()).setErr(new PrintWriter(err, true));
        return new Failures().handleExecutionException(failure, line, null);
    }
}
