package org.agglo.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.agglo.TestSpark;
import org.agglo.app.study.Presets;
import org.agglo.app.study.Setting;
import org.agglo.app.study.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users see and what schedulers get, through the command line itself. */
class CommandLineTest {
    private static final String STUDY = """
            name = tiny
            data = "DATA"
            sources {
              rows {
                path = "rows.csv"
                columns { region { type = text }, year { type = integer }, x { type = number }, y { type = number } }
              }
            }
            panel { region = region, time = year, source = rows }
            tables { main { models { ols { formula = "y ~ x" } } } }
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int agglo(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private String study(String text) throws IOException {
        Path file = folder.resolve("tiny.conf");
        Files.writeString(file, text.replace("DATA", folder.toString()));
        return file.toString();
    }

    private void rows(String text) throws IOException {
        Files.writeString(folder.resolve("rows.csv"), text);
    }

    @Test
    void checkOfARightFileSaysWhatIsInIt() throws IOException {
        rows("region,year,x,y\n");
        String file = study(STUDY);

        assertThat(agglo("check", file)).isZero();
        assertThat(out).hasToString(file + ": no problems (1 source, 0 measures, 1 model)\n");
        assertThat(err).hasToString("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--out=results", "--out=/srv/results/mine --store=store"})
    void withTheDriverOnAWorkerResultsNeedAWholePath(String options) throws IOException {
        rows("region,year,x,y\n");
        System.setProperty("spark.submit.deployMode", "cluster");
        try {
            assertThat(agglo(("run " + study(STUDY) + " " + options).trim().split(" ")))
                    .isEqualTo(2);
        } finally {
            System.clearProperty("spark.submit.deployMode");
        }
        assertThat(err.toString())
                .startsWith(
                        "agglo: In cluster deploy mode the driver is on a worker: name the whole path of the results"
                                + " with --out (and of a --store), such as /srv/results/mine or hdfs:///results/mine");
    }

    @Test
    void checkSaysAllProblemsOfAllFiles() throws IOException {
        rows("region,year,x,y\n");
        String file = study(STUDY.replace("time = year", "tiem = year").replace("y ~ x", "y ~ xx"));

        assertThat(agglo("check", file, folder.resolve("gone.conf").toString())).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        file + ":9: panel.tiem: Unknown key 'tiem'; did you mean 'time'?",
                        file + ":9: panel.time: Missing; it must be given, as in: time = year",
                        folder.resolve("gone.conf") + ": There is no such file",
                        "3 problems");
    }

    @Test
    void checkLooksForTheDataWhereItIsTold() throws IOException {
        String file = study(STUDY);

        assertThat(agglo("check", file, "--data", folder.resolve("nowhere").toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("There is no folder '" + folder.resolve("nowhere") + "', which --data names");
    }

    @Test
    void describeListsEverySetting() {
        assertThat(agglo("describe")).isZero();

        List<String> lines = out.toString().lines().toList();
        assertThat(Settings.all())
                .extracting(Setting::path)
                .allSatisfy(path -> assertThat(lines).anyMatch(line -> line.startsWith(path + "  (")));
    }

    @Test
    void describeAsMarkdownHasALineForEach() {
        assertThat(agglo("describe", "--markdown")).isZero();
        assertThat(out.toString().lines()).hasSize(Settings.all().size() + 2).allMatch(line -> line.endsWith("|"));
    }

    @Test
    void describeOfOneSetting() {
        assertThat(agglo("describe", "panel.interpolate")).isZero();
        assertThat(out.toString())
                .startsWith("panel.interpolate  (a list of text, default [])\n    Columns whose gaps");
    }

    @Test
    void presetsAreListedAndPrinted() {
        assertThat(agglo("presets")).isZero();
        assertThat(out.toString().lines()).hasSameSizeAs(Presets.names());
        assertThat(out.toString())
                .contains("cbp-county                  Census County Business Patterns, county file, 2017 and later");
        assertThat(agglo("presets", "firms")).isZero();
        assertThat(out.toString()).endsWith(Presets.text("firms"));
        assertThat(agglo("presets", "firm")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no preset 'firm'; did you mean 'firms'?");
    }

    @Test
    void describeOfNoSetting() {
        assertThat(agglo("describe", "panle")).isEqualTo(2);
        assertThat(err.toString()).startsWith("agglo: There is no setting panle; did you mean 'panel'?");
    }

    @Test
    void describeOfASimulationsSettings() {
        assertThat(agglo("describe", "--simulation", "dirt")).isZero();
        assertThat(out.toString().lines())
                .contains("dirt.text  (a number, default 0)")
                .noneMatch(line -> line.startsWith("years"));
        assertThat(agglo("describe", "--simulation", "--markdown")).isZero();
        assertThat(out.toString()).contains("| `pat.slopes.*.slope` | a number, must be given | The true elasticity |");
    }

    @Test
    void checkOfASimulationFile() throws IOException {
        Path broken = folder.resolve("broken.conf");
        Files.writeString(
                broken, Files.readString(Path.of("conf/simulations/small.conf")).replace("seed", "sead"));

        assertThat(agglo("check", "conf/simulations/small.conf", "conf/simulations/national-20m.conf"))
                .isZero();
        assertThat(out.toString()).contains("small.conf: no problems (a simulation of about 3,000 rows)\n");
        assertThat(agglo("check", broken.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("Unknown setting sead; did you mean seed?")
                .endsWith("2 problems\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check", "describe", "simulate"})
    void helpShowsAnExampleAndTheExitCodes(String command) {
        assertThat(agglo(command, "--help")).isZero();
        assertThat(out.toString())
                .startsWith("Usage: agglo " + command)
                .contains("Example", "  agglo " + command, "Exit codes:", "4   not estimable");
    }

    @Test
    void versionNamesWhatRuns() {
        assertThat(agglo("--version")).isZero();
        assertThat(out.toString())
                .contains("agglo ", "commit ", "spark 4.1.0", "java " + System.getProperty("java.runtime.version"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--colour | There is no option --colour | agglo",
                "rum | There is no command 'rum'; did you mean 'run'? | agglo",
                "plot x | There is no command 'plot'; known are run, check, describe, presets, simulate, store, compare | agglo",
                "run | Missing required parameter: 'STUDY' | agglo run",
                "run --nonsense x | There is no option --nonsense | agglo run",
                "run --dat x y.conf | There is no option --dat; did you mean '--data'? | agglo run",
                "run x.conf y.conf | There is too much: y.conf | agglo run",
                "compare a b --tolerance x | Invalid value for option '--tolerance': 'x' is not a number | agglo compare",
                "store lst x | There is no command 'lst'; did you mean 'list'? | agglo store",
                "run x --out | Missing required parameter for option '--out' (DIR) | agglo run",
                "check | Missing required parameter: 'STUDY' | agglo check",
                "simulate x.conf | Missing required option: '--out=DIR' | agglo simulate",
                "describe --html | There is no option --html | agglo describe"
            })
    void aWrongCommandIsAnsweredInThreeLines(String line, String message, String command) {
        assertThat(agglo(Pattern.compile(" ").split(line))).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(3)
                .startsWith("agglo: " + message)
                .anyMatch(usage -> usage.startsWith("Usage: " + command))
                .endsWith("More: " + command + " --help");
    }

    @Test
    void aWrongStudyIsNotRun() throws IOException {
        assertThat(agglo("run", study(STUDY.replace("y ~ x", "y ~")))).isEqualTo(2);
        assertThat(err.toString())
                .contains("tiny.conf:10: tables.main.models.ols.formula: ")
                .endsWith("1 problem\n");
    }

    @Test
    void aWrongSimulationIsNotRun() throws IOException {
        String file = folder.resolve("gone.conf").toString();

        assertThat(agglo("simulate", file, "--out", folder.resolve("out").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("gone.conf").doesNotContain("\tat ");
    }

    @Test
    void aFolderInUseIsNotSimulatedInto() throws IOException {
        TestSpark.session();
        Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThat(agglo("simulate", "conf/simulations/small.conf", "--out", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("agglo: Folder " + folder + " is not empty")
                .hasLineCount(1);
        assertThat(folder.resolve("mine.txt")).hasContent("mine");
    }

    @Test
    void aFolderThatCannotBeIsSaidInOneLine() throws IOException {
        TestSpark.session();
        Files.writeString(folder.resolve("file"), "");

        String below = folder.resolve("file").resolve("out").toString();
        assertThat(agglo("simulate", "conf/simulations/small.conf", "--out", below))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("agglo: Cannot ").hasLineCount(1);
    }

    @Test
    void missingDataExitWith3() throws IOException {
        TestSpark.session();

        assertThat(agglo("run", study(STUDY), "--out", folder.resolve("out").toString()))
                .isEqualTo(3);
        assertThat(err.toString()).startsWith("agglo: ").contains("rows.csv").doesNotContain("\tat ");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aModelThatCannotBeEstimatedExitsWith4() throws IOException {
        TestSpark.session();
        rows("region,year,x,y\nA,2000,1,1\nB,2000,2,1\n");

        assertThat(agglo("run", study(STUDY), "--out", folder.resolve("out").toString()))
                .isEqualTo(4);
        assertThat(err.toString()).startsWith("agglo: ").doesNotContain("\tat ");
    }
}
