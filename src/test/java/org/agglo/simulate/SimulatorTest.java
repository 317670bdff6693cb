package org.agglo.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agglo.TestSpark;
import org.agglo.simulate.Simulator.Existing;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorTest {
    /** Two divisions of exact whole numbers in the same order: equal but for the last bits. */
    private static final double SAME = 1e-12;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static SparkSession spark;
    private static Path small;
    private static SimulationReport report;
    private static JsonNode truth;

    @BeforeAll
    static void simulate() throws IOException {
        spark = TestSpark.session();
        small = shared.resolve("small");
        report = Simulator.run(spark, Confs.small(), small.toString());
        truth = new ObjectMapper().readTree(small.resolve("truth.json").toFile());
    }

    @Test
    void theFolderHoldsWhatTheDocumentationSaysAndNothingElse() throws IOException {
        assertThat(files(small).keySet())
                .contains("counties.csv", "controls.csv", "truth.json", "employment/year=2010/part-00001.csv")
                .hasSize(3 + 6 * 2);
        assertThat(Files.list(shared)).containsExactly(small);
    }

    @Test
    void theBytesAreTheSameForAnyNumberOfTasks() throws IOException {
        SimulationSpec spec = Confs.small();
        Layout layout = LayoutBuilder.build(spec, VariablePaths.draw(spec, "maggl"));
        for (int tasks : new int[] {1, 5}) {
            String place = folder.resolve("tasks-" + tasks).toString();
            new EmploymentJob(spark, spark.sessionState().newHadoopConf(), place)
                    .run(spec, layout, EmploymentFile.all(spec, layout), tasks);
            Map<String, String> drawn = files(Path.of(place));
            assertThat(drawn).hasSize(12);
            assertThat(files(small)).containsAllEntriesOf(drawn);
        }
    }

    @Test
    void theSameSpecificationGivesTheSameFolder() throws IOException {
        Simulator.run(spark, Confs.small(), folder.resolve("again").toString());
        assertThat(files(folder.resolve("again"))).isEqualTo(files(small));
    }

    @Test
    void theNumberOfFilesChangesNoRow() throws IOException {
        Path one = folder.resolve("one");
        Simulator.run(spark, SimulationReader.read(Confs.smallWith(folder, "files-per-year = 2", "")), one.toString());
        assertThat(files(one.resolve("employment"))).hasSize(6);
        assertThat(cells(new Country(one).employment())).isEqualTo(cells(new Country(small).employment()));
    }

    @Test
    void theQuotientsInTheTruthAreThoseOfTheCleanRows() throws IOException {
        Map<String, String> province = new Country(small).map("counties.csv", 2);
        Map<String, long[]> totals = new HashMap<>();
        for (Country.Line line : clean()) {
            long jobs = Long.parseLong(line.cells()[4]);
            int division = Integer.parseInt(line.cells()[2].substring(0, 2));
            for (String where : new String[] {province.get(line.cells()[1]), "nation"}) {
                long[] total = totals.computeIfAbsent(where + " " + line.cells()[3], key -> new long[2]);
                total[0] += division >= 13 && division <= 43 ? jobs : 0;
                total[1] += jobs;
            }
        }
        assertThat(truth.get("cells")).hasSize(36).allSatisfy(cell -> {
            long[] own = totals.get(
                    cell.get("province").asText() + " " + cell.get("year").asText());
            long[] nation = totals.get("nation " + cell.get("year").asText());
            assertThat(cell.get("manufacturing").asLong()).isEqualTo(own[0]);
            assertThat(cell.get("total").asLong()).isEqualTo(own[1]);
            double quotient = (double) own[0] / own[1] / ((double) nation[0] / nation[1]);
            assertThat(cell.get("maggl").asDouble()).isCloseTo(quotient, within(SAME * quotient));
        });
    }

    @Test
    void everyBadRowBreaksOneRuleAndIsCounted() throws IOException {
        Map<String, Long> found = new TreeMap<>();
        RowChecks checks = checks();
        for (Country.Line line : new Country(small).employment()) {
            List<String> broken = checks.broken(line.cells());
            assertThat(broken).as("%s:%d", line.file(), line.number()).hasSizeLessThanOrEqualTo(1);
            broken.forEach(rule -> found.merge(rule, 1L, Long::sum));
        }
        Map<String, Long> stated = new TreeMap<>();
        truth.get("dirt")
                .properties()
                .forEach(kind -> stated.put(kind.getKey(), kind.getValue().asLong()));
        assertThat(found).as("rows found by plain Java").isEqualTo(stated);
        assertThat(report.dirt()).containsExactlyInAnyOrderEntriesOf(stated);
        assertThat(stated.values()).as("every kind occurs").doesNotContain(0L);
    }

    @Test
    void rowsAddUp() throws IOException {
        long bad = report.dirt().values().stream().mapToLong(Long::longValue).sum();
        assertThat(report.clean() + bad).isEqualTo(report.rows());
        assertThat(new Country(small).employment()).hasSize((int) report.rows());
        assertThat(truth.get("rows").asLong()).isEqualTo(report.rows());
        assertThat(truth.get("clean_rows").asLong()).isEqualTo(report.clean());
        assertThat(report.files()).isEqualTo(12);
    }

    @Test
    void blankCellsAreInTheTruthAndNeverAtTheEnds() throws IOException {
        List<String> blank = new Country(small)
                .lines("controls.csv").stream()
                        .filter(line -> line.cells()[6].isEmpty())
                        .map(line -> line.cells()[0] + " " + line.cells()[1])
                        .toList();
        List<String> stated = new ArrayList<>();
        truth.get("blank_cells").forEach(cell -> {
            assertThat(cell.get("column").asText()).isEqualTo("open");
            assertThat(cell.get("value").asDouble()).isPositive();
            stated.add(cell.get("province").asText() + " " + cell.get("year").asText());
        });
        assertThat(blank).hasSize(2).isEqualTo(stated).noneMatch(key -> key.endsWith("2005") || key.endsWith("2010"));
    }

    @Test
    void patentsFollowTheStatedFormula() throws IOException {
        JsonNode beta = truth.get("coefficients");
        Map<String, Double> maggl = new HashMap<>();
        truth.get("cells")
                .forEach(cell -> maggl.put(
                        cell.get("province").asText() + cell.get("year").asText(),
                        cell.get("maggl").asDouble()));
        Map<String, Double> blanks = new HashMap<>();
        truth.get("blank_cells")
                .forEach(cell -> blanks.put(
                        cell.get("province").asText() + cell.get("year").asText(),
                        cell.get("value").asDouble()));
        double squares = 0;
        for (Country.Line line : new Country(small).lines("controls.csv")) {
            String[] cells = line.cells();
            String key = cells[0] + cells[1];
            double open = cells[6].isEmpty() ? blanks.get(key) : Double.parseDouble(cells[6]);
            double error = Math.log(Double.parseDouble(cells[2]))
                    - beta.get("constant").asDouble()
                    - beta.get("maggl").asDouble() * Math.log(maggl.get(key))
                    - beta.get("pgdp").asDouble() * Math.log(Double.parseDouble(cells[3]))
                    - beta.get("gov").asDouble() * Math.log(Double.parseDouble(cells[4]))
                    - beta.get("urb").asDouble() * Math.log(Double.parseDouble(cells[5]))
                    - beta.get("open").asDouble() * Math.log(open)
                    - truth.get("region_effects").get(cells[0]).asDouble()
                    - truth.get("year_effects").get(cells[1]).asDouble();
            assertThat(Math.abs(error)).as(key).isLessThan(4 * 0.05);
            squares += error * error;
        }
        assertThat(Math.sqrt(squares / 36))
                .as("standard deviation of the errors, 0.05")
                .isBetween(0.035, 0.065);
    }

    @Test
    void parquetHoldsTheSameRows() throws IOException {
        Path text = Confs.smallWith(folder, "  text = 0.005\n", "");
        Path csv = folder.resolve("csv");
        Simulator.run(spark, SimulationReader.read(text), csv.toString());
        Files.writeString(text, Files.readString(text) + "\nformat = parquet\n");
        Path parquet = folder.resolve("parquet");
        Simulator.run(spark, SimulationReader.read(text), parquet.toString());

        Map<String, Long> rows = new HashMap<>();
        for (Row row : spark.read()
                .option("recursiveFileLookup", "true")
                .parquet(parquet + "/employment")
                .collectAsList()) {
            String cells = IntStream.range(0, 5)
                    .mapToObj(i -> row.isNullAt(i) ? "" : row.get(i).toString())
                    .collect(Collectors.joining(","));
            rows.merge(cells, 1L, Long::sum);
        }
        Map<String, Long> lines = new HashMap<>();
        cells(new Country(csv).employment()).forEach(line -> lines.merge(line, 1L, Long::sum));
        assertThat(rows).isEqualTo(lines);
    }

    @Test
    void aSimulationIsOnlyReplacedWhenAsked() throws IOException {
        String place = folder.resolve("place").toString();
        SimulationSpec other = SimulationReader.read(Confs.smallWith(folder, "seed = 7", "seed = 8"));
        Simulator.run(spark, other, place);
        assertThatThrownBy(() -> Simulator.run(spark, Confs.small(), place))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Folder " + place + " holds a simulation already; overwrite it or choose another folder");
        assertThat(Simulator.state(spark, Confs.small(), place)).isEqualTo(FolderState.OTHER_SIMULATION);

        List<String> progress = new ArrayList<>();
        Simulator.run(spark, Confs.small(), place, Existing.REPLACE, progress::add);
        assertThat(files(Path.of(place))).isEqualTo(files(small));
        assertThat(Simulator.state(spark, Confs.small(), place)).isEqualTo(FolderState.SAME);
        assertThat(progress.get(0)).isEqualTo("Simulating about 3,000 firm rows into 12 files");
        assertThat(progress.get(1)).matches("Simulated 3,\\d{3} firm rows in .* s");
        assertThat(Files.list(folder)).containsExactlyInAnyOrder(Path.of(place), folder.resolve("changed.conf"));
    }

    @Test
    void aFolderOfSomebodyElseIsNeverReplaced() throws IOException {
        Path file = Files.writeString(
                Files.createDirectory(folder.resolve("thesis")).resolve("truth.json"), "42");
        String place = file.getParent().toString();
        assertThat(Simulator.state(spark, Confs.small(), place)).isEqualTo(FolderState.FOREIGN);
        assertThatThrownBy(() -> Simulator.run(spark, Confs.small(), place, Existing.REPLACE, message -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Folder " + place
                        + " is not empty and holds no simulation (no truth.json of ours); choose another folder");
        assertThat(file).hasContent("42");
    }

    @Test
    void anEmptyFolderIsFree() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(Simulator.state(spark, Confs.small(), empty.toString())).isEqualTo(FolderState.FREE);
        Simulator.run(spark, Confs.small(), empty.toString());
        assertThat(files(empty)).isEqualTo(files(small));
    }

    @Test
    void aRunThatFailsLeavesWhatWasThere() throws IOException {
        Path place = folder.resolve("place");
        Simulator.run(spark, SimulationReader.read(Confs.smallWith(folder, "seed = 7", "seed = 8")), place.toString());
        Map<String, String> before = files(place);
        assertThatThrownBy(() -> Simulator.run(spark, Confs.small(), place.toString(), Existing.REPLACE, message -> {
                    throw new IllegalStateException("stopped half-way");
                }))
                .hasMessage("stopped half-way");
        assertThat(files(place)).isEqualTo(before);
        assertThat(Files.list(folder)).containsExactlyInAnyOrder(place, folder.resolve("changed.conf"));
    }

    @Test
    void aTaskThatRunsAgainWritesTheSameFile() throws IOException {
        SimulationSpec spec = Confs.small();
        Layout layout = LayoutBuilder.build(spec, VariablePaths.draw(spec, "maggl"));
        List<EmploymentFile> first = EmploymentFile.all(spec, layout).subList(0, 1);
        List<EmploymentFile> twice = List.of(first.get(0), first.get(0));
        Path place = folder.resolve("retry");
        new EmploymentJob(spark, spark.sessionState().newHadoopConf(), place.toString()).run(spec, layout, twice, 1);
        String name = "employment/year=2005/part-00000.csv";
        assertThat(files(place)).containsExactly(Map.entry(name, files(small).get(name)));
    }

    @Test
    void whatAKilledRunLeftIsNamedAndNotTouched() throws IOException {
        Path left = Files.createDirectory(folder.resolve(".place.unfinished-0a1b2c3d"));
        List<String> progress = new ArrayList<>();
        Simulator.run(spark, Confs.small(), folder + "/place", Existing.REFUSE, progress::add);
        assertThat(progress.get(0)).startsWith("Another run left ").endsWith(left + "; remove it if that run is over");
        assertThat(left).exists();
        assertThat(files(folder.resolve("place"))).isEqualTo(files(small));
    }

    @Test
    void anUnwritablePlaceIsSaidSo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        String place = file.resolve("below").toString();
        assertThatThrownBy(() -> Simulator.run(spark, Confs.small(), place))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Cannot write the simulation to " + place + ": ");
        SimulationSpec spec = Confs.small();
        Layout layout = LayoutBuilder.build(spec, VariablePaths.draw(spec, "maggl"));
        assertThatThrownBy(() -> new EmploymentJob(spark, spark.sessionState().newHadoopConf(), place)
                        .run(spec, layout, EmploymentFile.all(spec, layout)))
                .as("a task that fails on a worker")
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("not a directory");
        assertThatThrownBy(() -> Simulator.run(spark, Confs.small(), "/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot write to /: give a folder below it");
    }

    private static RowChecks checks() throws IOException {
        return new RowChecks(new Country(small).map("counties.csv", 2).keySet(), 2005, 2010);
    }

    private static List<Country.Line> clean() throws IOException {
        RowChecks checks = checks();
        return new Country(small)
                .employment().stream()
                        .filter(line -> checks.broken(line.cells()).isEmpty())
                        .toList();
    }

    private static List<String> cells(List<Country.Line> lines) {
        return lines.stream().map(line -> String.join(",", line.cells())).toList();
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
