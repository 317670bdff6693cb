package org.agglo.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agglo.TestSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store as its commands show it. */
class StoreCommandTest {
    private static final String STUDY = """
            name = jobs
            data = "DATA"
            sources {
              jobs {
                path = "jobs"
                columns {
                  region { type = text, required = true }
                  year { type = integer, required = true }
                  jobs { type = number, required = true, min = 0 }
                }
              }
            }
            panel { region = region, time = year, source = jobs, totals { all { sum = jobs } } }
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int agglo(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        TestSpark.session();
        return Main.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    private void year(int year, String rows) throws Exception {
        Files.createDirectories(folder.resolve("data/jobs"));
        Files.writeString(folder.resolve("data/jobs/%d.csv".formatted(year)), "region,year,jobs\n" + rows);
    }

    private int agglo(String command, List<String> further) {
        return agglo(java.util.stream.Stream.concat(java.util.Arrays.stream(command.split(" ")), further.stream())
                .toArray(String[]::new));
    }

    @Test
    void runsAreListedComparedAndGoneBackTo() throws Exception {
        Path study = Files.writeString(
                folder.resolve("jobs.conf"),
                STUDY.replace("DATA", folder.resolve("data").toString()));
        String store = folder.resolve("store").toString();
        List<String> run = List.of(
                "run",
                study.toString(),
                "--store",
                store,
                "--out",
                folder.resolve("out").toString());
        year(2001, "a,2001,1\nb,2001,2\n");
        assertThat(agglo(run.toArray(String[]::new))).as(err.toString()).isZero();
        year(2002, "a,2002,1\nb,2002,-2\n");
        assertThat(agglo(run.toArray(String[]::new))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("Files: 1 read, 1 taken from the store");

        assertThat(agglo("store list", List.of(study.toString(), "--store", store)))
                .isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).matches("Run +Ended +Files");
        assertThat(lines.get(1)).matches("[0-9a-f-]{36}  20.{18} +2  current");
        assertThat(lines.get(2)).matches("[0-9a-f-]{36}  20.{18} +1");
        String latest = lines.get(1).substring(0, 36);
        String first = lines.get(2).substring(0, 36);

        assertThat(agglo("store compare", List.of(study.toString(), first, latest, "--store", store)))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "added  jobs: jobs/2002.csv",
                        "1 file is the same",
                        "rows of jobs: 2 in, 2 used, 0 not selected, 0 set aside -> 4 in, 3 used, 0 not selected, 1 set aside");

        assertThat(agglo("store rollback", List.of(study.toString(), first, "--store", store)))
                .isZero();
        assertThat(out.toString()).startsWith(store + "/agglo/jobs stands at run " + first + " again.");
        agglo("store list", List.of(study.toString(), "--store", store));
        assertThat(out.toString().lines().filter(line -> line.endsWith("current")))
                .singleElement()
                .asString()
                .startsWith(first);
    }

    @Test
    void whatCannotBeDoneIsSaid() throws Exception {
        Path study = Files.writeString(folder.resolve("jobs.conf"), STUDY);

        assertThat(agglo("store", "list", study.toString())).isEqualTo(ExitCodes.OTHER);
        assertThat(err.toString())
                .isEqualTo(
                        "agglo: %s names no store. Name one with --store DIR, or say in the study: store { keep = 30 }%n"
                                .formatted(study));

        assertThat(agglo(
                        "store",
                        "list",
                        study.toString(),
                        "--store",
                        folder.resolve("s").toString()))
                .isEqualTo(ExitCodes.OTHER);
        assertThat(err.toString())
                .isEqualTo("agglo: The store %s/agglo/jobs holds no run yet%n".formatted(folder.resolve("s")));
    }
}
