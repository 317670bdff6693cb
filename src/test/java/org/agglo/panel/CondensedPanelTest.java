package org.agglo.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Csv;
import org.agglo.ingest.Duplicates;
import org.agglo.ingest.Field;
import org.agglo.ingest.FieldType;
import org.agglo.ingest.FileFormat;
import org.agglo.ingest.Large;
import org.agglo.ingest.Needs;
import org.agglo.ingest.Reading;
import org.agglo.ingest.Source;
import org.agglo.ingest.Suppression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records condensed while they are read give the panel and the counts that records read one by one give, bit by bit. */
class CondensedPanelTest {
    private static final double NONE = Double.POSITIVE_INFINITY;
    private static final List<String> NUMBERS = List.of(
            "12",
            "7",
            "0",
            "100",
            "3",
            "12.5",
            "0.1",
            "0.2",
            "-0.3",
            "99.99",
            "1e2",
            " 8 ",
            "+4",
            "5.",
            ".5",
            "-1",
            "NA",
            "",
            " ",
            "x",
            "1,5",
            "1d",
            "NaN",
            "123456789012",
            "0.000123",
            "1e999",
            "007",
            "-0",
            "-0.0",
            "200");

    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource({
        "1, UTF-8, ',', 1000000",
        "2, UTF-8, ';', 37",
        "3, ISO-8859-1, '|', 100",
        "4, UTF-16, ',', 1000000",
        "5, GB18030, '\t', 300",
        "6, UTF-8, '§', 5000"
    })
    void givesTheSamePanel(int seed, String encoding, char delimiter, int splitBytes) throws IOException {
        var random = new Random(seed);
        for (int year = 2004; year <= 2006; year++) {
            Path file = data.resolve("firms/folder=" + year + "/f" + year + ".csv");
            Files.createDirectories(file.getParent());
            Files.write(file, file(random, year, encoding, delimiter));
        }
        Map<String, Checked> crosswalks = new HashMap<>();
        crosswalks.put("counties", crosswalk("county,region\nc1,east\nc2,west\nc3,\nc é,east\n", splitBytes));
        crosswalks.put("towns", crosswalk("county,town\nc1,t1\nc2,t2\nc3,t3\nc é,\n", splitBytes));
        crosswalks.put("regions", crosswalk("town,region\nt1,east\nt2,west\n", splitBytes));
        // Half of the rows repeat a firm and year; few repeat all of the longer key.
        List<List<String>> keys =
                List.of(List.of(), List.of("firm", "year"), List.of("firm", "year", "county", "jobs"));
        Checked firms = Large.read(
                source(
                        "records",
                        "firms",
                        new Csv(delimiter, encoding),
                        fields(random),
                        random.nextBoolean(),
                        keys.get(seed % 3)),
                data.toString(),
                splitBytes);
        List<Crosswalk> chain = List.of(new Crosswalk("towns", "county"), new Crosswalk("regions", "town"));
        assertSame(spec(random, List.of(), List.of(new Crosswalk("counties", "county"))), firms, crosswalks);
        assertSame(spec(random, List.of("size"), chain), firms, crosswalks);
    }

    private Checked crosswalk(String text, int splitBytes) throws IOException {
        List<String> columns = List.of(text.lines().findFirst().orElseThrow().split(","));
        String name = String.join("-", columns);
        Files.writeString(data.resolve(name + ".csv"), text);
        return Large.read(
                source(
                        name,
                        name + ".csv",
                        Csv.standard(),
                        columns.stream().map(CondensedPanelTest::text).toList(),
                        false,
                        List.of()),
                data.toString(),
                splitBytes);
    }

    private static void assertSame(PanelSpec spec, Checked firms, Map<String, Checked> sources) {
        sources.put("records", Large.rowByRow(firms));
        Panel one = PanelBuilder.build(spec, sources, 900);
        sources.put("records", firms);
        Panel condensed = PanelBuilder.build(spec, sources, 900);
        assertThat(condensed.readings()).containsEntry("records", Reading.CONDENSED);
        assertThat(condensed.report().unmatched()).hasSameSizeAs(spec.crosswalks());
        assertThat(condensed.sources().get("records").condensed(Sums.needs(spec.totals(), Records.used(spec, firms))))
                .isPresent();
        assertThat(Fixture.text(condensed)).isEqualTo(Fixture.text(one)).isNotEmpty();
        assertThat(condensed.report().toString()).isEqualTo(one.report().toString());
        assertThat(condensed.report().sources()).isEqualTo(one.report().sources());
    }

    @Test
    void readsRowByRowWhatAStepNeedsRowByRow() throws IOException {
        Files.writeString(data.resolve("records.csv"), "region,year,x\na,2005,1\na,2005,2\n");
        Checked read = Large.read(
                source(
                        "records",
                        "records.csv",
                        Csv.standard(),
                        List.of(text("region"), year(), number("x")),
                        false,
                        List.of()),
                data.toString(),
                1000);
        Checked stepped = read.map(rows -> rows.withColumn("line", rows.col(Checked.ROW)));
        Needs needs = new Needs(Set.of("region", "year"), Map.of(), Set.of("x"));
        assertThat(read.condensed(needs)).isPresent();
        assertThat(stepped.condensed(needs)).isEmpty();
    }

