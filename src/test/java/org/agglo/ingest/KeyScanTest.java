package org.agglo.ingest;

import static org.agglo.ingest.Declared.field;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.agglo.TestSpark;
import org.agglo.ingest.Ingest.Limits;
import org.agglo.ingest.csv.CsvInput;
import org.agglo.ingest.csv.CsvReader;
import org.agglo.ingest.csv.CsvRecords;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scan for keys finds what the checks find, however keys are written. */
class KeyScanTest {
    private static final List<String> FIRMS = List.of(
            "a",
            "firm 17",
            " a",
            "a ",
            "\"a\"",
            "\"a,b\"",
            "\"say \"\"no\"\"\"",
            "\"two\nlines\"",
            "",
            " ",
            "\"\"",
            "NA",
            "ä",
            "a longer name than sixteen bytes",
            "0017",
            "\"NA\"");
    private static final List<String> YEARS = List.of(
            "2005",
            "2006",
            "2016",
            " 2006",
            "2006 ",
            "\"2006\"",
            "+2006",
            "2006.0",
            "02006",
            "2004",
            "2017",
            "-2006",
            "",
            "n.a.",
            "2e3",
            "99999999999",
            "2006.5",
            "9999");
    private static final List<String> KINDS = List.of("x", "y", "z", "", "\"x\"", " x");

    @TempDir
    Path data;

    private final Source source = new Source(
            "firms",
            "f",
            FileFormat.CSV,
            Csv.standard(),
            List.of(
                    field("firm", FieldType.TEXT, true, "NA"),
                    new Field("year", "year", FieldType.INTEGER, true, 2005, 2016, List.of(), List.of("9999")),
                    field("jobs", FieldType.NUMBER, true),
                    new Field("mark", "kind", FieldType.TEXT, false, 0, 0, List.of(), List.of())),
            List.of("firm", "year"),
            Duplicates.FIRST,
            Map.of("kind", List.of("x", "y")),
            Optional.of(new Suppression("mark", List.of("y"), List.of("jobs"))));

    private void files(String lineEnd, Charset charset, long seed) throws Exception {
        Random random = new Random(seed);
        Files.createDirectories(data.resolve("f"));
        for (int file = 0; file < 3; file++) {
            StringBuilder text = new StringBuilder("jobs,firm,kind,year").append(lineEnd);
            for (int row = 0; row < 400; row++) {
                // A run of plain lines, so that many are looked at together, with some others between.
                boolean plain = random.nextInt(8) > 0;
                String firm = plain ? "f" + random.nextInt(300) : FIRMS.get(random.nextInt(FIRMS.size()));
                String year = plain ? YEARS.get(random.nextInt(3)) : YEARS.get(random.nextInt(YEARS.size()));
                String kind = plain ? "x" : KINDS.get(random.nextInt(KINDS.size()));
                String jobs = random.nextInt(30) == 0 ? "-" : "5";
                text.append(String.join(",", jobs, firm, kind, year));
                text.append(random.nextInt(50) == 0 ? ",one more" : "").append(lineEnd);
            }
            Files.write(data.resolve("f/" + file + ".csv"), text.toString().getBytes(charset));
        }
    }

    private CsvRecords records(List<InputFile> files, String encoding, long split) {
        List<CsvInput> inputs = files.stream()
                .map(file -> new CsvInput(file.path(), file.location(), file.bytes(), Map.of()))
                .toList();
        return new CsvReader(',', '"', encoding, split)
                .read(TestSpark.session(), inputs, Checks.headers(source), Set.of());
    }

