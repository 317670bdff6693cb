package org.agglo.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agglo.TestSpark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counties that lie in several zones and move between them, as users give them. */
class CrosswalkStudyTest {
    private static final String STUDY = """
            name = zones
            data = "DATA"
            sources {
              jobs {
                path = "jobs.csv"
                columns { county { type = text }, year { type = integer }, jobs { type = integer } }
              }
              walk {
                path = "walk.csv"
                columns {
                  county { type = text }, zone { type = text }, share { type = number }
                  since { type = integer }, until { type = integer }
                }
              }
            }
            panel {
              region = zone, time = year, source = jobs, from = 2019, to = 2020
              crosswalk { source = walk, on = county, weight = share, from = since, to = until }
              totals { jobs_all { sum = jobs } }
            }
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** County 1 is in zone A for ever; 2 is three quarters A and one B; 3 moves from B to C in 2020. */
    @BeforeEach
    void files() throws IOException {
        TestSpark.session();
        write("walk.csv", """
                county,zone,share,since,until
                1,A,1,0,
                2,A,0.75,0,
                2,B,0.25,0,
                3,B,1,0,2019
                3,C,1,2020,
                4,C,1,2020,
                """);
        write("jobs.csv", """
                county,year,jobs
                1,2019,100
                2,2019,10
                3,2019,7
                1,2020,200
                2,2020,20
                2,2020,4
                3,2020,9
                4,2019,50
                9,2020,1000
                2,2018,8
                ,2020,3
                """);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private int run(String text) throws IOException {
        write("zones.conf", text.replace("DATA", folder.toString()));
        return Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "run",
                folder.resolve("zones.conf").toString(),
                "--out",
                folder.resolve("out").toString());
    }

    @Test
    void recordsAreDividedByTheSharesThatHoldInTheirYearAndCountOnce() throws IOException {
        assertThat(run(STUDY)).as(err.toString()).isZero();
        assertThat(Files.readAllLines(folder.resolve("out/panel.csv")))
                .containsExactly(
                        "zone,year,jobs_all,filled",
                        "A,2019,107.5,",
                        "A,2020,218.0,",
                        "B,2019,9.5,",
                        "B,2020,6.0,",
                        "C,2020,9.0,");
        JsonNode rows = new ObjectMapper()
                .readTree(folder.resolve("out/manifest.json").toFile())
                .get("rows")
                .get("jobs");
        assertThat(rows.toString())
                .isEqualTo(
                        "{\"in\":11,\"used\":7,\"notSelected\":0,\"setAside\":{\"county without a region in its year\":1,"
                                + "\"missing county\":1,\"outside 2019–2020\":1,\"unknown county\":1}}");
        assertThat(Files.readAllLines(folder.resolve("out/rejects/jobs.csv"))).hasSize(5);
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("2 codes of county without a region, in 2 records: 9, 4; jobs adds up to 1,400 before the"
                        + " crosswalk and to 350 after it.");
    }

    @Test
    void sharesThatDoNotAddUpAreBadData() throws IOException {
        write("walk.csv", Files.readString(folder.resolve("walk.csv")).replace("0.25", "0.26"));
        assertThat(run(STUDY)).isEqualTo(ExitCodes.DATA);
        assertThat(err.toString())
                .isEqualTo("agglo: The shares that source walk gives county 2 do not add up to 1 in the period of"
                        + " jobs.csv:3, as those of 3 records. Mend the shares: what is lost or doubled would be so in the"
                        + " totals\n");
    }

    @Test
    void zerosThatTheRecordsOrTheCrosswalkLostAreSaid() throws IOException {
        write("walk.csv", Files.readString(folder.resolve("walk.csv")).replaceAll("\n(\\d,)", "\n00$1"));
        assertThat(run(STUDY)).isEqualTo(ExitCodes.DATA);
        assertThat(err.toString())
                .startsWith(
                        "agglo: No row of source jobs can be used: 11 in, 0 not selected, 11 set aside: missing county 1,"
                                + " outside 2019–2020 1, unknown county 9; the first at jobs.csv:2. Mend what the reasons say. ")
                .endsWith(". 4 of these match after leading zeros are put back; if they were lost, say length = 3,"
                        + " pad = true for county of source jobs\n");

        err.getBuffer().setLength(0);
        write("walk.csv", Files.readString(folder.resolve("walk.csv")).replaceAll("\n00", "\n"));
        write("jobs.csv", Files.readString(folder.resolve("jobs.csv")).replaceAll("\n([23],)", "\n0$1"));
        assertThat(run(STUDY)).as(err.toString()).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains(
                        "4 codes of county without a region, in 7 records: 9, 4, 02, 03; jobs adds up to 1,400 before the"
                                + " crosswalk and to 300 after it. 2 of these match after leading zeros are put back; if they were"
                                + " lost, say length = 2, pad = true for county of source walk.");
    }

    @Test
    void whatCannotBeDividedIsRefused() throws IOException {
        assertThat(run(STUDY.replace("weight = share", "weight = zone")
                        .replace("totals { jobs_all { sum = jobs } }", "")))
                .isEqualTo(ExitCodes.STUDY);
        assertThat(List.of(err.toString().replace(folder.toString(), "FOLDER").split("\n")))
                .containsExactly(
                        "FOLDER/zones.conf:18: panel.crosswalk: Divides what is added up, and nothing is; give 'totals'",
                        "FOLDER/zones.conf:18: panel.crosswalk.weight: 'zone' is text; a number is needed",
                        "2 problems");
    }
}
