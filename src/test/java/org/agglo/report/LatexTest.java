package org.agglo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatexTest {
    @Test
    void escapesWhatLatexWouldRun() {
        assertThat(LatexText.escape("\\input{x} $a_1^2$ 50% #~&"))
                .isEqualTo(
                        "\\textbackslash{}input\\{x\\} \\$a\\_1\\textasciicircum{}2\\$ 50\\% \\#\\textasciitilde{}\\&");
        assertThat(LatexText.escape("São Tomé, Łódź, ß, naïve"))
                .isEqualTo("S\\~{a}o Tom\\'{e}, \\L{}\\'{o}d\\'{z}, \\ss{}, na\\\"{\\i}ve");
        assertThat(LatexText.escape("a---b ''c'' ,,d")).isEqualTo("a-{}-{}-b '{}'c'{}' ,{},d");
        assertThat(LatexText.number("-1.2e-12")).isEqualTo("$-1.2\\times10^{-12}$");
        assertThat(LatexText.number("<0.001")).isEqualTo("$<$0.001");
    }

    @Test
    void tablesAreNumberedByLatexAlone() {
        Table table = Table.builder("Table 2. Agglomeration")
                .column("", Table.Align.LEFT)
                .row(Table.Cell.text("x"))
                .build();
        assertThat(TableFormat.LATEX.render(table)).contains("\\caption{Agglomeration}");
    }

    @Test
    void documentCompiles(@TempDir Path folder) throws Exception {
        assumeTrue(present(), "Skipped: pdflatex is not here");
        Files.writeString(
                folder.resolve("tables.tex"),
                TableFormat.LATEX.page(List.of(Samples.regression(), Samples.hostile(), everyCharacter())));

        Process run = new ProcessBuilder("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "tables.tex")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue())
                .as(Files.readString(folder.resolve("out.txt")))
                .isZero();
        assertThat(folder.resolve("tables.pdf")).isNotEmptyFile();
    }

    private static Table everyCharacter() {
        Table.Builder table = Table.builder("Characters").column("", Table.Align.LEFT);
        for (int from = 0x20; from < 0x500; from += 16) {
            StringBuilder text = new StringBuilder();
            for (int c = from; c < from + 16; c++) {
                text.appendCodePoint(c);
            }
            table.row(Table.Cell.text(text.toString()));
        }
        return table.row(Table.Cell.text("– — − ‘ ’ “ ” … × · ± ≤ ≥ ≠ ∞ √ ✓ 😀 \u0301x \u200d"))
                .build();
    }

    private static boolean present() {
        try {
            return new ProcessBuilder("pdflatex", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }
}
