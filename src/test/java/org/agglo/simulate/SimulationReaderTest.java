package org.agglo.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agglo.ingest.FileFormat;
import org.agglo.simulate.SimulationSettings.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationReaderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"china-provinces", "small", "national-20m", "regions-50"})
    void ourOwnFilesAreRead(String name) {
        SimulationSpec spec = SimulationReader.read(Path.of("conf/simulations/" + name + ".conf"));
        assertThat(spec.name()).isEqualTo(name);
        assertThat(spec.regions())
                .allSatisfy(region -> assertThat(region.levels()).hasSize(5));
    }

    @Test
    void theDefaultCountryHasThePapersProvinces() {
        SimulationSpec spec = SimulationReader.read(Confs.CHINA);
        assertThat(spec.regions()).hasSize(30).anySatisfy(region -> {
            assertThat(region.name()).isEqualTo("Inner Mongolia");
            assertThat(region.code()).isEqualTo(15);
            assertThat(region.group()).isEqualTo("central");
        });
        assertThat(spec.regions().stream().map(RegionSpec::group).filter("east"::equals))
                .hasSize(11);
        assertThat(spec.regions().stream().map(RegionSpec::group).filter("west"::equals))
                .hasSize(10);
        assertThat(spec.format()).isEqualTo(FileFormat.CSV);
        assertThat(spec.filesPerYear()).isEqualTo(1);
        assertThat(spec.years()).isEqualTo(12);
    }

    @Test
    void regionsCanBeMadeUp() {
        SimulationSpec spec = SimulationReader.read(Path.of("conf/simulations/regions-50.conf"));
        assertThat(spec.regions()).hasSize(50);
        assertThat(spec.regions().get(0).name()).isEqualTo("Region 01");
        assertThat(spec.regions().get(49).code()).isEqualTo(60);
        assertThat(spec.regions().get(1).group()).isEqualTo("south");
        assertThat(spec.outcome().slopes().get("pgdp").between())
                .as("the true slope if left out")
                .isEqualTo(0.7);
    }

    @Test
    void moreFilesForMoreRows() throws IOException {
        Path file = Confs.smallWith(folder, "rows = 3000\nfiles-per-year = 2", "rows = 24000001");
        assertThat(SimulationReader.read(file).filesPerYear()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seed = 7 | '' | 1 | seed is missing: start of every random stream; another seed is another country",
                "seed = 7 | seed = seven | 3 | seed must be a whole number, is \"seven\"",
                "seed = 7 | seed = 7.5 | 3 | seed must be a whole number, is 7.5",
                "seed = 7 | seed = {} | 3 | seed must be a whole number, is a block",
                "seed = 7 | 'seed = 7, sed = 8' | 3 | Unknown setting sed; did you mean seed?",
                "seed = 7 | 'seed = 7, colour = 8' | 3 | 'Unknown setting colour; known here: name, seed, years, rows, format, "
                        + "files-per-year, firms, groups, regions, variables, pat, dirt, gaps'",
                "name = small | name = 3 | 2 | name must be text, is 3",
                "to = 2010 | to = 2004 | 4 | 'years.to is 2004, before years.from, which is 2005'",
                "years { | yers { | 4 | Unknown setting yers; did you mean years?",
                "rows = 3000 | rows = 0 | 5 | rows must lie between 1 and 100000000000, is 0",
                "rows = 3000 | 'rows = 3000, format = xls' | 5 | format must be csv or parquet, is xls",
                "rows = 3000 | 'rows = 3000, format = parquet' | 46 | dirt.text needs format = csv: a number column of a Parquet "
                        + "file cannot hold words",
                "rows = 3000 | 'rows = 3000, groups = [a]' | 5 | groups goes with regions = a number; named regions state "
                        + "their own group",
                "counties = 24 | 'counties = 24, entry = 2' | 8 | firms.entry must lie between 0 and 0.9, is 2",
                "Beijing { code = 11 | Beijing { code = 31 | 12 | Regions Beijing and Shanghai both have code 31",
                "Beijing { code = 11, group = east, | Beijing { code = 11, | 11 | regions.Beijing.group is missing: the part of "
                        + "the country whose trends it follows",
                "group = central, weight = 2.6 | 'group = central, weigth = 2.6' | 14 | Unknown setting regions.Henan.weigth; did "
                        + "you mean weight?",
                "trend { east = -0.02 | trend { eest = -0.02 | 20 | Unknown setting variables.maggl.trend.eest; did you mean east?",
                "trend { east = -0.02 | trend { east = down | 20 | 'variables.maggl.trend.east must be numbers by group, or one "
                        + "number for all, is \"down\"'",
                "trend = 0.04 | trend = [0.04] | 22 | 'variables.gov.trend must be numbers by group, or one number for all, is a "
                        + "list'",
                "trend = 0.04 | 'trend = 0.04, turn = 2007' | 22 | variables.gov.trend-after and variables.gov.turn belong "
                        + "together; one is missing",
                "max = 0.9 | 'min = 0.5, max = 0.4' | 23 | variables.urb.max is below variables.urb.min",
                "level = 0.18, | '' | 22 | variables.gov.level is missing: geometric mean over regions that state no level",
                "maggl { slope = 0.10 | magl { slope = 0.10 | 33 | Unknown setting pat.slopes.magl; did you mean maggl?",
                "negative = 0.005 | negative = 0.99 | 41 | The shares in dirt add up to 1.025; at most one bad row goes with a "
                        + "clean one",
                "open = 0.06 | pat = 0.06 | 49 | 'Unknown setting gaps.pat; known here: pgdp, gov, urb, open'",
                "open = 0.06 | open = 0.7 | 49 | 'gaps.open is 0.7, more than the cells between a region''s first and last year'",
                "gaps { open = 0.06 } | gaps = none | 49 | 'gaps must be a block in braces, is \"none\"'",
                "seed = 7 | seed = ${SHELL} | 3 | Could not resolve substitution to a value: ${SHELL}",
            })
    void whatIsWrongIsSaidWithItsLine(String piece, String replacement, int line, String message) {
        Path file = Confs.smallWith(folder, piece, replacement);
        assertThat(problems(file))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith(file.toString())
                        .contains(":" + line + ":")
                        .doesNotContain(System.lineSeparator())
                        .endsWith(message));
    }

    @Test
    void everyProblemIsFoundInOneReadInTheOrderOfTheLines() throws IOException {
        Path file = Confs.smallWith(folder, "seed = 7", "seed = seven");
        Files.writeString(
                file,
                Files.readString(file).replace("noise = 0.06", "noice = 0.06").replace("open = 0.06", "open = 2"));
        assertThat(problems(file))
                .containsExactly(
                        file + ":3: seed must be a whole number, is \"seven\"",
                        file + ":22: Unknown setting variables.gov.noice; did you mean noise?",
                        file + ":49: gaps.open must lie between 0 and 0.9, is 2");
    }

    @Test
    void missingBlocksAreNamedOnceEach() throws IOException {
        Path file = Files.writeString(folder.resolve("bare.conf"), "name = bare\n");
        assertThat(problems(file))
                .extracting(problem -> problem.replaceFirst(".*?:\\d+: ", ""))
                .containsExactlyInAnyOrder(
                        "years is missing",
                        "seed is missing: start of every random stream; another seed is another country",
                        "rows is missing: firm-year rows, about; truth.json has the exact number",
                        "regions is missing: named regions, each a block as below; or a number of regions",
                        "firms is missing",
                        "variables is missing",
                        "pat is missing");
    }

    @Test
    void aFileThatIsNotThereOrNotHoconIsSaidSo() throws IOException {
        Path absent = folder.resolve("absent.conf");
        assertThat(problems(absent)).containsExactly("Simulation file " + absent + " is not there");
        Path broken = Files.writeString(folder.resolve("broken.conf"), "name = a\nseed = {\n");
        assertThat(problems(broken))
                .singleElement()
                .asString()
                .isEqualTo(broken + ":3: expecting a close parentheses ')' here, not: end of file");
    }

    @Test
    void onlyFilesCanBeIncluded() throws IOException {
        Path file = folder.resolve("including.conf");
        for (String address : List.of("\"https://example.org/a.conf\"", "url(\"https://example.org/a.conf\")")) {
            Files.writeString(file, "include " + address + "\n");
            assertThat(problems(file))
                    .containsExactly(file + ": Cannot include https://example.org/a.conf: only files can be included");
        }
        Files.writeString(file, "include classpath(\"reference.conf\")\n");
        assertThat(problems(file))
                .containsExactly(file + ": Cannot include reference.conf: only files can be included");
        Files.writeString(file, "include \"absent.conf\"\n");
        assertThat(problems(file))
                .containsExactly(file + ": Included file " + folder.resolve("absent.conf") + " is not there");
    }

    @Test
    void everySettingIsDescribed() {
        assertThat(SimulationSettings.all())
                .hasSizeGreaterThan(50)
                .allSatisfy(setting -> assertThat(setting.meaning()).isNotBlank())
                .extracting(Setting::key)
                .contains("seed", "regions.*.maggl", "variables.*.trend-after", "pat.slopes.*.between", "gaps.open")
                .doesNotHaveDuplicates();
    }

    private static List<String> problems(Path file) {
        SimulationException failure =
                catchThrowableOfType(SimulationException.class, () -> SimulationReader.read(file));
        assertThat(failure).as("the file should be refused").isNotNull();
        assertThat(failure).hasMessage(String.join(System.lineSeparator(), failure.problems()));
        return failure.problems();
    }
}
