package org.agglo.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.agglo.Shared;
import org.agglo.TestSpark;
import org.agglo.ingest.Ingest.Limits;
import org.junit.jupiter.api.Test;

/** The BLS's own files and a statistical yearbook's, counted by other means. */
class RealFilesTest {
    @Test
    void countsEveryRowOfTheSectorFiles() throws IOException {
        Path folder = Shared.path("data/us-qcew-2016/sectors");
        long lines = 0;
        long selected = 0;
        long suppressed = 0;
        for (String state : List.of("01", "02", "78")) {
            for (String line : lines(folder.resolve(state + ".csv.gz"))) {
                String[] cells = line.split(",", 9);
                boolean sector = cells[1].equals("5") && cells[3].equals("74");
                lines++;
                selected += sector ? 1 : 0;
                suppressed += sector && !cells[7].isEmpty() ? 1 : 0;
            }
        }
        Source source = Declared.at("{01,02,78}.csv.gz")
                .with(Declared.field("area_fips", FieldType.TEXT, true))
                .with(Declared.field("industry_code", FieldType.TEXT, true))
                .with(Declared.field("qtr", FieldType.INTEGER, true))
                .with(Declared.field("month1_emplvl", FieldType.NUMBER, true))
                .where("own_code", "5")
                .where("agglvl_code", "74")
                .suppressed("disclosure_code", List.of("N", "-"), "month1_emplvl")
                .key("area_fips", "industry_code", "qtr")
                .source();
        for (Limits limits : List.of(new Limits(1 << 30, 100, 10), new Limits(0, 100, 10))) {
            Checked checked = Ingest.read(TestSpark.session(), source, folder.toString(), limits);
            assertThat(checked.counts()).isEqualTo(new RowCounts(lines, selected, lines - selected, Map.of()));
            assertThat(checked.accepted().filter("month1_emplvl IS NULL").count())
                    .isEqualTo(suppressed);
        }
    }

    @Test
    void readsTheYearbookWithItsBlanksAndChineseNames() {
        Path folder = Shared.path("data/china-provinces");
        Source source = Declared.at("*.csv")
                .with(Declared.field("province", FieldType.TEXT, true))
                .with(Declared.field("province_zh", FieldType.TEXT, true))
                .with(Declared.field("year", FieldType.INTEGER, true))
                .number("pat")
                .number("urban_unit_emp_10k")
                .key("province", "year")
                .source();
        Checked checked = Ingest.read(TestSpark.session(), source, folder.toString());
        assertThat(checked.counts().used()).isEqualTo(420);
        assertThat(checked.accepted()
                        .filter("province_zh = '北京' AND urban_unit_emp_10k IS NULL")
                        .count())
                .isEqualTo(5);
    }

    private static List<String> lines(Path file) throws IOException {
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return in.lines().skip(1).toList();
        }
    }
}
