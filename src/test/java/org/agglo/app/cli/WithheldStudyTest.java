package org.agglo.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agglo.app.cli.TinyStudy.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies whose files withhold cells, as users run them. */
class WithheldStudyTest {
    private static final String TREATMENT = """
            suppressed { column = code, codes = [N], columns = [jobs] }
                treatment {
                  method = METHOD
                  hierarchies { industries { column = industry, parents { "all" = ["13", "62"] } } }
                }
            """;

    @TempDir
    private Path folder;

    private TinyStudy study;

    /** Each region and year gets its total; industry 13 and 62 of region B are withheld in 2003, 13 alone in C in 2001. */
    @BeforeEach
    void withhold() {
        study = new TinyStudy(folder);
        study.change("jobs.csv", text -> {
            StringBuilder lines = new StringBuilder("region,year,industry,jobs,code\n");
            List<String> rows = text.lines().skip(1).toList();
            for (int i = 0; i < rows.size(); i += 2) {
                String cell = rows.get(i).substring(0, rows.get(i).indexOf(",13,"));
                int total = jobs(rows.get(i)) + jobs(rows.get(i + 1));
                lines.append(cell).append(",all,").append(total).append(",\n");
                for (String row : List.of(rows.get(i), rows.get(i + 1))) {
                    boolean withheld = cell.equals("B,2003") || row.startsWith("C,2001,13");
                    lines.append(row.substring(0, row.lastIndexOf(',') + 1))
                            .append(withheld ? "0,N" : jobs(row) + ",")
                            .append('\n');
                }
            }
            return lines.toString();
        });
        study.says(
                        "jobs { type = number, required = true, min = 0 }",
                        "jobs { type = number, min = 0 }, code { type = text }")
                .says("all { sum = jobs }", "all { sum = jobs, prefixes { industry = [all] } }");
    }

    private static int jobs(String row) {
        return Integer.parseInt(row.substring(row.lastIndexOf(',') + 1));
    }

    private TinyStudy method(String method) {
        return study.says(
                "key = [region, year, industry]",
                "key = [region, year, industry]\n    " + TREATMENT.replace("METHOD", method));
    }

    private JsonNode results() throws IOException {
        return new ObjectMapper().readTree(study.out().resolve("results.json").toFile());
    }

    private List<String> panel(String start) throws IOException {
        return Files.readAllLines(study.out().resolve("panel.csv")).stream()
                .filter(line -> line.startsWith(start))
                .toList();
    }

    @Test
    void imputedCellsAreFlaggedCountedAndTheModelsStandBesideThoseWithoutThem() throws IOException {
        Outcome done = method("imputed").run();
        assertThat(done.err()).isEmpty();
        assertThat(done.code()).isZero();
        assertThat(panel("region").get(0))
                .startsWith("region,year,all,all_low,all_high,all_imputed,mfg,mfg_low,mfg_high,mfg_imputed,");
        String[] cells = panel("B,2003").get(0).split(",", -1);
        double all = Double.parseDouble(cells[2]);
        assertThat(Double.parseDouble(cells[6])).isCloseTo(all / 2, within(1e-6));
        assertThat(List.of(cells[3], cells[4], cells[5])).containsExactly(cells[2], cells[2], "0.0");
        assertThat(List.of(cells[7], cells[8], cells[9])).containsExactly("0.0", cells[2], "1.0");
        JsonNode counts =
                done.manifest().get("treatments").get(0).get("columns").get("jobs");
        assertThat(counts.toString()).isEqualTo("{\"imputed\":2,\"known from others\":1,\"published\":87}");
        assertThat(done.out().replaceAll("\\s+", " "))
                .contains("jobs of jobs: 3 of 90 cells are withheld: imputed 2, known from others 1.")
                .contains("jobs: imputed values start from the same value for all and add up to their parents.")
                .contains("main without withheld cells: the greatest change is that of ")
                .contains("(without withheld cells)");
        JsonNode without = results().get("withoutWithheld").get(0);
        assertThat(without.get("same").asBoolean()).isFalse();
        assertThat(without.get("changes").get(0).get("rows").asLong()).isEqualTo(30);
        assertThat(without.get("changes").get(0).get("rowsWithout").asLong()).isEqualTo(28);
        assertThat(Files.readString(study.out().resolve("report.html"))).contains("(without withheld cells)");
        assertThat(study.out().resolve("tables/main-without-withheld.tex")).exists();
    }

