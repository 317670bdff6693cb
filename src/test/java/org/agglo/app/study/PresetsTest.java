package org.agglo.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agglo.Shared;
import org.agglo.TestSpark;
import org.agglo.ingest.Ingest;
import org.agglo.ingest.ReadRows;
import org.agglo.ingest.RowCounts;
import org.agglo.spark.HeaderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each preset on files with the publisher's header. */
class PresetsTest {
    private static final String QCEW =
            "area_fips,own_code,industry_code,agglvl_code,size_code,year,qtr,disclosure_code,";
    private static final String TITLES = "area_title,own_title,industry_title,agglvl_title,size_title,";
    private static final List<String> QUARTER = List.of(
            "month1_emplvl",
            "month2_emplvl",
            "month3_emplvl",
            "total_qtrly_wages",
            "taxable_qtrly_wages",
            "qtrly_contributions",
            "avg_wkly_wage");
    private static final List<String> YEAR = List.of(
            "annual_avg_emplvl",
            "total_annual_wages",
            "taxable_annual_wages",
            "annual_contributions",
            "annual_avg_wkly_wage",
            "avg_annual_pay");

    private static final String CBP_SIZES =
            "n5_9,n10_19,n20_49,n50_99,n100_249,n250_499,n500_999,n1000,n1000_1,n1000_2,n1000_3,n1000_4";
    private static final String LODES = "w_geocode,C000,CA01,CA02,CA03,CE01,CE02,CE03,"
            + IntStream.rangeClosed(1, 20).mapToObj("CNS%02d"::formatted).collect(Collectors.joining(","))
            + ",CR01,CD01,createdate\n";

    @TempDir
    Path data;

