package org.agglo.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agglo.TestSpark;
import org.agglo.ingest.Ingest.Limits;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our CSV reader reads what Spark's reads, from odd files, however they are split. Spark's reader takes each file whole. */
class SparksReaderTest {
    private static final List<String> COLUMNS = List.of("a", "b", "c", "d");
    private static final String SCHEMA = "a STRING, b STRING, c STRING, d STRING, _corrupt_record STRING";

    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "1 # UTF-8 # ',' # LF", "2 # UTF-8 # ';' # CRLF", "3 # UTF-8 # '|' # CR", "4 # ISO-8859-1 # ',' # LF",
                "5 # UTF-16BE # ',' # CRLF", "6 # UTF-16 # ';' # LF", "7 # UTF-8 # '\t' # CRLF",
                        "8 # ISO-8859-1 # ';' # CRLF"
            })
    void readsTheSame(int seed, String encoding, char delimiter, String ends) throws IOException {
        String end = ends.replace("CR", "\r").replace("LF", "\n");
        String text = text(new Random(seed), delimiter, end, encoding.startsWith("UTF"));
        Files.write(data.resolve("f.csv"), text.getBytes(Charset.forName(encoding)));
        List<List<String>> theirs = theirs(encoding, delimiter);
        assertThat(theirs).hasSizeGreaterThan(400);
        for (int split : new int[] {1 << 25, 1000, 61}) {
            List<List<String>> ours = ours(encoding, delimiter, split);
            for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
                assertThat(ours.get(i)).as("record %d, splits of %d", i, split).isEqualTo(theirs.get(i));
            }
            assertThat(ours).hasSameSizeAs(theirs);
        }
    }

    private List<List<String>> ours(String encoding, char delimiter, int split) {
        Declared declared = Declared.at("f.csv").csv(delimiter, encoding);
        COLUMNS.forEach(declared::text);
        Checked read = Ingest.read(TestSpark.session(), declared.source(), data.toString(), new Limits(0, split, 10));
        return read.all().select("a", "b", "c", "d", "_reason").collectAsList().stream()
                .map(row -> cells(row, !row.isNullAt(4)))
                .toList();
    }

    private List<List<String>> theirs(String encoding, char delimiter) {
        return TestSpark.session()
                .read()
                .schema(SCHEMA)
                .option("header", "true")
                .option("multiLine", "true")
                .option("sep", String.valueOf(delimiter))
                .option("encoding", encoding)
                .option("escape", "\"")
                .option("maxCharsPerColumn", "-1")
                .option("columnNameOfCorruptRecord", "_corrupt_record")
                .csv(data.resolve("f.csv").toString())
                .collectAsList()
                .stream()
                .map(row -> cells(row, !row.isNullAt(4)))
                .toList();
    }

    /**
     * The cells, blank ones as null as the checks have them, and line ends in quotes as Spark changes them, where ours keep
     * what is there; of a record with too few or too many cells only that.
     */
    private static List<String> cells(Row row, boolean malformed) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            boolean nothing = malformed
                    || row.isNullAt(i)
                    || row.getString(i).replace(" ", "").isEmpty();
            cells.add(nothing ? null : row.getString(i).replace("\r\n", "\n").replace('\r', '\n'));
        }
        cells.add(malformed ? "malformed" : "good");
        return cells;
    }

    private static String text(Random random, char delimiter, String end, boolean wide) {
        List<String> pieces = new ArrayList<>(List.of(
                "1",
                "23.50",
                "-4",
                "x",
                "two words",
                " lead",
                "trail ",
                "",
                " ",
                "é",
                "a'b",
                "#no comment",
                "NA",
                "null",
                "\\",
                "b\\",
                "a\"b",
                "long text that is longer than any eight bytes"));
        if (wide) {
            pieces.addAll(List.of("中文", "ü中"));
        }
        List<String> quoted = List.of(
                "\"q\"",
                "\"\"",
                "\"with " + delimiter + " in it\"",
                "\"two" + end + "lines\"",
                "\"a \"\"quote\"\"\"",
                "\"\"\"\"",
                "\"" + end + end + "\"",
                "\"" + delimiter + end + "\"\"" + delimiter + "\"");
        var text = new StringBuilder(String.join(String.valueOf(delimiter), COLUMNS) + end);
        for (int i = 0; i < 500; i++) {
            int cells = random.nextInt(15) == 0 ? 2 + random.nextInt(4) : COLUMNS.size();
            List<String> record = new ArrayList<>(List.of("r" + i));
            while (record.size() < cells) {
                List<String> from = random.nextInt(4) == 0 ? quoted : pieces;
                record.add(from.get(random.nextInt(from.size())));
            }
            text.append(String.join(String.valueOf(delimiter), record)).append(end);
            text.append(random.nextInt(30) == 0 ? end : "");
        }
        return text.append("last")
                .append(delimiter)
                .append(delimiter)
                .append(delimiter)
                .append("z")
                .toString();
    }
}