    @Test
    void theFitWithoutWithheldCellsIsTheStudyThatLeavesThemMissing() throws IOException {
        method("imputed").run();
        JsonNode without = results().get("withoutWithheld").get(0).get("fit").get("models");
        study.says("method = imputed", "method = missing");
        Outcome left = study.run();
        assertThat(left.out().replaceAll("\\s+", " "))
                .contains("jobs of jobs: 3 of 90 cells are withheld: left missing 3.");
        JsonNode models = results().get("tables").get(0).get("models");
        for (int m = 0; m < models.size(); m++) {
            assertThat(without.get(m).get("summary").get("coefficients"))
                    .isEqualTo(models.get(m).get("summary").get("coefficients"));
        }
    }

    @Test
    void boundedCellsStayMissingBetweenTheirBounds() throws IOException {
        study.says("measures {", "derive { share = \"mfg / all\", half = \"share / 2\" }\nmeasures {");
        Outcome done = method("bounded").run();
        assertThat(done.code()).isZero();
        String[] cells = panel("B,2003").get(0).split(",", -1);
        assertThat(List.of(cells[6], cells[7], cells[8], cells[9])).containsExactly("", "0.0", cells[2], "1.0");
        assertThat(done.manifest().at("/treatments/0/flags").toString()).isEqualTo("{\"code\":{\"\":87,\"N\":3}}");
        boundsHold();
        assertThat(done.out().replaceAll("\\s+", " "))
                .contains(
                        "jobs of jobs: 3 of 90 cells are withheld: bounded 2, known from others 1. share is computed from"
                                + " mfg and all, which may rest on withheld cells; it has no bounds of its own. half is computed from"
                                + " share, which may rest on withheld cells; it has no bounds of its own.")
                .contains("lq: 28 of 30 rows computed, null elsewhere: missing activity 2. lq: 25 rows are known from"
                        + " disclosed cells, 5 lie between lq_low and lq_high, since they or their reference rest on"
                        + " withheld cells; nothing bounds 0 above; 4 do not lie between theirs, being against the"
                        + " regions that are known.")
                .contains("main: no model rests on withheld cells.");
    }

    @Test
    void totalsBelowTheirPublishedPartsAreBadData() {
        study.change("jobs.csv", text -> text.replaceFirst("A,2000,all,\\d+,", "A,2000,all,5,"));
        Outcome refused = method("bounded").run();
        assertThat(refused.code()).isEqualTo(ExitCodes.DATA);
        assertThat(refused.err())
                .isEqualTo("agglo: Source jobs: withheld cells cannot be bounded: jobs at A, 2000, all is 5, but its"
                        + " children add up to at least 500 (hierarchy industries), jobs.csv:2. Mend the cells, or the"
                        + " hierarchies (complete = false where children need not add up), or set method = missing\n");
    }

    /** In 2003 mfg of B may be anything from 0 to all; the others are known, and their quotients as far as the nation is. */
    private void boundsHold() throws IOException {
        List<String> header = List.of(panel("region").get(0).split(",", -1));
        double all = 0;
        double others = 0;
        for (String row : panel("")) {
            String[] cells = row.split(",", -1);
            if (cells[1].equals("2003")) {
                all += number(cells, header, "all");
                others += cells[0].equals("B") ? 0 : number(cells, header, "mfg");
            }
        }
        String[] b = panel("B,2003").get(0).split(",", -1);
        double most = number(b, header, "all");
        assertThat(number(b, header, "lq_low")).isZero();
        assertThat(number(b, header, "lq_high")).isCloseTo(1 / ((others + most) / all), within(1e-12));
        String[] a = panel("A,2003").get(0).split(",", -1);
        double share = number(a, header, "mfg") / number(a, header, "all");
        assertThat(number(a, header, "lq_low")).isCloseTo(share / ((others + most) / all), within(1e-12));
        assertThat(number(a, header, "lq_high")).isCloseTo(share / (others / all), within(1e-12));
        String[] known = panel("A,2002").get(0).split(",", -1);
        assertThat(number(known, header, "lq_low")).isEqualTo(number(known, header, "lq"));
        assertThat(number(known, header, "lq_high")).isEqualTo(number(known, header, "lq"));
    }

    private static double number(String[] cells, List<String> header, String column) {
        return Double.parseDouble(cells[header.indexOf(column)]);
    }
}