    @ParameterizedTest
    @CsvSource({
        "lf, UTF-8, 32000000",
        "lf, UTF-8, 700",
        "crlf, UTF-8, 700",
        "cr, UTF-8, 5000",
        "lf, ISO-8859-1, 1000",
        "crlf, UTF-16LE, 9000"
    })
    void hashesAreThoseOfTheRowsThatTheChecksLeave(String lineEnd, String encoding, long split) throws Exception {
        files(
                lineEnd.replace("crlf", "\r\n").replace("lf", "\n").replace("cr", "\r"),
                Charset.forName(encoding),
                split);
        List<InputFile> files =
                Ingest.files(TestSpark.session().sparkContext().hadoopConfiguration(), source, data.toString());
        CsvRecords records = records(files, encoding, split);
        KeyScan scan = KeyScan.of(source, records).orElseThrow();
        Source keysOnly = source.withFields(List.of(
                source.fields().get(0), source.fields().get(1), source.fields().get(3)));
        Dataset<Row> rows = Checks.apply(keysOnly, RawTable.of(records.rows(), Checks.headers(source), files));

        List<Row> scanned = scan.blocks().collect();
        List<Row> exact = FileKeys.packed(keysOnly, rows).collect();

        assertThat(hashes(scanned)).hasSizeGreaterThan(900).isEqualTo(hashes(exact));
        assertThat(ranges(scanned)).isEqualTo(ranges(exact));
    }

    @Test
    void recordsOfSomeHashesComeWithTheirLinesAndTexts() throws Exception {
        files("\n", StandardCharsets.UTF_8, 3);
        List<InputFile> files =
                Ingest.files(TestSpark.session().sparkContext().hadoopConfiguration(), source, data.toString());
        CsvRecords records = records(files, "UTF-8", 900);
        List<String> headers = Checks.headers(source);
        Dataset<Row> all = Checks.apply(source, RawTable.of(records.rows(), headers, files));
        long[] some = hashes(FileKeys.packed(source, all).collect()).stream()
                .mapToLong(Long::parseLong)
                .filter(hash -> hash % 3 == 0)
                .toArray();
        Column selected = coalesce(col(Checked.REASON), lit("")).notEqual(RowCounts.NOT_SELECTED);
        Column wanted = selected.and(
                FileKeys.hash(source).isin(Arrays.stream(some).boxed().toArray()));
        KeyScan scan = KeyScan.of(source, records).orElseThrow();

        List<String> found = texts(scan.among(some).filter(wanted));
        assertThat(found).hasSizeGreaterThan(200).isEqualTo(texts(all.filter(wanted)));
    }

    @Test
    void manyKeysThatOnlyRowsSetAsideRepeatDoNotCountAsRepeated() throws Exception {
        Files.createDirectories(data.resolve("f"));
        Files.writeString(
                data.resolve("f/0.csv"),
                "jobs,firm,kind,year\n5,a,x,2005\n-,a,x,2005\n5,b,x,2005\n-,b,x,2005\n5,b,z,2005\n");
        Source refusing = new Source(
                "firms",
                "f",
                FileFormat.CSV,
                Csv.standard(),
                source.fields(),
                source.key(),
                Duplicates.REFUSE,
                source.where(),
                source.suppressed());
        for (int driverRows : new int[] {0, 1, 100}) {
            Checked read = Ingest.read(TestSpark.session(), refusing, data.toString(), new Limits(0, 20, driverRows));
            assertThat(read.all().filter(col(Checked.REASON).isNull()).count()).isEqualTo(2);
        }
    }

    private static List<String> hashes(List<Row> blocks) {
        List<String> hashes = new ArrayList<>();
        blocks.forEach(row -> FileKeys.unpacked(row.getAs(3)).forEach(hash -> hashes.add(Long.toString(hash))));
        return hashes.stream().sorted().toList();
    }

    /** Of each file the least and the greatest year. */
    private static Set<String> ranges(List<Row> blocks) {
        Set<String> ranges = new TreeSet<>();
        for (String file :
                blocks.stream().map(row -> row.getString(0)).distinct().toList()) {
            var its =
                    blocks.stream().filter(row -> row.getString(0).equals(file)).toList();
            ranges.add(file
                    + its.stream()
                            .mapToLong(row -> row.<long[]>getAs(1)[0])
                            .min()
                            .getAsLong() + "-"
                    + its.stream()
                            .mapToLong(row -> row.<long[]>getAs(2)[0])
                            .max()
                            .getAsLong());
        }
        return ranges;
    }

    private static List<String> texts(Dataset<Row> rows) {
        return rows
                .select("firm", "year", "jobs", Checked.FILE, Checked.ROW, Checked.RAW, Checked.REASON)
                .collectAsList()
                .stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }
}
