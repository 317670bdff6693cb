package org.agglo.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Rejects;
import org.agglo.ingest.RowCounts;
import org.agglo.spark.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells side by side that become rows, and several codes in the first cell. */
class WideFilesTest {
    private static final String EUROSTAT = """
            path = "e", delimiter = "\\t", quote = none, composite = ","
            wide { headers = "[0-9]{4}", names = year, values = cell }
            columns {
              geo { type = text, required = true }
              nace { from = nace_r2, type = text }
              year { type = integer, required = true }
              jobs { from = cell, type = number, piece = number, missing = [":"] }
              flag { from = cell, type = text, piece = flag }
            }
            """;

    @TempDir
    Path data;

    @Test
    void readsSeriesSideBySide() throws Exception {
        Reading.write(
                data,
                "e/a.tsv",
                "freq,nace_r2,geo\\TIME_PERIOD\t2014 \t2015 \nA,C,DE1\t10.5 \t: c\nA,J,FR1\t3 b\tx \n"
                        + "A,C\t1 \t2 \nA,C,AT1\t1 \n");
        Reading.write(data, "e/b.tsv", "freq,nace_r2,geo\\TIME_PERIOD\t2016 \nA,C,DE1\t11 p\n");
        Reading reading = Reading.of(data, EUROSTAT + "key = [geo, nace, year]");
        assertThat(reading.rows())
                .containsExactly(
                        "DE1|C|2014|10.5|-",
                        "DE1|C|2015|-|c",
                        "FR1|J|2014|3.0|b",
                        "not a number: jobs",
                        "malformed record",
                        "malformed record",
                        "DE1|C|2016|11.0|p");
        Checked checked = reading.checked();
        assertThat(checked.counts())
                .isEqualTo(new RowCounts(7, 4, 0, Map.of("malformed record", 2L, "not a number: jobs", 1L)));
        Rejects.write(checked, data.resolve("rejects").toString());
        assertThat(Files.readString(data.resolve("rejects/s.csv"))).isEqualTo("""
                        file,row,reason,record
                        "e/a.tsv",3,"not a number: jobs","2015: A,J,FR1\t3 b\tx "
                        "e/a.tsv",4,"malformed record: 2 codes in the first cell, 3 expected","A,C\t1 \t2 "
                        "e/a.tsv",5,"malformed record: 2 cells, 3 expected","A,C,AT1\t1 "
                        """);
    }

    @Test
    void readsSectorsSideBySide() throws Exception {
        Reading.write(data, "l.csv", "w_geocode,C000,CNS01,CNS02\n010010201001000,5,2,3\n010010201001001,1,,1\n");
        assertThat(Reading.of(data, """
                                path = l.csv
                                wide { headers = "CNS\\\\d\\\\d" }
                                columns {
                                  county { from = w_geocode, type = text, length = 15, first = 5 }
                                  sector { from = name, type = text, last = 2 }
                                  jobs { from = value, type = integer }
                                  all { from = C000, type = integer }
                                }
                                where { sector = ["02"] }
                                """).rows())
                .containsExactly("not selected", "01001|02|3|5", "not selected", "01001|02|1|1");
    }

    @Test
    void readsOtherVintagesByTheirAliases() throws Exception {
        Reading.write(data, "e/a.tsv", "unit,geo\\T\tflag\t2014\nA,DE1\tx\t1\n");
        Reading.write(data, "e/b.tsv", "unit,geo\\T\tmark\t2015\nA,DE2\ty\t2\n");
        assertThat(Reading.of(data, """
                                path = e, delimiter = "\\t", composite = ","
                                wide { headers = "[0-9]{4}", names = year, values = value }
                                columns {
                                  region { aliases = [geo, nuts], type = text }
                                  year { type = integer }
                                  value { type = number }
                                  mark { aliases = [flag], type = text }
                                }
                                """).rows()).containsExactly("DE1|2014|1.0|x", "DE2|2015|2.0|y");
    }

    @Test
    void refusesAliasesOfWhatIsMadeOfCells() {
        assertThat(Reading.of(data, """
                                path = e, wide { headers = "[0-9]{4}", names = year, values = value }
                                columns {
                                  region { aliases = ["2014"], type = text }
                                  y { from = year, aliases = [jahr], type = integer }
                                  county { from = [a, b], aliases = [c], type = text }
                                  jobs { aliases = [jobs], type = text }
                                }
                                """).problems())
                .containsExactlyInAnyOrder(
                        "columns.region.aliases: '2014' matches wide.headers, whose cells become rows; name another",
                        "columns.y.aliases: The column is made by 'wide' and stands under no header of the files",
                        "columns.county.aliases: The column is not one cell, which could stand under another header",
                        "columns.jobs.aliases: 'jobs' is the column's header already");
    }

    @Test
    void findsRepeatedKeysAmongTheCells() throws Exception {
        Reading.write(data, "w.csv", "id,a1,a2\nx,1,2\ny,3,\nx,1,5\n");
        String source = """
                path = w.csv, wide { headers = "a[12]" }
                columns { id { type = text }, n { from = name, type = text }, v { from = value, type = integer } }
                key = [id, n], duplicates = first
                """;
        assertThat(Reading.of(data, source).rows())
                .containsExactly("x|a1|1", "x|a2|2", "y|a1|3", "y|a2|-", "repeated row", "conflicting key");
    }

    @Test
    void refusesFilesOfAnotherLayout() throws Exception {
        Reading.write(data, "e/a.tsv", "freq,nace_r2,geo\\TIME_PERIOD\tvalue\nA,C,DE1\t1\n");
        fails("e/a.tsv has no header that matches \"[0-9]{4}\"; it has freq,nace_r2,geo\\TIME_PERIOD, value."
                + " Mend wide.headers, or the file.");
        Reading.write(data, "e/a.tsv", "freq,nace_r2,geo\\TIME_PERIOD\t2014\nA,C,DE1\t1\n");
        Reading.write(data, "e/b.tsv", "freq,unit,geo\\TIME_PERIOD\t2014\nA,C,DE1\t1\n");
        fails("e/a.tsv begins with the header freq,nace_r2,geo\\TIME_PERIOD, e/b.tsv with freq,unit,geo\\TIME_PERIOD."
                + " Files of one source have one composite.");
        Reading.write(data, "e/a.tsv", "freq,unit,geo\\TIME_PERIOD\t2014\nA,C,DE1\t1\n");
        assertThatThrownBy(() -> Reading.of(data, EUROSTAT).rows())
                .isInstanceOf(DataException.class)
                .hasMessageContaining(".tsv has no column nace_r2; its header has freq,unit,geo\\TIME_PERIOD, 2014.");
    }

    private void fails(String message) {
        assertThatThrownBy(() -> Reading.of(data, EUROSTAT).rows())
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    @Test
    void refusesWideFilesThatAreNotText() {
        assertThat(Reading.of(
                                data,
                                "path = f, format = parquet, composite = \",\", wide { headers = \"(\", names = a, values = a"
                                        + " }, columns { a { type = text } }")
                        .problems())
                .containsExactlyInAnyOrder(
                        "wide.headers: Is not a regular expression: Unclosed group",
                        "wide.values: Is called like 'names'; they are two columns",
                        "wide: Only for format = csv; bring other files into long form first",
                        "composite: Only for format = csv; bring other files into long form first");
    }
}