    private static PanelSpec spec(Random random, List<String> cells, List<Crosswalk> crosswalks) {
        Fixture.Spec spec = new Fixture.Spec();
        spec.cells = cells;
        spec.crosswalks = crosswalks;
        spec.totals = List.of(
                new Total("all", "jobs", Map.of()),
                new Total("mfg", "jobs", Map.of("industry", List.of("13", "14", "2é"))),
                new Total("some", "jobs", Map.of("industry", List.of("1"), "size", List.of("b"))),
                new Total("ids", "whole", Map.of("industry", List.of("13", "14", "2é"))));
        spec.from = random.nextBoolean() ? Optional.of(2005) : Optional.empty();
        spec.to = random.nextBoolean() ? Optional.of(2005) : Optional.empty();
        return spec.toSpec();
    }

    private static List<Field> fields(Random random) {
        double min = random.nextBoolean() ? 0 : -NONE;
        double max = random.nextBoolean() ? 150 : NONE;
        return List.of(
                new Field("firm", "firm", FieldType.TEXT, random.nextBoolean(), -NONE, NONE, List.of(), List.of("NA")),
                text("county"),
                new Field("industry", "industry", FieldType.TEXT, false, -NONE, NONE, List.of(), List.of("139")),
                year(),
                new Field("size", "size", FieldType.TEXT, false, -NONE, NONE, List.of("a", "b", "bé"), List.of()),
                new Field(
                        "jobs",
                        "jobs",
                        FieldType.NUMBER,
                        random.nextBoolean(),
                        min,
                        max,
                        List.of(),
                        List.of("NA", "7")),
                new Field("whole", "whole", FieldType.INTEGER, false, min, max, List.of(), List.of("NA")),
                new Field("folder", "folder", FieldType.INTEGER, true, 2004, 2006, List.of(), List.of()));
    }

    private static Source source(
            String name, String path, Csv csv, List<Field> fields, boolean rules, List<String> key) {
        return new Source(
                name,
                path,
                FileFormat.CSV,
                csv,
                fields,
                key,
                Duplicates.FIRST,
                rules ? Map.of("status", List.of("1", "2")) : Map.of(),
                rules
                        ? Optional.of(new Suppression("status", List.of("2"), List.of("jobs", "industry")))
                        : Optional.empty());
    }

    private static Field text(String name) {
        return new Field(name, name, FieldType.TEXT, false, -NONE, NONE, List.of(), List.of());
    }

    private static Field number(String name) {
        return new Field(name, name, FieldType.NUMBER, false, -NONE, NONE, List.of(), List.of());
    }

    private static Field year() {
        return new Field("year", "year", FieldType.INTEGER, true, 2000, 2010, List.of(), List.of());
    }

    private static byte[] file(Random random, int year, String encoding, char delimiter) throws IOException {
        String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
        var text = new StringBuilder();
        text.append(random.nextInt(3) == 0 && encoding.startsWith("UTF") && !encoding.endsWith("16") ? "\uFEFF" : "");
        text.append(String.join(
                        String.valueOf(delimiter),
                        "firm",
                        "county",
                        "industry",
                        "year",
                        "size",
                        "jobs",
                        "whole",
                        "status"))
                .append(end);
        for (int i = 0; i < 300; i++) {
            text.append(cell(random, delimiter, "F" + random.nextInt(1000), "é,x", "", "NA", " "));
            text.append(delimiter).append(cell(random, delimiter, "c1", "c2", "c1", "c3", "c é", "c9", ""));
            text.append(delimiter).append(cell(random, delimiter, "131", "1400", "2é7", "139", "51", ""));
            text.append(delimiter).append(cell(random, delimiter, "" + year, "2005", year + ".0", "", "20x5", "2011"));
            text.append(delimiter).append(cell(random, delimiter, "a", "b", "bé", "b", "z"));
            text.append(delimiter).append(cell(random, delimiter, NUMBERS.get(random.nextInt(NUMBERS.size()))));
            text.append(delimiter).append(cell(random, delimiter, NUMBERS.get(random.nextInt(NUMBERS.size()))));
            text.append(delimiter).append(random.nextInt(3));
            text.append(random.nextInt(40) == 0 ? delimiter + "more" : "");
            text.append(random.nextInt(50) == 0 ? "\u0000" : "");
            text.append(random.nextInt(40) == 0 ? end + end : end);
            text.append(random.nextInt(100) == 0 ? "\"unclosed" + end : "");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.write(text.toString().getBytes(Charset.forName(encoding)));
        return bytes.toByteArray();
    }

    /** One of the texts, the first most often; now and then quoted, with a quote or a line end in it. */
    private static String cell(Random random, char delimiter, String... texts) {
        String text = texts[random.nextInt(3) == 0 ? random.nextInt(texts.length) : 0];
        boolean quoted = text.indexOf(delimiter) >= 0 || random.nextInt(8) == 0;
        String inside = random.nextInt(30) == 0 ? text + "\"\"\n" : text;
        return quoted ? "\"" + inside + "\"" : text;
    }
}
