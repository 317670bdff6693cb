package org.agglo.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code agglo compare} on files as runs leave them. */
class CompareCommandTest {
    private static final String MANIFEST = """
            {"id": "1", "finished": "2026-01-01T02:00:00Z", "study": "tiny", "versions": {"agglo": "1", "java": "17"},
             "settings": {"name": "tiny", "panel": {"from": 2000, "cells": []}},
             "inputs": [{"source": "jobs", "path": "2000.csv", "bytes": 868, "sha256": "aa"},
                        {"source": "jobs", "path": "2001.csv", "bytes": 900, "sha256": "bb"}],
             "rows": {"jobs": {"in": 1000, "used": 990, "notSelected": 4, "setAside": {"missing year": 6}}},
             "panel": {"regions": 5, "rows": 30, "gaps": {"count": 0}, "periods": [2000, 2001, 2005]}}
            """;
    private static final String RESULTS = """
            {"study": "tiny", "panel": {"regions": 5, "rows": 30, "gaps": {"count": 0}, "periods": [2000, 2005]},
             "tables": [{"name": "main", "models": [
               {"name": "fixed", "group": null, "summary": {"coefficients": [
                 {"term": "x", "estimate": 0.5, "error": 0.1, "low": 0.3, "high": 0.7, "omitted": null},
                 {"term": "z", "estimate": null, "error": null, "low": null, "high": null, "omitted": "no variance"}]}},
               {"name": "area", "group": "east", "summary": {"coefficients": [
                 {"term": "x", "estimate": 1e-20, "error": 2.0, "low": -4, "high": 4, "omitted": null}]}}]}]}
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void twoRuns() throws IOException {
        for (String run : new String[] {"old", "new"}) {
            Files.createDirectory(folder.resolve(run));
            Files.writeString(folder.resolve(run).resolve("manifest.json"), MANIFEST);
            Files.writeString(folder.resolve(run).resolve("results.json"), RESULTS);
        }
    }

    private int compare(String old, String now, String... options) {
        String[] args = new String[options.length + 3];
        args[0] = "compare";
        args[1] = folder.resolve(old).toString();
        args[2] = folder.resolve(now).toString();
        System.arraycopy(options, 0, args, 3, options.length);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private void change(String file, String what, String by) throws IOException {
        Path path = folder.resolve("new").resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(what);
        Files.writeString(path, text.replace(what, by));
    }

    @Test
    void twinsDoNotDiffer() {
        assertThat(compare("old", "new")).isZero();
        assertThat(out).hasToString("""
                        old  %1$s/old  tiny, finished 2026-01-01T02:00:00Z
                        new  %1$s/new  tiny, finished 2026-01-01T02:00:00Z

