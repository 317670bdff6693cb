package org.agglo.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.agglo.app.cli.TinyStudy.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Data that mean harm: a whole run does nothing with them but what a study is for. */
class HostileRunTest {
    @TempDir
    private Path folder;

    private static Map<String, String> hostile() {
        return Map.of(
                "A", "<script>alert(1)</script>",
                "B", "=HYPERLINK(1)",
                "C", "\u001b[2J\u202ecod.exe",
                "D", "\\input{/etc/passwd} $x$ [x](javascript:alert(1))",
                "E", "@SUM(1+9)|calc \"'&");
    }

    @Test
    void namesFromDataAreTextInEveryResult() throws IOException {
        TinyStudy study =
                new TinyStudy(folder).says("tables {", """
                        describe { variables = [lq], averages { variable = lq, by = region }, ranking { variable = lq } }
                        figures { averages = true }
                        tables {""").append("jobs.csv", "A,2001,13,-5", "B,2001,13,-7");
        hostile().forEach((region, name) -> {
            String quoted = '"' + name.replace("\"", "\"\"") + "\",";
            for (String file : List.of("jobs.csv", "controls.csv")) {
                study.change(file, text -> text.replaceAll("(?m)^" + region + ",", Matcher.quoteReplacement(quoted)));
            }
        });

        Outcome outcome = study.run();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        for (Path file : files(study.out())) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            String name = file.getFileName().toString();
            if (name.endsWith(".html") || name.endsWith(".svg") || name.endsWith(".md")) {
                assertThat(text).as(name).doesNotContain("<script>alert");
            }
            if (name.endsWith(".md")) {
                assertThat(text).as(name).doesNotContain("[x](javascript");
            }
            if (name.endsWith(".tex")) {
                assertThat(text).as(name).doesNotContain("\\input{");
            }
            if (name.endsWith(".csv")) {
                assertThat(text.lines()).as(name).noneMatch(line -> line.matches("(.*,)?\"?[=@+].*"));
            }
            if (!name.endsWith(".csv") && !name.endsWith(".png")) {
                assertThat(text).as(name).doesNotContain("\u001b");
            }
        }
        assertThat(files(study.out()))
                .extracting(file -> file.getFileName().toString())
                .contains("averages.svg", "ranking.csv", "jobs.csv", "panel.csv", "main.tex", "report.html");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aLinkInPlaceOfTheResultsLeavesWhatItPointsToAlone() throws IOException {
        TinyStudy study = new TinyStudy(folder);
        assertThat(study.run().code()).isZero();
        Path elsewhere = Files.move(study.out(), folder.resolve("elsewhere"));
        List<Path> before = files(elsewhere);
        byte[] manifest = Files.readAllBytes(elsewhere.resolve("manifest.json"));
        Files.createSymbolicLink(study.out(), elsewhere);

        Outcome outcome = study.run();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(Files.isSymbolicLink(study.out())).isFalse();
        assertThat(files(elsewhere)).isEqualTo(before);
        assertThat(Files.readAllBytes(elsewhere.resolve("manifest.json"))).isEqualTo(manifest);
    }

    /** Little on disk and much when unpacked. */
    enum Bomb {
        ONE_LINE,
        ONE_QUOTED_CELL,
        MANY_ROWS
    }

    @ParameterizedTest
    @EnumSource
    void aPackedBombIsReadInBoundedMemory(Bomb bomb) throws IOException {
        TinyStudy study = new TinyStudy(folder);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] much = (bomb == Bomb.MANY_ROWS ? "A,1999,13,1\n" : "a".repeat(12))
                .repeat(100_000)
                .getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(study.text("jobs.csv").getBytes(StandardCharsets.UTF_8));
            if (bomb == Bomb.ONE_QUOTED_CELL) {
                out.write('"');
            }
            for (int i = 0; i < (bomb == Bomb.MANY_ROWS ? 1 : 200); i++) {
                out.write(much);
            }
        }
        study.write("jobs.csv.gz", packed.toByteArray()).says("\"jobs.csv\"", "\"jobs.csv.gz\"");
        assertThat(packed.size()).isLessThan(1 << 20);

        Outcome outcome = study.run();

        if (bomb == Bomb.ONE_QUOTED_CELL) {
            assertThat(outcome.code()).isEqualTo(3);
            assertThat(outcome.err())
                    .isEqualTo("agglo: jobs.csv.gz, line 62: a quote is opened here and never closed."
                            + " Double it or take it away.\n");
            return;
        }
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.manifest().at("/rows/jobs/used").asLong()).isEqualTo(60);
        assertThat(outcome.manifest().at("/rows/jobs/setAside").toString())
                .isEqualTo(bomb == Bomb.MANY_ROWS ? "{\"below minimum: year\":100000}" : "{\"malformed record\":1}");
    }

    @Test
    void aFileNameWithALineEndIsOneName() throws IOException {
        String name = "jobs\n=1+1.csv";
        TinyStudy study = new TinyStudy(folder).append("jobs.csv", "A,2001,13,-5");
        study.write("files/" + name, study.text("jobs.csv")).says("\"jobs.csv\"", "files");

        Outcome outcome = study.run();

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.manifest().at("/inputs/0/path").asText()).isEqualTo("files/" + name);
        String rejects = Files.readString(study.out().resolve("rejects/jobs.csv"));
        assertThat(rejects).contains("\"files/" + name + "\",62,\"below minimum: jobs\",\"A,2001,13,-5\"");
    }
}
