package org.agglo.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.agglo.TestSpark;
import org.agglo.ingest.Ingest.Limits;
import org.agglo.spark.DataException;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files whose columns have types. */
class TypedFilesTest {
    private static final Limits LARGE = new Limits(0, 100, 1000);

    @TempDir
    Path data;

    @ParameterizedTest
    @EnumSource(
            value = FileFormat.class,
            names = {"PARQUET", "ORC"})
    void judgesTypedCellsByTheRulesForText(FileFormat format) {
        write(
                format,
                "f",
                "SELECT * FROM VALUES (1, 'c1', 2005, 3.5D), (2, '', 2005L, 1D), (3, 'c1', 1999, 1D), "
                        + "(4, 'c1', 2005, double('NaN')), (5, 'c1', 2005, double('Infinity')), (6, 'c1', null, 1D), "
                        + "(7, 'c1', 2005, -1D) AS t(firm, county, year, employment)");
        for (Limits limits : List.of(Limits.STANDARD, LARGE)) {
            List<Row> rows = read(format, Declared.firms("f"), limits);
            assertThat(rows.stream().map(row -> row.<String>getAs("_reason")))
                    .containsExactly(
                            null,
                            "missing county",
                            "below minimum: year",
                            "not a number: emp",
                            "not a number: emp",
                            "missing year",
                            "below minimum: emp");
            Row first = rows.get(0);
            assertThat(first.toSeq().take(4).mkString(",")).isEqualTo("1,c1,2005,3.5");
            assertThat(first.<Long>getAs("_row")).isEqualTo(1L);
            assertThat(first.<String>getAs("_file")).startsWith("f/part-00000").endsWith("." + extension(format));
            assertThat(first.<String>getAs("_raw"))
                    .isEqualTo("{\"firm\":1,\"county\":\"c1\",\"year\":2005,\"employment\":3.5}");
            assertThat(rows.get(5).<String>getAs("_raw"))
                    .isEqualTo("{\"firm\":6,\"county\":\"c1\",\"year\":null,\"employment\":1.0}");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FileFormat.class,
            names = {"PARQUET", "ORC"})
    void readsWholeNumbersFromDecimals(FileFormat format) {
        write(format, "f", "SELECT * FROM VALUES (2005D, 1.5BD), (2005.5D, 2.0BD), (1e300D, null) AS t(a, b)");
        List<Row> rows = read(
                format,
                Declared.at("f")
                        .with(Declared.field("a", FieldType.INTEGER, false))
                        .with(Declared.field("b", FieldType.INTEGER, false)),
                LARGE);
        assertThat(rows.stream().map(row -> row.<String>getAs("_reason")))
                .containsExactly("not a number: b", "not a number: a", "not a number: a");
        assertThat(rows.get(1).<Long>getAs("b")).isEqualTo(2L);
    }

    @ParameterizedTest
    @EnumSource(
            value = FileFormat.class,
            names = {"PARQUET", "ORC"})
    void readsFilesThatTypeAColumnDifferentlyAndFolderNames(FileFormat format) {
        write(format, "firms/year=2005/a b+c%", "SELECT 'x' AS firm, 7 AS county, 1 AS employment");
        write(format, "firms/year=2006", "SELECT 8L AS firm, '09' AS county, '2' AS employment");
        List<Row> rows = read(format, Declared.firms("firms").key("firm", "year"), LARGE);
        assertThat(rows.stream().map(row -> row.toSeq().take(4).mkString(",")))
                .containsExactly("x,7,2005,1.0", "8,09,2006,2.0");
        assertThat(rows.get(0).<String>getAs("_file")).startsWith("firms/year=2005/a b+c%/part-");
    }

    @ParameterizedTest
    @EnumSource(
            value = FileFormat.class,
            names = {"PARQUET", "ORC"})
    void refusesWhatItCannotUse(FileFormat format) {
        write(format, "none", "SELECT 'x' AS firm, 1D AS emp WHERE false");
        assertThatThrownBy(() -> read(format, Declared.at("none").text("firm"), LARGE))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(": no rows, in 1 file. Is the download complete?");
        write(format, "f", "SELECT 'x' AS firm, array(1) AS list, struct(1 AS a) AS pair");
        assertThatThrownBy(() -> read(format, Declared.at("f").text("emp"), LARGE))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("." + extension(format)
                        + " has no column emp; it has firm, list, pair. Mend the file, or say in the study which of"
                        + " these is meant, with from = \"…\".");
        assertThatThrownBy(() -> read(format, Declared.at("f").text("list"), LARGE))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(": column list is nested (list). Flatten it first.");
    }

    @Test
    void numbersTheRowsOfEveryPartOfAnOrcFile() {
        TestSpark.session()
                .sql("SELECT id, sha2(string(id), 512) AS firm FROM range(0, 12000, 1, 1)")
                .write()
                .option("orc.stripe.size", "100000")
                .option("orc.compress", "none")
                .orc(data.resolve("many") + "");
        Declared many = Declared.at("many")
                .with(Declared.field("id", FieldType.INTEGER, true))
                .text("firm");
        List<Row> rows = read(FileFormat.ORC, many, LARGE);
        assertThat(rows).hasSize(12_000).allMatch(row -> row.<Long>getAs("_row") == row.<Long>getAs("id") + 1);
    }

    private void write(FileFormat format, String folder, String query) {
        TestSpark.session()
                .sql(query)
                .coalesce(1)
                .write()
                .mode("overwrite")
                .format(extension(format))
                .save(data.resolve(folder) + "");
    }

    private static String extension(FileFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private List<Row> read(FileFormat format, Declared declared, Limits limits) {
        return Ingest.read(TestSpark.session(), declared.format(format).source(), data.toString(), limits)
                .all()
                .orderBy("_file", "_row")
                .collectAsList();
    }
}
