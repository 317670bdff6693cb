package org.agglo.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.file.Path;
import org.agglo.spark.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a study can say of text files: quotes, numerals, charsets, and columns that are not one cell as it stands. */
class TextFilesTest {
    private static final String COLUMNS = "columns { firm { type = text }, jobs { type = number } }";

    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "\"\\t\"!none!firm\\tjobs\\n\"a\" b\\t1\\n\"c\\t2\\n!\"a\" b|1.0,\"c|2.0",
                "\"\\t\"!\"'\"!firm\\tjobs\\n'a\\tb'\\t1\\n'it''s'\\t2\\n!a\tb|1.0,it's|2.0",
                "\",\"!\"\\\"\"!firm,jobs\\n\"a,b\",1\\n'c',2\\n!a,b|1.0,'c'|2.0",
                "\"|\"!none!firm|jobs\\n\"\"|1\\n'|2\\n!\"\"|1.0,'|2.0",
                "\"§\"!none!firm§jobs\\na§1\\n!a|1.0"
            })
    void readsAnyDelimiterAndQuote(String delimiter, String quote, String file, String rows) throws Exception {
        Reading.write(data, "f.txt", file.replace("\\t", "\t").replace("\\n", "\n"));
        String source = "path = f.txt, delimiter = %s, quote = %s, %s".formatted(delimiter, quote, COLUMNS);
        assertThat(String.join(",", Reading.of(data, source).rows())).isEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-15", "windows-1252", "UTF-16", "UTF-16LE", "IBM850", "GB18030"})
    void readsAnyCharset(String charset) throws Exception {
        Reading.write(data, "f.csv", "firm,jobs\nMüller & Söhne,3\n".getBytes(Charset.forName(charset)));
        assertThat(Reading.of(data, "path = f.csv, encoding = \"%s\", %s".formatted(charset, COLUMNS))
                        .rows())
                .containsExactly("Müller & Söhne|3.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "','!'.'!1.234,5!1234.5",
                "','!'.'!1.234.567!1234567.0",
                "','!'.'!1.23!not a number: jobs",
                "','!'.'!1234,5!1234.5",
                "','!'none'!1.5!not a number: jobs",
                "','!'none'!-,5e1!-5.0",
                "'.'!' '!'1 234.5'!1234.5",
                "'.'!' '!'1\u00a0234\u202f567'!1234567.0",
                "'.'!' '!' 12 34 '!not a number: jobs",
                "'.'!''''!'1''234’567'!1234567.0",
                "'.'!','!1,234,567.25!1234567.25",
                "'.'!','!12,34!not a number: jobs",
                "'.'!','!NaN!not a number: jobs"
            })
    void readsNumbersWithACommaOrGroups(String decimal, String thousands, String cell, String expected)
            throws Exception {
        Reading.write(data, "f.csv", "firm;jobs\na;" + cell + "\n");
        String numerals = "decimal = \"%s\", thousands = \"%s\"".formatted(decimal, thousands);
        String whole = expected.startsWith("not") ? expected : "a|" + expected;
        assertThat(Reading.of(data, "path = f.csv, delimiter = \";\", %s, %s".formatted(numerals, COLUMNS))
                        .rows())
                .containsExactly(whole);
        String column = "columns { firm { type = text }, jobs { type = number, %s } }".formatted(numerals);
        assertThat(Reading.of(data, "path = f.csv, delimiter = \";\", " + column)
                        .rows())
                .containsExactly(whole);
    }

    @Test
    void wholeNumbersMayHaveGroupsAndTextKeepsItsCommas() throws Exception {
        Reading.write(data, "f.csv", "firm;jobs\n1.234,5;1.234,0\nb;1,5\n");
        assertThat(Reading.of(data, """
                                path = f.csv, delimiter = ";", decimal = ",", thousands = "."
                                columns { firm { type = text }, jobs { type = integer } }
                                """).rows()).containsExactly("1.234,5|1234", "not a number: jobs");
    }

    @Test
    void takesCharactersOutOfAText() throws Exception {
        Reading.write(data, "f.csv", "w_geocode,jobs\n010010201001000,3\n10010201001000,4\n,5\n");
        String columns = """
                path = f.csv
                columns {
                  county { from = w_geocode, type = text, length = 15, first = 5 }
                  tract { from = w_geocode, type = text, characters = [6, 11] }
                  block { from = w_geocode, type = integer, last = 4 }
                  id { from = w_geocode, type = text, last = 4, prefix = "B" }
                }
                """;
        assertThat(Reading.of(data, columns).rows())
                .containsExactly("01001|020100|1000|B1000", "fewer than 15 digits: county", "-|-|-|-");
        Reading.write(data, "g.csv", "code\nabc\nab\n");
        assertThat(Reading.of(data, "path = g.csv, columns { code { type = text, characters = [2, 3] } }")
                        .rows())
                .containsExactly("bc", "too short: code");
    }

    @Test
    void putsLostZerosBackWhereTheStudySaysSo() throws Exception {
        Reading.write(data, "f.csv", "code,jobs\n01001,1\n1003,2\n 1005 ,3\n7,4\n99,5\n,6\n103a,7\n010010,8\n-1,9\n");
        assertThat(Reading.of(data, """
                                path = f.csv
                                columns {
                                  county { from = code, type = text, length = 5, pad = true, missing = ["99"] }
                                  state { from = code, type = integer, length = 5, pad = true, first = 2, missing = ["99"] }
                                }
                                where { county = ["01001", "01003", "01005", "00007", "99", "103a", "010010", "-1"] }
                                """).rows())
                .containsExactly(
                        "01001|1",
                        "01003|1",
                        "01005|1",
                        "00007|0",
                        "-|-",
                        "not selected",
                        "not 5 characters: county",
                        "not 5 characters: county",
                        "not 5 characters: county");
    }

    @Test
    void findsAHeaderInOtherCapitalsIfItIsTheOnlyOne() throws Exception {
        Reading.write(data, "f/a.csv", "FIRM,Jobs\na,1\n");
        Reading.write(data, "f/b.csv", "firm,jobs,JOBS\nb,2,3\n");
        assertThat(Reading.of(data, "path = f, " + COLUMNS).rows()).containsExactlyInAnyOrder("a|1.0", "b|2.0");
        Reading.write(data, "f/c.csv", "firm,JOBS,Jobs\nb,2,3\n");
        assertThatThrownBy(() -> Reading.of(data, "path = f, " + COLUMNS).rows())
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("f/c.csv has no column jobs; its header has firm, JOBS, Jobs.");
    }

    @Test
    void joinsCellsAndSelectsByWhatTheyGive() throws Exception {
        Reading.write(data, "f.csv", "state,cty,code,emp\n01,001,D,0\n 01,003 ,G,7\n,005,G,8\n02,007,G,9\n");
        assertThat(Reading.of(data, """
                                path = f.csv
                                columns {
                                  fips { from = [state, cty], type = text, required = true }
                                  first { from = state, type = text, last = 1 }
                                  emp { type = number }
                                  code { type = text }
                                }
                                key = [fips]
                                where { first = ["1", "2"] }
                                suppressed { column = code, codes = [D], columns = [emp] }
                                """).rows())
                .containsExactly("01001|1|-|D", "01003|1|7.0|G", "not selected", "02007|2|9.0|G");
    }

    @Test
    void tellsFlagsFromNumbers() throws Exception {
        Reading.write(data, "f.csv", "v\n1234.5 b\n: c\n:c\n:\n12 \n1 234\n7 bd\n 3b\n-1.5e2 p\n");
        assertThat(Reading.of(data, """
                                path = f.csv
                                columns {
                                  jobs { from = v, type = number, piece = number, missing = [":"] }
                                  flag { from = v, type = text, piece = flag }
                                }
                                """).rows())
                .containsExactly(
                        "1234.5|b",
                        "-|c",
                        "-|c",
                        "-|-",
                        "12.0|-",
                        "not a number: jobs",
                        "7.0|bd",
                        "not a number: jobs",
                        "-150.0|p");
    }

    @Test
    void takesTheYearFromThePath() throws Exception {
        Reading.write(data, "cbp/cbp16co.txt", "firm,jobs\na,1\n");
        Reading.write(data, "cbp/more/cbp17co.txt", "firm,jobs\na,2\n");
        String columns =
                "columns { year { type = integer, from-path = \"cbp(\\\\d\\\\d)co\", prefix = \"20\" }, jobs { type ="
                        + " number } }, key = [year]";
        assertThat(Reading.of(data, "path = cbp, " + columns).rows()).containsExactlyInAnyOrder("2016|1.0", "2017|2.0");
        assertThat(Reading.of(data, "path = \"cbp/{cbp16co,cbp18co}.txt\", " + columns)
                        .rows())
                .containsExactly("2016|1.0");
        Reading.write(data, "cbp/other.txt", "firm,jobs\na,2\n");
        assertThatThrownBy(() -> Reading.of(data, "path = cbp, " + columns).rows())
                .isInstanceOf(DataException.class)
                .hasMessage("Source s: the path cbp/other.txt does not tell year: from-path = \"cbp(\\d\\d)co\" finds"
                        + " nothing in it. Rename the file, or mend the pattern.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "pad = true!columns.x.pad: Puts zeros before a text up to its 'length', which is not given",
                "length = 5, pad = true, from = [a, b]!columns.x.pad: Each of the cells that are joined may have lost zeros, so that none can be told; mend the file",
                "first = 5, last = 2!columns.x.last: There is 'first' too; say one of them",
                "characters = [3, 2]!columns.x.characters: Expected the first and the last character to take, from 1, as in [6, 11]",
                "from-path = \"a\"!columns.x.from-path: Has 0 groups in ( ); exactly one says which part of the path is meant",
                "from-path = \"(a\"!columns.x.from-path: Is not a regular expression: Unclosed group",
                "from-path = \"(a)\", from = y!columns.x.from-path: There is a 'from' too; a column comes from cells or from the path",
                "piece = number, type = number, thousands = \" \"!columns.x.piece: A blank between thousands cannot be told from the one before a flag; say thousands = none",
                "type = number, thousands = \",\", decimal = \",\"!columns.x.thousands: ',' cannot stand between thousands and before the fraction"
            })
    void refusesWhatContradictsItself(String column, String problem) {
        String type = column.contains("type") ? "" : "type = text, ";
        assertThat(Reading.of(data, "path = f.csv, columns { x { %s%s } }".formatted(type, column))
                        .problems())
                .containsExactly(problem);
    }

    @Test
    void refusesAQuoteThatIsTheDelimiter() {
        assertThat(Reading.of(data, "path = f.csv, quote = \"'\", delimiter = \"'\", " + COLUMNS)
                        .problems())
                .containsExactly("quote: Is the delimiter; they must differ");
    }
}