    @ParameterizedTest
    @MethodSource("org.agglo.app.study.Presets#names")
    void areStudyFilesWithoutAFault(String name) {
        String path = "preset = %s, path = x".formatted(name);
        assertThat(Reading.of(data, path).problems()).isEmpty();
        assertThat(Presets.title(name)).endsWith(".").doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "qcew-quarterly, qtrly_estabs, false, 1",
        "qcew-quarterly-by-area, qtrly_estabs_count, true, 1",
        "qcew-quarterly-by-industry, qtrly_estabs_count, true, 1",
        "qcew-annual, annual_avg_estabs, false, A",
        "qcew-annual-by-area, annual_avg_estabs_count, true, A",
        "qcew-annual-by-industry, annual_avg_estabs_count, true, A"
    })
    void qcew(String preset, String establishments, boolean titles, String quarter) throws Exception {
        List<String> values = quarter.equals("A") ? YEAR : QUARTER;
        List<String> names = new ArrayList<>(List.of(establishments));
        names.addAll(values);
        String header = QCEW + (titles ? TITLES : "") + String.join(",", names) + ",lq_disclosure_code,"
                + names.stream().map(name -> "lq_" + name).collect(Collectors.joining(",")) + ",oty_disclosure_code\n";
        String title = titles ? "\"A, B\",,\"31-33 M\",,," : "";
        String numbers = String.join(",", Collections.nCopies(values.size(), "7"));
        String zeros = numbers.replace("7", "0");
        String lines = Stream.of("5;;3;%s;;1.5;%s".formatted(numbers, numbers), "5;N;3;%s;N;1.5;%s", "5;-;0;%s;-;0;%s")
                .map(line -> line.formatted(zeros, zeros).split(";"))
                .map(c -> "0%s001,5,31-33,74,0,2016,%s,%s,%s%s,%s,%s,%s,%s,\n"
                        .formatted(c[1].length(), quarter, c[1], title, c[2], c[3], c[4], c[5], c[6]))
                .collect(Collectors.joining());
        lines = lines.replaceFirst("^00001", "01001")
                .replaceFirst("\n01001", "\n01003")
                .replaceFirst("\n01001", "\n01005");
        Reading.write(data, "q.csv", header + lines);
        String plain = establishments.replace("_count", "");
        String first = values.get(0);
        var checked = Reading.of(
                        data,
                        "preset = %s, path = q.csv, keep = [%s, %s, lq_%s, lq_%s]"
                                .formatted(preset, plain, first, plain, first))
                .checked();
        assertThat(ReadRows.columns(checked, "area_fips", plain, first, "lq_" + plain, "lq_" + first, "_suppressed"))
                .containsExactly("01001|3.0|7.0|1.5|7.0|false", "01003|3.0|-|1.5|-|true", "01005|-|-|-|-|true");
        assertThat(Presets.fitting(List.of(header.strip().split(",")))).contains(preset);
    }

    @Test
    void countyBusinessPatterns() throws Exception {
        Reading.write(
                data,
                "cbp/cbp19co.txt",
                "\"fipstate\",\"fipscty\",\"naics\",\"emp_nf\",\"emp\",\"qp1_nf\",\"qp1\",\"ap_nf\",\"ap\",\"est\",\"n<5\","
                        + CBP_SIZES + "\n\"01\",\"001\",\"------\",\"G\",11216,\"G\",97944,\"D\",0,924,442,222"
                        + ",\"N\"".repeat(11) + "\n\"01\",\"001\",\"31----\",\"S\",0,\"H\",5,\"J\",9,3,\"N\""
                        + ",\"N\"".repeat(12)
                        + "\n\"1\",\"001\",\"31----\",\"G\",1,\"H\",5,\"J\",9,3,\"N\"" + ",\"N\"".repeat(12) + "\n");
        assertThat(Reading.of(data, "preset = cbp-county, path = cbp, keep = [emp, ap, est, n_lt5, n10_19]")
                        .rows())
                .containsExactlyInAnyOrder(
                        "01001|------|2019|G|11216.0|D|-|924|442|-",
                        "01001|31----|2019|S|-|J|9.0|3|-|-",
                        "not 5 characters: county");
        Reading.write(
                data,
                "cbp/cbp12co.txt",
                "fipstate,fipscty,naics,empflag,emp_nf,emp,qp1_nf,qp1,ap_nf,ap,est,n1_4," + CBP_SIZES
                        + ",censtate,cencty\n"
                        + "01,001,31----,B,D,0,D,0,D,0,3,1" + ",0".repeat(12) + ",63,1\n"
                        + "01,001,------,,G,9,G,8,H,7,3,1" + ",0".repeat(12) + ",63,1\n");
        assertThat(Reading.of(data, "preset = cbp-county-2007, path = cbp/cbp12co.txt, keep = [emp, ap]")
                        .rows())
                .containsExactlyInAnyOrder("01001|31----|2012|B|D|-|D|-", "01001|------|2012|-|G|9.0|H|7.0");
        assertThat(Reading.of(data, "preset = cbp-county, path = \"cbp/{cbp12co,cbp19co}.txt\", keep = [emp, est]")
                        .rows())
                .containsExactlyInAnyOrder(
                        "01001|31----|2012|D|-|3",
                        "01001|------|2012|G|9.0|3",
                        "01001|------|2019|G|11216.0|924",
                        "01001|31----|2019|S|-|3",
                        "not 5 characters: county");
        Reading.write(
                data,
                "cbp/2005/cbp05co.txt",
                "fipstate,fipscty,naics,empflag,emp,qp1,ap,est,n1_4," + CBP_SIZES + ",censtate,cencty\n"
                        + "01,001,31----,B,0,0,0,3,1" + ",0".repeat(12) + ",63,1\n");
        assertThat(Reading.of(data, "preset = cbp-county-1998, path = \"cbp/2005\", keep = [emp, ap]")
                        .rows())
                .containsExactly("01001|31----|2005|B|-|-");
    }

    @Test
    void lodes() throws Exception {
        String jobs = IntStream.rangeClosed(1, 20).mapToObj(String::valueOf).collect(Collectors.joining(","));
        Reading.write(
                data,
                "al_wac_S000_JT00_2021.csv",
                LODES + "010010201001000,210,1,2,3,4,5,6," + jobs + ",1,1,20230321\n");
        assertThat(Reading.of(
                                data,
                                "preset = lodes-wac, path = al_wac_S000_JT00_2021.csv, keep = [county, C000, CNS05]")
                        .rows())
                .containsExactly("010010201001000|01001|2021|210|5");
        var sectors = Reading.of(
                        data, "preset = lodes-wac-sectors, path = al_wac_S000_JT00_2021.csv, keep = [county, jobs]")
                .checked();
        assertThat(sectors.counts()).isEqualTo(new RowCounts(20, 20, 0, Map.of()));
        assertThat(ReadRows.of(sectors)).endsWith("010010201001000|01001|2021|20|20");
    }

    @Test
    void eurostat() throws Exception {
        Reading.write(
                data,
                "n.tsv",
                "freq,unit,wstatus,nace_r2,geo\\TIME_PERIOD\t2019 \t2020 \nA,THS,EMP,C,DE11\t12.5 \t: C\n"
                        + "A,THS,SAL,C,DE11\t1 \t2 \nA,THS,EMP,C,FR10\t3 b\t: \n");
        var checked = Reading.of(data, """
                        preset = eurostat-annual, path = n.tsv
                        columns { nace_r2 { type = text }, wstatus { type = text } }
                        where { wstatus = [EMP] }
                        key = [geo, nace_r2, year]
                        """).checked();
        assertThat(ReadRows.columns(checked, "_reason", "geo", "year", "value", "flag", "_suppressed"))
                .containsExactly(
                        "-|DE11|2019|12.5|-|false",
                        "-|DE11|2020|-|C|true",
                        "not selected|DE11|2019|1.0|-|false",
                        "not selected|DE11|2020|2.0|-|false",
                        "-|FR10|2019|3.0|b|false",
                        "-|FR10|2020|-|-|false");
    }

    @Test
    void firmRecords() throws Exception {
        Reading.write(data, "f.csv", "firm_id,county_code,industry_code,year,employment\n7,c1,13,2005,3.5\n");
        assertThat(Reading.of(data, "preset = firms, path = f.csv").rows()).containsExactly("7|c1|13|2005|3.5");
    }

    @Test
    void readsTheBureausOwnFile() {
        Path folder = Shared.path("data/us-qcew-2016/full");
        String source = "preset = qcew-quarterly-by-area, path = \"25.csv.gz\", keep = [qtrly_estabs, month1_emplvl]";
        var checked = Ingest.read(TestSpark.session(), Reading.of(data, source).source(), folder.toString());
        assertThat(checked.counts().setAside()).isEmpty();
        assertThat(checked.counts().in()).isEqualTo(111_568);
        assertThat(ReadRows.count(checked, "month1_emplvl IS NULL")).isEqualTo(47_743);
        assertThat(ReadRows.count(checked, "qtrly_estabs IS NULL")).isEqualTo(755);
    }

    @Test
    void whatTheSourceSaysWinsAndAWrongNameIsNamed() {
        assertThat(Reading.of(data, "preset = cbp-countty, path = x").problems())
                .contains("preset: Unknown value 'cbp-countty'; allowed are " + String.join(", ", Presets.names())
                        + "; did you mean 'cbp-county'?");
        assertThat(Reading.of(data, "preset = firms, path = x, keep = [frim]").problems())
                .contains("keep: No column 'frim' in this source; did you mean 'firm'?");
        assertThat(Reading.of(data, "path = x, keep = [a], columns { a { type = text } }")
                        .problems())
                .containsExactly("keep: There is no 'preset' whose columns to keep");
        var source = Reading.of(data, "preset = firms, path = x, columns { firm { from = siren } }, key = []")
                .source();
        assertThat(source.headers()).containsExactly("siren", "county_code", "industry_code", "year", "employment");
        assertThat(source.key()).isEmpty();
    }

    @Test
    void aWrongLayoutTellsItsHeader() throws Exception {
        Reading.write(data, "f.csv", "firm_id,county_code,industry_code,year,employment\n7,c1,13,2005,3.5\n");
        assertThatThrownBy(() ->
                        Reading.of(data, "preset = qcew-annual, path = f.csv").rows())
                .isInstanceOfSatisfying(
                        HeaderException.class,
                        e -> assertThat(Presets.fitting(e.headers())).containsExactly("firms"));
        assertThat(Presets.fitting(List.of("firm", "jobs"))).isEmpty();
    }

    @Test
    void thePageNamesEachPreset() throws Exception {
        String page = Files.readString(Path.of("src/site/markdown/presets.md"));
        assertThat(Presets.names()).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }
}
