package org.agglo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.agglo.report.Table.Align;
import org.agglo.report.Table.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableFormatTest {
    private static final Table SMALL = Table.builder("Two models")
            .span("", 1)
            .span("log(pat)", 2)
            .column("", Align.LEFT)
            .column("(1)", Align.DECIMAL)
            .column("(2)", Align.DECIMAL)
            .row(Cell.text("Agglomeration"), Cell.number(0.35249, 3, "***"), Cell.number(-10.5, 3, "*"))
            .row(Cell.hidden("Agglomeration, t value"), Cell.bracketed(5.7, 2), Cell.bracketed(-1.81, 2))
            .group("")
            .row(Cell.text("Observations"), Cell.count(1360), Cell.check())
            .note("Brackets hold t values.")
            .build();

    @Test
    void textAlignsByDecimalPoint() {
        assertThat(TableFormat.TEXT.render(SMALL)).isEqualTo("""
                        Two models

                                              log(pat)
                                       ----------------------
                                            (1)         (2)
                        -------------------------------------
                        Agglomeration      0.352***  -10.500*
                                          (5.70)     (-1.81)
                        -------------------------------------
                        Observations   1,360             ✓
                        -------------------------------------
                        Brackets hold t values.
                        """);
    }

    @Test
    void markdownIsAPipeTable() {
        assertThat(TableFormat.MARKDOWN.render(SMALL)).isEqualTo("""
                        **Two models**

                        |  | log(pat): (1) | log(pat): (2) |
                        | :--- | ---: | ---: |
                        | Agglomeration | 0.352\\*\\*\\* | -10.500\\* |
                        |  | (5.70) | (-1.81) |
                        | Observations | 1,360 | ✓ |

                        - Brackets hold t values.
                        """);
    }

    @Test
    void latexHasBooktabsRulesAndTrueMinus() {
        assertThat(TableFormat.LATEX.render(SMALL))
                .contains(
                        "\\caption{Two models}",
                        " & \\multicolumn{2}{c}{log(pat)} \\\\\n\\cmidrule(lr){2-3}\n",
                        """
                        \\midrule
                        Agglomeration & 0.352\\rlap{$^{***}$} & $-$10.500\\rlap{$^{*}$} \\\\
                         & (5.70\\rlap{)} & ($-$1.81\\rlap{)} \\\\
                        \\midrule
                        Observations & 1,360 & $\\checkmark$ \\\\
                        \\bottomrule
                        """,
                        "Brackets hold t values.");
    }

    @Test
    void htmlSaysWhatHeadsWhat() {
        assertThat(TableFormat.HTML.render(SMALL)).isEqualTo("""
                        <table>
                        <caption>Two models</caption>
                        <thead>
                        <tr><td colspan="1"></td><th scope="colgroup" colspan="2" class="span">log(pat)</th></tr>
                        <tr><td></td><th scope="col" class="num">(1)</th><th scope="col" class="num">(2)</th></tr>
                        </thead>
                        <tbody>
                        <tr><th scope="row" class="name">Agglomeration</th><td class="num">0.352<span class="hang">***</span></td><td class="num">−10.500<span class="hang">*</span></td></tr>
                        <tr><th scope="row" class="name"><span class="hidden">Agglomeration, t value</span></th><td class="num">(5.70<span class="hang">)</span></td><td class="num">(−1.81<span class="hang">)</span></td></tr>
                        </tbody>
                        <tbody>
                        <tr><th scope="row" class="name">Observations</th><td class="num">1,360</td><td class="num">✓</td></tr>
                        </tbody>
                        <tfoot>
                        <tr><td colspan="3">
                        <p>Brackets hold t values.</p>
                        </td></tr>
                        </tfoot>
                        </table>
                        """);
    }

    @Test
    void csvHasFullPrecisionAndNothingElse() {
        assertThat(TableFormat.CSV.render(SMALL))
                .isEqualTo(",log(pat): (1),log(pat): (2)\r\n"
                        + "Agglomeration,0.35249,-10.5\r\n"
                        + "\"Agglomeration, t value\",5.7,-1.81\r\n"
                        + "Observations,1360,yes\r\n");
    }

    @Test
    void csvDefusesFormulasInTextAndLeavesNumbers() {
        Table table = Table.builder("")
                .column("=1+1", Align.LEFT)
                .column("n", Align.DECIMAL)
                .row(Cell.text("=cmd|' /C calc'!A0"), Cell.number(-1.5, 1))
                .row(Cell.text("+1"), Cell.number(Double.NaN, 1))
                .row(Cell.text("-1"), Cell.count(0))
                .row(Cell.text("@x"), Cell.empty())
                .row(Cell.text("\ta \"b\""), Cell.text("omitted"))
                .build();

        assertThat(TableFormat.CSV.render(table))
                .isEqualTo(
                        "'=1+1,n\r\n'=cmd|' /C calc'!A0,-1.5\r\n'+1,\r\n'-1,0\r\n'@x,\r\n\"'\ta \"\"b\"\"\",omitted\r\n");
    }

    @Test
    void noFormatTakesANameForMarkup() {
        assertThat(TableFormat.HTML.render(Samples.hostile()))
                .doesNotContain("<script>")
                .contains("&lt;script&gt;");
        assertThat(TableFormat.LATEX.render(Samples.hostile()))
                .doesNotContain("\\input")
                .contains(
                        "\\textbackslash{}input\\{/etc/passwd\\}",
                        "\\agglochar{江}{6C5F}",
                        "5 \\% \\&",
                        "{[}{*}{]}-{}-");
        assertThat(TableFormat.MARKDOWN.render(Samples.hostile()).lines().filter(line -> line.startsWith("|")))
                .hasSize(5)
                .allSatisfy(line -> assertThat(line.replace("\\|", "").chars().filter(c -> c == '|'))
                        .hasSize(4));
        assertThat(TableFormat.TEXT.render(Samples.hostile())).doesNotContain("\u001b");
    }

    @Test
    void controlCharactersAndReversedWritingDoNotReachATerminal() {
        Table table = Table.builder("\u001b[31mred\u202egnp.exe\ud800")
                .column("a", Align.LEFT)
                .build();

        for (TableFormat format : List.of(TableFormat.TEXT, TableFormat.MARKDOWN, TableFormat.HTML)) {
            assertThat(format.render(table))
                    .doesNotContain("\u001b", "\u202e", "\ud800")
                    .contains("\ufffd");
        }
    }

    @ParameterizedTest
    @EnumSource(value = TableFormat.class, names = "CSV", mode = EnumSource.Mode.EXCLUDE)
    void everyNoteIsThere(TableFormat format) {
        Table table = Table.builder("")
                .column("a", Align.LEFT)
                .note("First note.")
                .note("Second note.")
                .build();

        assertThat(format.render(table)).contains("First note.", "Second note.");
        assertThat(format.page(List.of(table, table))).contains("First note.");
    }

    @Test
    void textStaysWithinItsWidthAndWideTablesGoOnBelow() {
        Table.Builder wide = Table.builder("Wide").column("Province 省", Align.LEFT);
        List<Cell> row = new java.util.ArrayList<>(List.of(Cell.text("内蒙古自治区 " + "long words ".repeat(20))));
        for (int c = 1; c <= 14; c++) {
            wide.column("Model with a long name " + c, Align.DECIMAL);
            row.add(Cell.number(c * 1000.5, 3, "***"));
        }
        String text = TableFormat.TEXT.render(wide.row(row).build());

        assertThat(text.lines())
                .allSatisfy(
                        line -> assertThat(Widths.columns(line)).isLessThanOrEqualTo(TextTable.WIDTH + TextTable.ROOM));
        for (int c = 1; c <= 14; c++) {
            assertThat(text).contains(Numbers.fixed(c * 1000.5, 3) + "***");
        }
    }

    @Test
    void wideCharactersAreCounted() {
        Table table = Table.builder("")
                .column("Province", Align.LEFT)
                .column("LQ", Align.DECIMAL)
                .row(Cell.text("江苏"), Cell.number(1.5, 1))
                .row(Cell.text("Jiangsu"), Cell.number(1.5, 1))
                .build();

        assertThat(TableFormat.TEXT.render(table)).contains("江苏      1.5\n", "Jiangsu   1.5\n");
    }

    @Test
    void raggedTablesAreRefused() {
        assertThatThrownBy(() -> Table.builder("T")
                        .column("a", Align.LEFT)
                        .row(Cell.empty(), Cell.empty())
                        .build())
                .hasMessage("Table \"T\": a row has 2 cells for 1 columns");
        assertThatThrownBy(() ->
                        Table.builder("T").column("a", Align.LEFT).span("s", 2).build())
                .hasMessage("Table \"T\": headers span 2 columns of 1");
        assertThatThrownBy(() -> Table.builder("T").build()).hasMessage("Table \"T\" has no columns");
    }
}
