package org.agglo.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.agglo.SparkJobs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A plan says what the run then does, and leaves nothing behind. */
class DryRunTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private TinyStudy study;

    @BeforeEach
    void make() {
        study = new TinyStudy(folder);
    }

    private int agglo(String... more) {
        List<String> args = new ArrayList<>(
                List.of("run", study.file().toString(), "--out", study.out().toString()));
        args.addAll(List.of(more));
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(String[]::new));
    }

    private JsonNode plan(String... more) throws IOException {
        assertThat(agglo(Stream.concat(Stream.of("--dry-run", "--json"), Stream.of(more))
                        .toArray(String[]::new)))
                .as(err.toString())
                .isZero();
        return new ObjectMapper().readTree(out.toString());
    }

    private Map<String, Long> everything() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(path -> !path.endsWith("tiny.conf")).toList()) {
                files.put(path.toString(), Files.getLastModifiedTime(path).toMillis());
            }
        }
        return files;
    }

    @Test
    void thePlanInWords() throws IOException {
        study.file();
        Map<String, Long> before = everything();
        before.remove(folder.toString());

        assertThat(agglo("--dry-run")).isZero();

        assertThat(out.toString().replace(folder.toString(), "FOLDER")).isEqualTo("""
                tiny

                Data       FOLDER/data
                Results    FOLDER/results (new)

                Sources
                  jobs: the panel's records
                    jobs.csv, csv, 1 file, 866 bytes
                    kept: small: read once and kept by the driver
                    2 passes: checksums, read
                  controls: columns that join the panel
                    controls.csv, csv, 1 file, 464 bytes
                    kept: small: read once and kept by the driver
                    2 passes: checksums, read

                Panel      one row per region and year, 2000 to 2005 (6)
                           columns all, mfg, pat, gdp, lq
                Table      main: main
                  pooled: least-squares, log(pat) ~ log(lq) + gdp, errors default
                    MLlib up to a million cells, cross-products beyond; passes over the panel: 1
                  fixed: least-squares, log(pat) ~ log(lq) + gdp | region, errors cluster(region)
                    MLlib up to a million cells, cross-products beyond; passes over the panel: 1

                About 2.7 kB would be read from files, all passes together. Nothing is written by a dry run.
                """);
        assertThat(everything()).containsAllEntriesOf(before);
        assertThat(everything()).hasSize(before.size() + 1);
    }

    /** A study with something large, and how that is read. */
    enum Large {
        CSV("condensed", s -> s),
        NO_KEY("condensed", s -> s.says("    key = [region, year, industry]\n", "")),
        PARQUET(
                "row by row",
                s -> s.parquet("jobs.csv", "jobs.parquet")
                        .says("path = \"jobs.csv\"", "path = \"jobs.parquet\", format = parquet")),
        ROWS(
                "row by row",
                s -> s.says("totals {", "cells = [industry] #")
                        .says("join {", "#")
                        .says("measures {", "#")
                        .says("\"log(pat) ~ log(lq) + gdp\"", "\"jobs ~ year\"")
                        .says("log(pat) ~ log(lq) + gdp | region", "jobs ~ year | region")),
        CHAIN(
                "condensed",
                s -> s.says("sources {", """
                                sources {
                                  towns {
                                    path = "towns.csv"
                                    columns { region { type = text }, town { type = text } }
                                    key = [region]
                                  }
                                  provinces {
                                    path = "provinces.csv"
                                    columns { town { type = text }, province { type = text } }
                                    key = [town]
                                  }""")
                        .says("region = region", """
                                region = province
                                  crosswalks = [{ source = towns, on = region }, { source = provinces, on = town }]""")
                        .says("join {", "#")
                        .says("log(pat) ~ log(lq) + gdp | region", "mfg ~ lq | province")
                        .says("log(pat) ~ log(lq) + gdp", "mfg ~ lq")
                        .says("cluster(region)", "cluster(province)")
                        .write("towns.csv", "region,town\nA,a\nB,b\nC,c\nD,d\nE,e\n")
                        .write("provinces.csv", "town,province\na,P\nb,P\nc,P\nd,Q\ne,Q\n")),
        SHARES(
                "row by row",
                s -> s.says("sources {", """
                                sources {
                                  walk {
                                    path = "walk.csv"
                                    columns { region { type = text }, province { type = text }, share { type = number } }
                                    key = [region, province]
                                  }""")
                        .says("region = region", """
                                region = province
                                  crosswalk { source = walk, on = region, weight = share }""")
                        .says("join {", "#")
                        .says("log(pat) ~ log(lq) + gdp | region", "mfg ~ lq | province")
                        .says("log(pat) ~ log(lq) + gdp", "mfg ~ lq")
                        .says("cluster(region)", "cluster(province)")
                        .write("walk.csv", "region,province,share\nA,A,1\nB,B,1\nC,C,1\nD,D,0.5\nD,E,0.5\nE,E,1\n"));

        private final String how;
        private final UnaryOperator<TinyStudy> work;

        Large(String how, UnaryOperator<TinyStudy> work) {
            this.how = how;
            this.work = work;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatThePlanSaysOfLargeSourcesIsWhatTheRunDoes(Large large) throws Exception {
        StringBuilder more = new StringBuilder();
        for (int i = 0; i < 14_000; i++) {
            more.append("A,2001,77");
            new Random(i).ints(300, '0', '9').forEach(more::appendCodePoint);
            more.append(",1\n");
        }
        study.append("jobs.csv", more.toString().stripTrailing(), "A,2001,1,-5");
        large.work.apply(study);

        JsonNode planned = jobs(plan());
        List<TinyStudy.Outcome> run = new ArrayList<>();
        List<String> jobs = SparkJobs.of(() -> run.add(study.run())).stream()
                .map(SparkJobs.Job::description)
                .toList();

        assertThat(run.get(0).err()).isEmpty();
        JsonNode reading = run.get(0).manifest().at("/reading/jobs");
        assertThat(planned.path("reading").asText())
                .isEqualTo(large.how)
                .isEqualTo(reading.path("how").asText());
        assertThat(planned.path("why").asText()).isEqualTo(reading.path("why").asText());
        List<String> passes = planned.path("passes").findValuesAsText("what");
        assertThat(passes).startsWith("checksums").endsWith("jobs: rejects");
        assertThat(passes.contains("jobs: check keys")).isEqualTo(large != Large.NO_KEY);
        assertThat(passes.stream().skip(1)).allSatisfy(pass -> assertThat(jobs).anyMatch(job -> job.startsWith(pass)));
    }

    @Test
    void aStoreTellsWhatIsNewChangedAndUnchanged() throws Exception {
        study.vintages("jobs.csv");
        String store = "--store=" + folder.resolve("store");
        assertThat(states(plan(store))).isEqualTo("new new");
        assertThat(folder.resolve("store")).doesNotExist();

        assertThat(agglo(store)).as(err.toString()).isZero();
        JsonNode after = plan(store);
        assertThat(states(after)).isEqualTo("unchanged unchanged");
        assertThat(after.path("stands").asBoolean()).isTrue();
        assertThat(after.path("bytes").asLong()).isZero();
        assertThat(after.at("/sources/0/reading").asText()).isEqualTo("not read");

        study.append("years/2.csv", "E,2005,63,12").write("years/3.csv", "region,year,industry,jobs\nA,2000,64,5\n");
        assertThat(states(plan(store))).isEqualTo("unchanged changed new");
        Map<String, Long> before = everything();
        assertThat(agglo("--dry-run", store)).isZero();
        assertThat(out.toString())
                .contains("store: 1 new, 1 changed, 0 to be read again, 1 unchanged, 0 no longer there")
                .contains("years/3.csv, 38 bytes, new");
        assertThat(everything()).isEqualTo(before);

        study.delete("years/3.csv").says("prefixes { industry = [\"13\"] }", "prefixes { industry = [\"1\"] }");
        assertThat(states(plan(store))).isEqualTo("again changed");
        assertThat(agglo(store)).as(err.toString()).isZero();
        assertThat(states(plan(store))).isEqualTo("unchanged unchanged");
    }

    private static JsonNode jobs(JsonNode plan) {
        for (JsonNode source : plan.path("sources")) {
            if (source.path("name").asText().equals("jobs")) {
                return source;
            }
        }
        return plan.path("sources").path(-1);
    }

    private static String states(JsonNode plan) {
        return String.join(" ", jobs(plan).path("files").findValuesAsText("store"));
    }

    @Test
    void dataThatASimulationIsGoingToMakeHaveNoSizesYet() throws IOException {
        Map<String, Long> before = everything();
        int code = Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "run",
                "conf/studies/china-provinces.conf",
                "--data=" + folder.resolve("gone"),
                "--out=" + folder.resolve("results"),
                "--store=" + folder.resolve("store"),
                "--dry-run");

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("made first by conf/simulations/china-provinces.conf, about 200,000 rows")
                .contains("unknown: told when its files are there");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void problemsExitAsCheckDoes() {
        study.says("time = year", "tiem = year");
        assertThat(agglo("--dry-run")).isEqualTo(2);
        assertThat(err.toString()).contains("panel.tiem: Unknown key 'tiem'; did you mean 'time'?");
    }

    @Test
    void missingDataAreAProblemOfTheStudy() {
        study.delete("jobs.csv");
        assertThat(agglo("--dry-run")).isEqualTo(2);
        assertThat(err.toString()).contains("sources.jobs.path: There is no 'jobs.csv' below");
    }

    @Test
    void aFolderThatNoRunMadeIsRefusedBeforeTheRun() throws IOException {
        Files.createDirectories(study.out());
        Files.writeString(study.out().resolve("mine.txt"), "mine");
        assertThat(agglo("--dry-run")).isEqualTo(1);
        assertThat(err.toString()).contains("holds files that no run of Agglo made");
    }

    @Test
    void jsonIsAPlansOnly() {
        assertThat(agglo("--json")).isEqualTo(2);
        assertThat(err.toString()).startsWith("agglo: --json goes with --dry-run");
    }
}
