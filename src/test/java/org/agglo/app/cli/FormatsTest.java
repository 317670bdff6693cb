package org.agglo.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agglo.TestSpark;
import org.agglo.app.cli.TinyStudy.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same employment in every format: the same panel, byte for byte. */
class FormatsTest {
    private static final String PATH = "path = \"jobs.csv\"";
    private static final String DATABASE = "jdbc:h2:mem:formats";

    @TempDir
    private static Path first;

    private static String panel;

    @TempDir
    private Path folder;

    @BeforeAll
    static void fromPlainText() throws Exception {
        new TinyStudy(first).run();
        panel = Files.readString(first.resolve("results/panel.csv"));
    }

    static Stream<Arguments> formats() {
        return Stream.of(
                format(
                        "semicolons and decimal commas, packed with zstd",
                        60,
                        study -> study.write(
                                        "jobs.csv.zst",
                                        zstd(study.text("jobs.csv")
                                                .replace(",", ";")
                                                .replaceAll("(?m)$(?<=\\d)", ",0")))
                                .says(PATH, "path = \"jobs.csv.zst\", delimiter = \";\", decimal = \",\"")),
                format(
                        "tabs without quotes, UTF-16",
                        60,
                        study -> study.write(
                                        "jobs.tsv",
                                        study.text("jobs.csv")
                                                .replace(",", "\t")
                                                .getBytes(StandardCharsets.UTF_16))
                                .says(PATH, "path = \"jobs.tsv\", delimiter = \"\\t\", quote = none")),
                format(
                        "JSON lines",
                        60,
                        study -> study.write("jobs.jsonl", json(study.text("jobs.csv")))
                                .says(PATH, "path = \"jobs.jsonl\", format = json")),
                format("ORC", 60, study -> orc(study).says(PATH, "path = \"jobs.orc\", format = orc")),
                format(
                        "years in the files' names",
                        60,
                        study -> byYear(study)
                                .says(PATH, "path = \"by-year/jobs_*.csv\"")
                                .says(
                                        "year { type = integer, required = true, min = 2000, max = 2005 }",
                                        "year { type = integer, from-path = \"jobs_(\\\\d{4})\" }")),
                format(
                        "industries side by side",
                        60,
                        study -> study.write("jobs.csv", wide(study.text("jobs.csv")))
                                .says(
                                        PATH,
                                        PATH + ", wide { headers = \"i\\\\d\\\\d\", names = industry, values = jobs }")
                                .says("industry { type = text,", "industry { last = 2, type = text,")),
                format("a folder by its address", 60, study -> study.says("data = \"DATA\"", "data = \"file:DATA\"")),
                format(
                        "a database",
                        60,
                        study -> study.says(
                                PATH, "format = jdbc, database { url = \"" + DATABASE + "\", table = jobs }")));
    }

    private static Arguments format(String what, int rows, UnaryOperator<TinyStudy> study) {
        return Arguments.of(what, rows, study);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void givesTheSamePanel(String what, int rows, UnaryOperator<TinyStudy> change) throws Exception {
        TinyStudy study = new TinyStudy(folder);
        try (Connection open = DriverManager.getConnection(DATABASE)) {
            if (what.equals("a database")) {
                fill(open, study.text("jobs.csv"));
            }
            Outcome outcome = change.apply(study).run();
            assertThat(outcome.err()).isEmpty();
            assertThat(Files.readString(folder.resolve("results/panel.csv"))).isEqualTo(panel);
            assertThat(outcome.manifest().at("/rows/jobs/in").asInt()).isEqualTo(rows);
            assertThat(outcome.manifest().at("/rows/jobs/used").asInt()).isEqualTo(rows);
            assertThat(outcome.manifest().at("/counted/jobs").asText())
                    .isEqualTo(what.equals("industries side by side") ? "cells" : "records");
        }
    }

    @Test
    void aDatabaseIsReadWholeInARunWithAStore() throws Exception {
        TinyStudy study = new TinyStudy(folder)
                .says(PATH, "format = jdbc, database { url = \"" + DATABASE + "\", table = jobs }")
                .stored();
        try (Connection open = DriverManager.getConnection(DATABASE)) {
            fill(open, study.text("jobs.csv"));
            study.run();
            Outcome again = study.run();
            assertThat(again.err()).isEmpty();
            assertThat(Files.readString(folder.resolve("results/panel.csv"))).isEqualTo(panel);
            assertThat(again.manifest().at("/store/files/controls").toString())
                    .isEqualTo("{\"read\":0,\"fromStore\":1,\"removed\":0}");
        }
    }

    private static byte[] zstd(String text) {
        return Zstd.compress(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Stream<String[]> records(String csv) {
        return csv.lines().skip(1).map(line -> line.split(","));
    }

    private static String json(String csv) {
        return records(csv)
                .map(c -> "{\"jobs\": %s, \"region\": \"%s\", \"year\": %s, \"industry\": %s}\n"
                        .formatted(c[3], c[0], c[1], c[2]))
                .collect(Collectors.joining());
    }

    private static TinyStudy orc(TinyStudy study) {
        TestSpark.session()
                .read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(study.data().resolve("jobs.csv").toString())
                .write()
                .orc(study.data().resolve("jobs.orc").toString());
        return study;
    }

    private static TinyStudy byYear(TinyStudy study) {
        records(study.text("jobs.csv"))
                .collect(Collectors.groupingBy(
                        c -> c[1],
                        TreeMap::new,
                        Collectors.mapping(c -> c[0] + "," + c[2] + "," + c[3] + "\n", Collectors.joining())))
                .forEach((year, rows) -> study.write("by-year/jobs_" + year + ".csv", "region,industry,jobs\n" + rows));
        return study;
    }

    private static String wide(String csv) {
        Map<String, List<String>> records = records(csv)
                .collect(Collectors.groupingBy(
                        c -> c[0] + "," + c[1], TreeMap::new, Collectors.mapping(c -> c[3], Collectors.toList())));
        StringBuilder text = new StringBuilder("region,year,i13,i62\n");
        records.forEach((key, jobs) ->
                text.append(key).append(',').append(String.join(",", jobs)).append('\n'));
        return text.toString();
    }

    private static void fill(Connection open, String csv) throws Exception {
        try (var create = open.createStatement()) {
            create.execute("CREATE TABLE jobs (region CHAR(1), \"year\" INT, industry VARCHAR(9), jobs DOUBLE)");
        }
        try (var insert = open.prepareStatement("INSERT INTO jobs VALUES (?, ?, ?, ?)")) {
            for (String[] cells : records(csv).toList()) {
                for (int i = 0; i < cells.length; i++) {
                    insert.setString(i + 1, cells[i]);
                }
                assertThat(insert.executeUpdate()).as(Arrays.toString(cells)).isEqualTo(1);
            }
        }
    }
}
