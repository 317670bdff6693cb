package org.agglo.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.stream.Collectors;
import org.agglo.TestSpark;
import org.agglo.app.cli.TinyStudy.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of one source that call a column differently, in every format. */
class VintagesTest {
    private static final String DATABASE = "jdbc:h2:mem:vintages";
    private static final String JOBS = "jobs { type = number";

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

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "orc", "parquet"})
    void areReadByTheirAliasesOrByOtherCapitals(String format) throws Exception {
        Outcome outcome = vintages(format, "Region,year,industry,employment")
                .says(JOBS, "jobs { aliases = [emp, employment], type = number")
                .run();

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.manifest().at("/rows/jobs/used").asInt()).isEqualTo(60);
        assertThat(Files.readString(folder.resolve("results/panel.csv"))).isEqualTo(panel);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "orc", "parquet"})
    void areRefusedWithTheStudysLineAndTheNearestName(String format) {
        Outcome outcome = vintages(format, "region,year,industry,jobs_total").run();

        String has = format.equals("json")
                ? "2.json: none of the first lines has a name jobs; they have industry, jobs_total, region, year."
                : "2." + format + " has no column jobs; it has region, year, industry, jobs_total.";
        assertThat(outcome.err())
                .isEqualTo("agglo: years/" + has
                        + " Mend the file, or say in the study which of these is meant, with from = \"…\".\n"
                        + "The study asks for it at FOLDER/tiny.conf:10\n"
                        + "For jobs the nearest is jobs_total: if that is it in some files only, say aliases ="
                        + " [\"jobs_total\"] for the column\n");
        assertThat(outcome.code()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orc", "parquet"})
    void areRefusedIfAFileHasTwoHeadersOfOneColumn(String format) {
        Outcome outcome = vintages(format, "region,year,industry,jobs")
                .says(JOBS, "jobs { aliases = [industry], type = number")
                .run();

        assertThat(outcome.err())
                .isEqualTo("agglo: years/1." + format + " has both jobs and industry, which the study takes for one"
                        + " column. Leave one out of aliases, or of the file.\n");
        assertThat(outcome.code()).isEqualTo(3);
    }

    @Test
    void setAsideAJsonLineWithTwoNamesOfOneColumn() {
        TinyStudy study = vintages("json", "region,year,industry,employment")
                .says(JOBS, "jobs { aliases = [employment], type = number");
        study.change("years/1.json", text -> text + "{\"region\":\"A\",\"jobs\":1,\"employment\":2}\n");
        Outcome outcome = study.run();

        assertThat(outcome.err())
                .isEqualTo("agglo: years/1.json has both jobs and employment, which the study takes for one column."
                        + " Leave one out of aliases, or of the file.\n");
        String far = "{\"region\":\"A\",\"year\":1,\"industry\":\"13\",\"jobs\":1}\n";
        study.change(
                "years/1.json",
                text -> text.lines().limit(30).collect(Collectors.joining("\n", "", "\n"))
                        + "{}\n".repeat(1000)
                        + far.replace("}", ",\"employment\":2}"));
        outcome = study.run();
        assertThat(study.rejects("jobs"))
                .hasSize(1001)
                .last()
                .asString()
                .startsWith(
                        "\"years/1.json\",1031,\"malformed record: employment stands there under another name too\"");
    }

    @Test
    void ofATableInADatabase() throws Exception {
        TinyStudy study = new TinyStudy(folder)
                .says("path = \"jobs.csv\"", "format = jdbc, database { url = \"" + DATABASE + "\", table = jobs }");
        try (Connection open = DriverManager.getConnection(DATABASE);
                var statement = open.createStatement()) {
            statement.execute(
                    "CREATE TABLE jobs AS SELECT region, \"YEAR\", industry, jobs AS jobs_total FROM CSVREAD('%s')"
                            .formatted(study.data().resolve("jobs.csv")));
            assertThat(study.run().err())
                    .isEqualTo("agglo: The table jobs has no column jobs; it has REGION, YEAR, INDUSTRY, JOBS_TOTAL."
                            + " Say in the study which of these is meant, with from = \"…\".\n"
                            + "The study asks for it at FOLDER/tiny.conf:10\n"
                            + "For jobs the nearest is JOBS_TOTAL: if that is it in some files only, say aliases ="
                            + " [\"JOBS_TOTAL\"] for the column\n");
            study.says(JOBS, "jobs { aliases = [JOBS_TOTAL], type = number");
            assertThat(study.run().err()).isEmpty();
            assertThat(Files.readString(folder.resolve("results/panel.csv"))).isEqualTo(panel);
        }
    }

    /** Two files in a folder, the second with another header. */
    private TinyStudy vintages(String format, String header) {
        TinyStudy study = new TinyStudy(folder).vintages("jobs.csv", header);
        if (format.equals("csv")) {
            return study;
        }
        for (String name : new String[] {"years/1.", "years/2."}) {
            if (format.equals("parquet")) {
                study.parquet(name + "csv", name + format);
            } else if (format.equals("json")) {
                study.write(name + format, json(study.text(name + "csv")));
            } else {
                TestSpark.session()
                        .read()
                        .option("header", "true")
                        .csv(study.data().resolve(name + "csv").toString())
                        .coalesce(1)
                        .write()
                        .orc(folder.resolve("orc").toString());
                study.take(folder.resolve("orc"), ".orc", name + format);
            }
            study.delete(name + "csv");
        }
        return study.says("path = years", "path = years, format = " + format);
    }

    private static String json(String csv) {
        String[] names = csv.substring(0, csv.indexOf('\n')).split(",");
        return csv.lines()
                .skip(1)
                .map(line -> line.split(","))
                .map(c -> "{\"%s\":\"%s\",\"%s\":%s,\"%s\":\"%s\",\"%s\":%s}\n"
                        .formatted(names[0], c[0], names[1], c[1], names[2], c[2], names[3], c[3]))
                .collect(Collectors.joining());
    }
}
