package org.agglo.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agglo.TestSpark;
import org.agglo.ingest.Ingest.Limits;
import org.agglo.spark.DataException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestTest {
    /** Nothing is small, files are split every 40 bytes, and three repeats are too many for the driver. */
    private static final Limits LARGE = new Limits(0, 40, 2);

    private static final String HEADER = "firm,county,year,employment\n";

    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a,c1,2005,3; null",
                "a,c1, 2005 , 3.5 ; null",
                "a,c1,2005.0,1e3; null",
                "a,c1,2005,0; null",
                "a,c1,2005,+.5; null",
                ",c1,2005,3; missing firm",
                "'  ,c1,2005,3'; missing firm",
                "a,,2005,3; missing county",
                "a,c1,,3; missing year",
                "a,c1,2005,; missing emp",
                "a,c1,2005.5,3; not a number: year",
                "a,c1,2e3,3; not a number: year",
                "a,c1,99999999999999999999,3; not a number: year",
                "a,c1,MMV,3; not a number: year",
                "a,c1,2005,NaN; not a number: emp",
                "a,c1,2005,Infinity; not a number: emp",
                "a,c1,2005,1e999; not a number: emp",
                "a,c1,2005,1d; not a number: emp",
                "a,c1,2005,0x1p3; not a number: emp",
                "a,c1,2005,1 000; not a number: emp",
                "a,c1,2005,-3; below minimum: emp",
                "a,c1,2004,3; below minimum: year",
                "a,c1,2017,3; above maximum: year",
                "a,c1,2017,-3; above maximum: year",
                "a,c1,2005; malformed record",
                "a,c1,2005,3,4; malformed record",
                "\"a\"b,c1,2005,3; malformed record",
                "\"a,c1,2005,3; malformed record",
                "a\0,c1,2005,3; malformed record"
            })
    void setsEachRowAsideForItsFirstFault(String record, String reason) throws Exception {
        write("f.csv", HEADER + "ok,c0,2005,1\n" + record + "\n");
        Row row = rows(read(Declared.firms("f.csv"))).get(1);
        assertThat(row.<String>getAs("_reason")).isEqualTo(reason.equals("null") ? null : reason);
        assertThat(row.<String>getAs("_raw")).isEqualTo(record);
        assertThat(row.<Long>getAs("_row")).isEqualTo(3L);
        assertThat(row.<String>getAs("_file")).isEqualTo("f.csv");
    }

    @Test
    void typesTheCells() throws Exception {
        write("f.csv", HEADER + "007,c1,2005.0, 1e3 \n");
        Row row = read(Declared.firms("f.csv")).accepted().head();
        assertThat(row.schema().simpleString()).isEqualTo("struct<firm:string,county:string,year:bigint,emp:double>");
        assertThat(row).isEqualTo(RowFactory.create("007", "c1", 2005L, 1000.0));
    }

    @Test
    void takesTheTextsThatMeanMissingForNull() throws Exception {
        write("f.csv", "a,b\nNA, NA \n.,.\nNA ,-\n");
        Checked checked = read(Declared.at("f.csv")
                .with(Declared.field("a", FieldType.TEXT, false, "NA"))
                .with(Declared.field("b", FieldType.NUMBER, false, "NA", ".")));
        assertThat(column(checked, "a")).containsExactly(null, ".", "NA ");
        assertThat(column(checked, "b")).containsOnlyNulls();
        assertThat(column(checked, "_reason")).containsExactly(null, null, "not a number: b");
    }

    @Test
    void refusesValuesThatAreNotAllowed() throws Exception {
        write("f.csv", "own,size\n5,1\n5,1.0\n4,1\n5,2\n,\n");
        Checked checked = read(Declared.at("f.csv")
                .with(Declared.allowed("own", FieldType.TEXT, "5"))
                .with(Declared.allowed("size", FieldType.NUMBER, "1")));
        assertThat(column(checked, "_reason"))
                .containsExactly(null, null, "not allowed: own", "not allowed: size", null);
    }

    @Test
    void leavesOutWhatWhereDoesNotSelectBeforeAnyCheck() throws Exception {
        write("f.csv", "own,emp\n5,1\n1,x\n5,x\n1\n,3\n");
        Checked checked = read(Declared.at("f.csv").number("emp").where("own", "5", "6"));
        assertThat(column(checked, "_reason"))
                .containsExactly(null, "not selected", "not a number: emp", "malformed record", "not selected");
        assertThat(checked.counts())
                .isEqualTo(new RowCounts(5, 1, 2, Map.of("not a number: emp", 1L, "malformed record", 1L)));
    }

    @Test
    void givesNullNeverZeroForSuppressedCells() throws Exception {
        write("f.csv", "code,emp,firms\nN,0,7\n,5,8\n-,x,9\n");
        Checked checked = read(Declared.at("f.csv")
                .with(Declared.field("emp", FieldType.NUMBER, true))
                .number("firms")
                .suppressed("code", List.of("N", "-"), "emp"));
        assertThat(column(checked, "emp")).containsExactly(null, 5.0, null);
        assertThat(column(checked, "firms")).containsExactly(7.0, 8.0, 9.0);
        assertThat(column(checked, "_suppressed")).containsExactly(true, false, true);
        assertThat(checked.counts().used()).isEqualTo(3);
    }

    @Test
    void severalRulesWithholdDifferentCellsOfOneRow() throws Exception {
        write("f.csv", "code,lq_code,emp,firms,lq\nN,,0,7,2\n,N,5,8,0\n-,N,0,0,0\n,,,9,1\n");
        Checked checked = read(Declared.at("f.csv")
                .with(Declared.field("emp", FieldType.NUMBER, true))
                .with(Declared.field("firms", FieldType.NUMBER, true))
                .number("lq")
                .suppressed(new Suppression(
                        "code",
                        List.of("N", "-"),
                        List.of("emp", "lq"),
                        List.of(
                                new Suppression("lq_code", List.of("N"), List.of("lq")),
                                new Suppression("code", List.of("-"), List.of("firms"))))));
        assertThat(column(checked, "emp")).containsExactly(null, 5.0, null, null);
        assertThat(column(checked, "firms")).containsExactly(7.0, 8.0, null, 9.0);
        assertThat(column(checked, "lq")).containsExactly(null, null, null, 1.0);
        assertThat(column(checked, "_suppressed")).containsExactly(true, true, true, false);
        assertThat(column(checked, "_reason")).containsExactly(null, null, null, "missing emp");
    }

    @Test
    void largeAndSmallSourcesGiveTheSameRows() throws Exception {
        var text = new StringBuilder(HEADER);
        for (int i = 0; i < 200; i++) {
            int firm = i % 148;
            String employment = i % 11 == 0 ? "x" : String.valueOf((i % 2 == 0 ? firm : i) % 5);
            text.append("f%d,\"c\n%d\",%d,%s\r\n".formatted(firm, firm % 7, 2004 + i % 4, employment));
        }
        write("f.csv", text.toString());
        Declared firms = Declared.firms("f.csv").key("firm", "year").first();
        Checked small = read(firms);
        assertThat(small.counts().setAside()).containsKeys("repeated row", "conflicting key");
        for (long split : new long[] {40, 500, 1 << 20}) {
            for (int driverRows : new int[] {2, 1000}) {
                Checked large = read(firms, new Limits(0, split, driverRows));
                assertThat(sorted(large)).isEqualTo(rows(small));
                assertThat(large.counts()).isEqualTo(small.counts());
            }
        }
    }

    @Test
    void usesTheFirstOfRepeatedRowsInTheOrderOfFileAndRow() throws Exception {
        write("firms/b.csv", HEADER + "x,c1,2005,3\ny,c1,2005,9\n");
        write("firms/a.csv", HEADER + "x,c1,2005,3.0\ny,c1,2005,8\ny,c1,2005,x\nz,c1,2005,1\n");
        Declared firms = Declared.firms("firms").key("firm", "year").first();
        for (Limits limits : List.of(Limits.STANDARD, new Limits(0, 40, 1000), LARGE)) {
            assertThat(sorted(read(firms, limits)).stream().map(row -> row.<String>getAs("_reason")))
                    .containsExactly(null, null, "not a number: emp", null, "repeated row", "conflicting key");
        }
    }

    @Test
    void refusesRepeatedKeysNamingThem() throws Exception {
        write("f.csv", HEADER + "x,c1,2005,3\ny,c1,2005,8\nx,c1,2005,4\n");
        for (Limits limits : List.of(Limits.STANDARD, new Limits(0, 40, 1000), new Limits(0, 40, 1))) {
            assertThatThrownBy(() -> read(Declared.firms("f.csv").key("firm", "year"), limits))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Source firms: 1 value of (firm, year) in more than one row: (x, 2005) at f.csv:2, "
                            + "f.csv:4. Mend the files, or say duplicates = first to use the first row of each.");
        }
    }

    @Test
    void namesFiveOfManyRepeatedKeys() throws Exception {
        write("f.csv", HEADER + "a,c,2005,1\nb,c,2005,1\nc,c,2005,1\nd,c,2005,1\ne,c,2005,1\nf,c,2005,1\n".repeat(2));
        for (Limits limits : List.of(Limits.STANDARD, LARGE)) {
            assertThatThrownBy(() -> read(Declared.firms("f.csv").key("firm"), limits))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("Source firms: 6 values of (firm) in more than one row: (")
                    .hasMessageContaining("; …. Mend");
        }
    }

    @Test
    void aKeyMustBeThereEvenIfItsFieldIsNotRequired() throws Exception {
        write("f.csv", "a,b\n,1\n,2\nx,3\n");
        assertThat(column(read(Declared.at("f.csv").text("a").text("b").key("a")), "_reason"))
                .containsExactly("missing a", "missing a", null);
    }

    @Test
    void setsAsideWhatACallerFindsAndCountsIt() throws Exception {
        write("f.csv", HEADER + "a,c1,2005,3\nb,c9,2005,3\nc,c9,2005,x\n");
        Checked checked = read(Declared.firms("f.csv"));
        Checked known = checked.map(rows -> rows.withColumn("province", functions.lit("P")))
                .setAside(functions.col("county").equalTo("c9"), "unknown county");
        assertThat(column(known, "_reason")).containsExactly(null, "unknown county", "not a number: emp");
        assertThat(known.accepted().columns()).containsExactly("firm", "county", "year", "emp", "province");
        assertThat(known.counts().in()).isEqualTo(3);
        assertThat(column(checked, "_reason")).containsExactly(null, null, "not a number: emp");
    }

    @Test
    void countsMustAddUp() {
        assertThatThrownBy(() -> new RowCounts(5, 1, 1, Map.of("missing a", 2L)))
                .hasMessage("5 rows in, but 1 used, 1 not selected and 2 set aside");
    }

    @Test
    void takesColumnsThatFoldersName() throws Exception {
        String header = "firm,county,employment\n";
        write("firms/year=2005/region=A%20B/f.csv", header + "a,c1,3\n");
        write("firms/year=2006/region=C/f.csv", "county,employment,firm\nc2,4,b\n");
        write("firms/year=2006/region=__HIVE_DEFAULT_PARTITION__/_SUCCESS", "");
        write("firms/year=2006/region=__HIVE_DEFAULT_PARTITION__/f.csv", header + "c,c3,5\n");
        Checked checked = read(Declared.firms("firms").text("region"));
        assertThat(column(checked, "firm")).containsExactly("a", "b", "c");
        assertThat(column(checked, "county")).containsExactly("c1", "c2", "c3");
        assertThat(column(checked, "year")).containsExactly(2005L, 2006L, 2006L);
        assertThat(column(checked, "region")).containsExactly("A B", "C", null);
        assertThat(checked.files()).extracting(InputFile::path).first().isEqualTo("firms/year=2005/region=A%20B/f.csv");
    }

    @Test
    void columnsAreNamedAnyHow() throws Exception {
        write("f.csv", "\"a.b\",\"c`d\",\"_raw\",x y\n1,2,3,4\n");
        Checked checked = read(
                Declared.at("f.csv")
                        .with(new Field("a.b", "a.b", FieldType.INTEGER, true, 0, 9, List.of(), List.of()))
                        .with(new Field("c`d", "c`d", FieldType.INTEGER, true, 0, 9, List.of(), List.of()))
                        .with(new Field("raw", "_raw", FieldType.INTEGER, true, 0, 9, List.of(), List.of()))
                        .with(new Field("x y", "x y", FieldType.INTEGER, true, 0, 9, List.of(), List.of()))
                        .key("a.b", "c`d"),
                LARGE);
        assertThat(checked.accepted().head()).isEqualTo(RowFactory.create(1L, 2L, 3L, 4L));
    }

    @Test
    void refusesNamesThatCannotBeColumns() {
        assertThatThrownBy(() -> read(Declared.at("f.csv").text("_row")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Source firms: a column cannot be called \"_row\". "
                        + "Name it otherwise, with from = \"_row\"");
        assertThatThrownBy(() -> read(Declared.at("f.csv").text("a").text("A")))
                .hasMessage("Source firms: two columns are called A, capitals aside");
        assertThatThrownBy(() -> read(Declared.at("f.csv").text("a").key("b")))
                .hasMessage("Source firms: the key b is no declared column");
    }

    private void write(String name, String text) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Checked read(Declared declared) {
        return read(declared, Limits.STANDARD);
    }

    private Checked read(Declared declared, Limits limits) {
        return Ingest.read(TestSpark.session(), declared.source(), data.toString(), limits);
    }

    private static List<Row> rows(Checked checked) {
        return checked.all().collectAsList();
    }

    private static List<Row> sorted(Checked checked) {
        return checked.all().orderBy("_file", "_row").collectAsList();
    }

    private static List<Object> column(Checked checked, String name) {
        List<Object> values = new ArrayList<>();
        checked.all().collectAsList().forEach(row -> values.add(row.getAs(name)));
        return values;
    }
}
