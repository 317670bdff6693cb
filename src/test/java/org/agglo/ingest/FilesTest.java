package org.agglo.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.agglo.TestSpark;
import org.agglo.ingest.Ingest.Limits;
import org.agglo.spark.DataException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.util.ReflectionUtils;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of every kind that a user may point at, good and bad. */
class FilesTest {
    private static final Limits LARGE = new Limits(0, 100, 1000);
    private static final String TABLE = "firm,emp\na,1\nb,2\n";

    private static final String MEND_PATH = " Mend the path, or say where the data are with --data.";
    private static final String MEND_HEADER =
            " Mend the header, or say in the study which of these is meant, with from = \"…\".";

    @TempDir
    Path data;

    @Test
    void saysWhatIsMissing() throws Exception {
        write("counties.csv", TABLE);
        write(".hidden", "");
        fails(
                "firms.csv",
                "Source firms: no file or folder firms.csv in " + data + ". There are counties.csv." + MEND_PATH);
        fails(
                "firms/*.csv",
                "Source firms: no file or folder firms/*.csv in " + data + ". There are counties.csv." + MEND_PATH);
        Files.createDirectories(data.resolve("empty/_temporary"));
        write("empty/_SUCCESS", "");
        fails("empty", "Source firms: the folder empty in " + data + " holds no files. Is the download complete?");
        assertThatThrownBy(() -> Ingest.read(TestSpark.session(), firms("f").source(), data + "/nowhere"))
                .isInstanceOf(DataException.class)
                .hasMessage("No data folder " + data
                        + "/nowhere. Say where the data are with --data, or in the study's data.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.csv", "/etc/passwd", "a/../../x", "file:/etc/passwd", "hdfs://host/x", "~/x", " "})
    void staysInsideTheDataFolder(String path) {
        assertThatThrownBy(() -> read(firms(path)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Source firms: path \"%s\" must lie below the data folder".formatted(path));
    }

    @Test
    void followsSymbolicLinks() throws Exception {
        write("real/f.csv", TABLE);
        Files.createSymbolicLink(data.resolve("linked"), data.resolve("real"));
        Checked checked = read(firms("linked"));
        assertThat(firmsOf(checked)).containsExactly("a", "b");
        assertThat(checked.files().get(0).path()).isEqualTo("linked/f.csv");
    }

    @Test
    void refusesFilesWithoutRows() throws Exception {
        write("empty.csv", "");
        fails("empty.csv", "empty.csv is an empty file. Give it a header, or take it away.");
        write("blank.csv", "\n\r\n\n");
        fails("blank.csv", "blank.csv holds nothing but blank lines. Give it a header.");
        write("header.csv", "firm,emp\n\n");
        fails("header.csv", "header.csv: no rows, only a header. Is the download complete?");
        write("headers/a.csv", "firm,emp");
        write("headers/b.csv", "emp,firm\n");
        fails("headers", "headers/a.csv and 1 more files: no rows, only headers. Is the download complete?");
        write("headers/c.csv", TABLE);
        assertThat(firmsOf(read(firms("headers")))).containsExactly("a", "b");
        write("headers/d.csv", "");
        fails("headers", "headers/d.csv is an empty file. Give it a header, or take it away.");
    }

    @Test
    void namesMissingColumnsAndGuessesTheDelimiter() throws Exception {
        write("f.csv", "firm,employment\na,1\n");
        fails("f.csv", "f.csv has no column emp; its header has firm, employment." + MEND_HEADER);
        write("s.csv", "firm;emp\na;1\n");
        fails("s.csv", "s.csv has no column firm, emp; its header has firm;emp. Is delimiter = \";\" meant?");
        write("t.csv", "firm\temp\na\t1\n");
        fails("t.csv", "t.csv has no column firm, emp; its header has firm\temp. Is delimiter = \"\\t\" meant?");
        assertThat(firmsOf(read(firms("s.csv").csv(';', "UTF-8")))).containsExactly("a");
        assertThat(firmsOf(read(firms("t.csv").csv('\t', "UTF-8")))).containsExactly("a");
        write("d.csv", "firm,emp,firm\na,1,b\n");
        fails("d.csv", "d.csv has two columns called firm. Rename one.");
    }

    @Test
    void oneFileOfManyMayBeTheBadOne() throws Exception {
        write("firms/2005.csv", TABLE);
        write("firms/2006.csv", "firm,jobs\nc,3\n");
        fails("firms", "firms/2006.csv has no column emp; its header has firm, jobs." + MEND_HEADER);
    }

    @Test
    void refusesFilesThatAreNotWhatTheySay() throws Exception {
        write("p.csv", "PAR1....PAR1");
        fails("p.csv", "p.csv is a Parquet file, not CSV. Say format = parquet, or give the CSV file.");
        Files.write(data.resolve("z.csv"), new byte[] {'P', 'K', 3, 4, 0, 0});
        fails("z.csv", "z.csv is a zip archive without its end. Is it cut off or still being copied? Copy it again.");
        Files.write(data.resolve("two.ZIP"), zip(TABLE, TABLE));
        fails("two.ZIP", "two.ZIP holds 2 files; one is read as it is. Unpack it, with: unzip two.ZIP -d two");
        Files.write(data.resolve("x.csv"), new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z', 0, 0});
        fails("x.csv", "x.csv is an xz archive. Unpack it, or pack it as gzip or zstd.");
        write("f.csv.zst", TABLE);
        fails("f.csv.zst", "f.csv.zst is named as a packed file (.zst) but is not one. Rename it, or copy it again.");
        write("f.csv.gz", TABLE);
        fails("f.csv.gz", "f.csv.gz is named as a packed file (.gz) but is not one. Rename it, or copy it again.");
        write("q.parquet", TABLE);
        assertThatThrownBy(() -> read(firms("q.parquet").parquet()))
                .isInstanceOf(DataException.class)
                .hasMessage("q.parquet is not a Parquet file: it begins with \"firm,emp?a,1?b,2?\". "
                        + "Say format = csv, or give the Parquet file.");
        write("e.parquet", "");
        assertThatThrownBy(() -> read(firms("e.parquet").parquet()))
                .hasMessageContaining("e.parquet is not a Parquet file: it is empty.");
        write("cut.parquet", "PAR1 and then nothing that would be a footer");
        assertThatThrownBy(() -> read(firms("cut.parquet").parquet()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("cut.parquet cannot be read as Parquet: ");
    }

    @Test
    void readsPackedFilesWhateverTheirName() throws Exception {
        Files.write(data.resolve("f.csv.gz"), gzip(TABLE));
        Files.write(data.resolve("g.csv"), gzip(TABLE));
        Files.write(data.resolve("h.csv.bz2"), bzip2(TABLE));
        Files.write(data.resolve("i.csv.zst"), Zstd.compress(TABLE.getBytes(StandardCharsets.UTF_8)));
        Files.write(data.resolve("j.zip"), zip(TABLE));
        for (String name : List.of("f.csv.gz", "g.csv", "h.csv.bz2", "i.csv.zst", "j.zip")) {
            assertThat(firmsOf(read(firms(name)))).as(name).containsExactly("a", "b");
        }
        var two = new ByteArrayOutputStream();
        two.write(gzip("firm,emp\na,1\n"));
        two.write(gzip("b,2\n"));
        Files.write(data.resolve("two.csv.gz"), two.toByteArray());
        assertThat(firmsOf(read(firms("two.csv.gz")))).containsExactly("a", "b");
    }

    @Test
    void stopsAtCutOffZstdAndZipFiles() throws Exception {
        byte[] zstd = Zstd.compress(TABLE.getBytes(StandardCharsets.UTF_8));
        Files.write(data.resolve("cut.csv.zst"), Arrays.copyOf(zstd, zstd.length - 3));
        assertThatThrownBy(() -> read(firms("cut.csv.zst")))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("cut.csv.zst cannot be read after line ");
        byte[] zip = zip(TABLE);
        zip[45] ^= 8;
        Files.write(data.resolve("bad.zip"), zip);
        assertThatThrownBy(() -> read(firms("bad.zip")))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("bad.zip cannot be read after line ");
    }

    @Test
    void stopsAtACutOffGzipNamingIt() throws Exception {
        var random = new Random(1);
        var text = new StringBuilder("firm,emp\n");
        for (int i = 0; i < 100_000; i++) {
            text.append("f%d,%d%n".formatted(random.nextInt(), random.nextInt(100)));
        }
        byte[] whole = gzip(text.toString());
        Files.write(data.resolve("cut.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> read(firms("cut.csv.gz")))
                .isInstanceOf(DataException.class)
                .hasMessageMatching("cut.csv.gz cannot be read after line \\d{3,}: .*end of.*"
                        + "Is the file cut off or still being copied\\? Copy it again.");
        Files.write(data.resolve("stub.csv.gz"), Arrays.copyOf(whole, 15));
        assertThatThrownBy(() -> read(firms("stub.csv.gz")))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("stub.csv.gz cannot be read after line 0: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "ISO-8859-1", "windows-1252", "GB18030", "Shift_JIS"
            })
    void readsEncodings(String encoding) throws Exception {
        String name = encoding.equals("ISO-8859-1") || encoding.equals("windows-1252") ? "Zürich" : "北京";
        String text = "firm,emp\n\"%s, \"\"x\"\"\",1\r\n%s,2\n".formatted(name, name);
        Files.write(data.resolve("f.csv"), text.getBytes(Charset.forName(encoding)));
        for (Limits limits : List.of(Limits.STANDARD, new Limits(0, 5, 10))) {
            Checked checked = read(firms("f.csv").csv(',', encoding), limits);
            assertThat(firmsOf(checked)).containsExactly(name + ", \"x\"", name);
            assertThat(checked.all().head().<String>getAs("_raw")).isEqualTo("\"%s, \"\"x\"\"\",1".formatted(name));
        }
    }

    @Test
    void aByteOrderMarkWinsOverTheDeclaredEncoding() throws Exception {
        String text = "\uFEFFfirm,emp\nZürich,1\n\n北京,2\n";
        write("firms/a.csv", text);
        Files.write(data.resolve("firms/b.csv"), text.getBytes(StandardCharsets.UTF_16LE));
        Files.write(data.resolve("firms/c.csv"), text.getBytes(StandardCharsets.UTF_16BE));
        Files.write(data.resolve("firms/d.csv"), "firm,emp\nZürich,1\n".getBytes(StandardCharsets.ISO_8859_1));
        for (Limits limits : List.of(Limits.STANDARD, new Limits(0, 5, 10))) {
            Checked checked = read(firms("firms").csv(',', "ISO-8859-1"), limits);
            assertThat(firmsOf(checked)).containsExactly("Zürich", "北京", "Zürich", "北京", "Zürich", "北京", "Zürich");
            assertThat(checked.all().select("_row").collectAsList().stream().map(row -> row.getLong(0)))
                    .containsExactly(2L, 4L, 2L, 4L, 2L, 4L, 2L);
        }
    }

    @Test
    void setsAsideRecordsThatAreNotInTheEncoding() throws Exception {
        Files.write(data.resolve("f.csv"), "firm,emp\nZürich,1\nBern,2\n".getBytes(StandardCharsets.ISO_8859_1));
        List<Row> rows = read(firms("f.csv")).all().collectAsList();
        assertThat(rows.get(0).<String>getAs("_reason")).isEqualTo("malformed record");
        assertThat(rows.get(0).<String>getAs("_problem")).isEqualTo("not UTF-8 text");
        assertThat(rows.get(1).<String>getAs("_reason")).isNull();
        Files.write(data.resolve("u.csv"), "firm,emp\nx,1\n".getBytes(StandardCharsets.UTF_16LE));
        fails("u.csv", "u.csv, line 1: the header cannot be read: NUL byte. Is encoding = \"UTF-8\" right?");
        var odd = new ByteArrayOutputStream();
        odd.write("\uFEFFfirm,emp\nx,1\n".getBytes(StandardCharsets.UTF_16LE));
        odd.write(new byte[] {0x00, (byte) 0xDC, 0x2C, 0});
        Files.write(data.resolve("v.csv"), odd.toByteArray());
        assertThat(read(firms("v.csv")).all().collectAsList().get(1).<String>getAs("_problem"))
                .isEqualTo("not UTF-8 text");
    }

    @Test
    void saysWhatIsNoEncodingOrDelimiter() throws Exception {
        write("f.csv", TABLE);
        assertThatThrownBy(() -> read(firms("f.csv").csv(',', "UTF-9")))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("No encoding is called \"UTF-9\".");
        assertThatThrownBy(() -> read(firms("f.csv").csv('"', "UTF-8"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsAnyDelimiter() throws Exception {
        for (char delimiter : new char[] {'|', '§', '\u0001', '中', ' '}) {
            write("f.csv", "firm,emp\n\"a,b\"\"\",1\n".replace(',', delimiter));
            for (Limits limits : List.of(Limits.STANDARD, new Limits(0, 3, 10))) {
                assertThat(firmsOf(read(firms("f.csv").csv(delimiter, "UTF-8"), limits)))
                        .containsExactly("a" + delimiter + "b\"");
            }
        }
    }

    @Test
    void readsGlobsAndOddNames() throws Exception {
        write("firms-2005.csv", TABLE);
        write("firms-2006.csv", "firm,emp\nc,3\n");
        write("other.csv", "x\n");
        write("data[1] é+%20.csv", "firm,emp\nd,4\n");
        assertThat(firmsOf(read(firms("firms-*.csv")))).containsExactly("a", "b", "c");
        assertThat(firmsOf(read(firms("data[1] é+%20.csv")))).containsExactly("d");
        assertThat(firmsOf(read(firms("firms-200{5,6}.csv")))).containsExactly("a", "b", "c");
    }

    @Test
    void anUnclosedQuoteSpoilsItsLineOnlyHoweverTheFileIsSplit() throws Exception {
        String text = "firm,emp\na,1\n\"b,2\nc,3\n" + "d,4\n".repeat(50) + "\"e,5\n" + "f,6\n".repeat(30);
        write("f.csv", text.replace("\"b", "\"b\""));
        List<Row> one = read(firms("f.csv")).all().collectAsList();
        assertThat(one).hasSize(84);
        assertThat(one.stream().filter(row -> row.getAs("_reason") != null).map(row -> row.<String>getAs("_problem")))
                .containsExactly("unclosed quote");
        for (int split : new int[] {1, 3, 10, 64, 200}) {
            assertThat(read(firms("f.csv"), new Limits(0, split, 10)).all().collectAsList())
                    .isEqualTo(one);
        }
    }

    @Test
    void splitsOfAnySizeGiveTheSameRows() throws Exception {
        var random = new Random(5);
        String[] pieces = {"a", "\"", "\"\"", "\"x\"", ",", ",", "\n", "\n", "\r\n", "\r", "é", "\"l\nm\"", "1"};
        for (int i = 0; i < 10; i++) {
            var text = new StringBuilder("firm,emp\n");
            for (int j = 0; j < 60; j++) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            write("f.csv", text + "z");
            List<Row> whole =
                    read(firms("f.csv"), new Limits(0, 1000, 10)).all().collectAsList();
            for (int split : new int[] {1 + random.nextInt(5), 6 + random.nextInt(30)}) {
                assertThat(read(firms("f.csv"), new Limits(0, split, 10)).all().collectAsList())
                        .as(text.toString())
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void readsOnlyTheColumnsThatAQueryUses() throws Exception {
        write("f.csv", "firm,emp,x\n" + "a,1,2\n".repeat(100));
        Checked checked = read(firms("f.csv").text("x"), LARGE);
        var counts = checked.all().groupBy("firm").sum("emp");
        assertThat(counts.collectAsList().get(0).getDouble(1)).isEqualTo(100);
        assertThat(counts.queryExecution().executedPlan().toString()).contains("csv [c0, c1]");
        var few = checked.all()
                .groupBy("_reason")
                .count()
                .queryExecution()
                .executedPlan()
                .toString();
        assertThat(few).contains("c1, _problem]").doesNotContain("c0").doesNotContain("_raw");
    }

    private static Declared firms(String path) {
        return Declared.at(path).text("firm").number("emp");
    }

    private void fails(String path, String message) {
        assertThatThrownBy(() -> read(firms(path)))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    private Checked read(Declared declared) {
        return read(declared, Limits.STANDARD);
    }

    private Checked read(Declared declared, Limits limits) {
        return Ingest.read(TestSpark.session(), declared.source(), data.toString(), limits);
    }

    private static List<String> firmsOf(Checked checked) {
        return checked.all().select("firm").collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String... texts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < texts.length; i++) {
                out.putNextEntry(new ZipEntry("file%d.csv".formatted(i)));
                out.write(texts[i].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] bzip2(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var codec = ReflectionUtils.newInstance(BZip2Codec.class, new Configuration());
        try (var out = codec.createOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