                        Nothing differs beyond the tolerances (3 estimates compared)
                        """.formatted(folder));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "manifest.json | \"from\": 2000 | \"from\": 2001 | panel.from: 2000 → 2001",
                "manifest.json | \"cells\": [] | \"cells\": [\"a\"] | panel.cells: [] → [\"a\"]",
                "manifest.json | \"name\": \"tiny\", | '' | name: tiny → none",
                "manifest.json | \"bb\" | \"cc\" | jobs 2001.csv changed, 900 → 900 bytes",
                "manifest.json | 2001.csv | 2002.csv | jobs 2001.csv removed, 900 bytes",
                "manifest.json | 2001.csv | 2002.csv | jobs 2002.csv added, 900 bytes",
                "manifest.json | \"in\": 1000 | \"in\": 1100 | jobs, in: 1,000 → 1,100 (+10.0 %)",
                "manifest.json | missing year | missing region | jobs, set aside: missing year: 6 → 0 (-100.0 %)",
                "manifest.json | missing year | missing region | jobs, set aside: missing region: 0 → 6",
                "manifest.json | 2005 | 2006 | periods: 2000–2005 → 2000–2006",
                "results.json | 0.5 | 0.50000001 | main / fixed, x: 0.500000 (0.100000) → 0.500000 (0.100000)",
                "results.json | 0.1 | 0.11 | main / fixed, x: 0.500000 (0.100000) → 0.500000 (0.110000)",
                "results.json | 0.5 | 0.71 | main / fixed, x: 0.500000 (0.100000) → 0.710000 (0.100000), outside the old 95 % interval",
                "results.json | \"term\": \"z\" | \"term\": \"x2\" | Nothing differs",
                "results.json | 1e-20 | -1e-20 | Nothing differs",
                "results.json | \"name\": \"fixed\" | \"name\": \"other\" | main / other added",
                "results.json | \"east\" | \"west\" | main / area / east removed"
            })
    void saysWhatChanged(String file, String what, String by, String line) throws IOException {
        change(file, what, by);
        boolean same = line.startsWith("Nothing");
        assertThat(compare("old", "new")).isEqualTo(same ? ExitCodes.DONE : ExitCodes.DIFFERENT);
        assertThat(out.toString().lines())
                .anyMatch(printed -> same ? printed.startsWith(line) : printed.equals("  " + line));
        assertThat(err).hasToString("");
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.6, --within-interval, 0",
        "0.5, 0.71, --within-interval, 5",
        "0.5, 0.6, --tolerance=0.2, 0",
        "0.5, 0.6, --tolerance=0.1, 5",
        "0.5, 0.6, '--only=rows,inputs', 0"
    })
    void tolerancesAndPartsDecide(String what, String by, String option, int code) throws IOException {
        change("results.json", what, by);
        assertThat(compare("old", "new", option)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"0.05, 5", "0.11, 0"})
    void rowsHaveATolerance(String share, int code) throws IOException {
        change("manifest.json", "\"in\": 1000, \"used\": 990", "\"in\": 1100, \"used\": 1090");
        assertThat(compare("old", "new", "--rows", share)).isEqualTo(code);
    }

    @Test
    void versionsAreSaidAndNoDifference() throws IOException {
        change("manifest.json", "\"java\": \"17\"", "\"java\": \"25\"");
        assertThat(compare("old", "new")).isZero();
        assertThat(out.toString()).contains("Versions\n  java: 17 → 25\n");
    }

    @Test
    void writesJson() throws IOException {
        change("results.json", "0.5", "0.75");
        assertThat(compare("old/results.json", "new/results.json", "--json")).isEqualTo(ExitCodes.DIFFERENT);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("same").asBoolean(true)).isFalse();
        assertThat(json.path("compared").asInt()).isEqualTo(3);
        JsonNode estimate = json.path("estimates").path(0);
        assertThat(estimate.path("before").asDouble()).isEqualTo(.5);
        assertThat(estimate.path("after").asDouble()).isEqualTo(.75);
        assertThat(estimate.path("outside").asBoolean()).isTrue();
        assertThat(json.path("settings")).isEmpty();
    }

    @Test
    void refusesWhatNoRunLeft() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        Files.writeString(folder.resolve("list.json"), "[1]");
        Files.writeString(folder.resolve("broken.json"), "{\"a\": ");
        Files.writeString(folder.resolve("other.json"), "{}");
        String[][] cases = {
            {"empty", "%s/empty holds no manifest.json; name the results folder of a run, or a file in it"},
            {"none", "There is no %s/none"},
            {"list.json", "%s/list.json holds no JSON object"},
            {"broken.json", "%s/broken.json cannot be read as JSON: "},
            {"other.json", "%s/other.json is neither a manifest nor a file of results"}
        };
        for (String[] one : cases) {
            err.getBuffer().setLength(0);
            assertThat(compare("old", one[0])).isEqualTo(ExitCodes.STUDY);
            assertThat(err.toString())
                    .startsWith("agglo: " + one[1].formatted(folder))
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void refusesAPartThatIsNone() {
        assertThat(compare("old", "new", "--only=row")).isEqualTo(ExitCodes.STUDY);
        assertThat(err.toString())
                .contains(
                        "expected one of [SETTINGS, INPUTS, ROWS, PANEL, ESTIMATES] (case-insensitive) but was 'row'");
    }

    @Test
    void refusesAShareThatIsNone() {
        assertThat(compare("old", "new", "--rows=-1")).isEqualTo(ExitCodes.STUDY);
        assertThat(err.toString()).contains("--rows takes a share of 0 or more, such as 0.05, not -1.0");
    }
}
