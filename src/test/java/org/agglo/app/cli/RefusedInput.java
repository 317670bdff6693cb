package org.agglo.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Input that no study can be made of: what it is, the exit code, the message, and how to spoil the study so. */
final class RefusedInput {
    private static final String MEND_PATH = " Mend the path, or say where the data are with --data.";
    private static final String ALL_ASKED = "\nThe study asks for it at FOLDER/tiny.conf:7 and FOLDER/tiny.conf:8"
            + " and FOLDER/tiny.conf:9 and FOLDER/tiny.conf:10";
    private static final String MEND_HEADER =
            " Mend the header, or say in the study which of these is meant, with from = \"…\".";

    private RefusedInput() {}

    private static Arguments refused(String what, int code, String message, UnaryOperator<TinyStudy> spoil) {
        return Arguments.of(what, code, message, spoil);
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                refused(
                        "no file",
                        3,
                        "Source jobs: no file or folder jobs.csv in FOLDER/data. There are controls.csv." + MEND_PATH,
                        study -> study.delete("jobs.csv")),
                refused(
                        "no data folder",
                        3,
                        "No data folder FOLDER/data/gone. Say where the data are with --data, or in the study's data.",
                        study -> study.says("\"DATA\"", "\"DATA/gone\"")),
                refused(
                        "no folder of a source",
                        3,
                        "Source jobs: no file or folder years in FOLDER/data. There are controls.csv, jobs.csv."
                                + MEND_PATH,
                        study -> study.says("\"jobs.csv\"", "years")),
                refused(
                        "a folder without files",
                        3,
                        "Source jobs: the folder years in FOLDER/data holds no files. Is the download complete?",
                        study -> study.write("years/_SUCCESS", "").says("\"jobs.csv\"", "years")),
                refused(
                        "empty file",
                        3,
                        "jobs.csv is an empty file. Give it a header, or take it away.",
                        study -> study.write("jobs.csv", "")),
                refused(
                        "header only",
                        3,
                        "controls.csv: no rows, only a header. Is the download complete?",
                        study -> study.keep("controls.csv", row -> false)),
                refused(
                        "missing column",
                        3,
                        "controls.csv has no column gdp; its header has region, year, pat, income." + MEND_HEADER
                                + "\nThe study asks for it at FOLDER/tiny.conf:20",
                        study -> study.change("controls.csv", text -> text.replace("gdp", "income"))),
                refused(
                        "Parquet named .csv",
                        3,
                        "jobs.csv is a Parquet file, not CSV. Say format = parquet, or give the CSV file.",
                        study -> study.parquet("jobs.csv", "jobs.csv")),
                refused(
                        "CSV named .parquet",
                        3,
                        "jobs.parquet is not a Parquet file: it begins with \"region,year,industry,job\"."
                                + " Say format = csv, or give the Parquet file.",
                        study -> study.write("jobs.parquet", study.text("jobs.csv"))
                                .says("\"jobs.csv\"", "\"jobs.parquet\", format = parquet")),
                refused(
                        "truncated gzip",
                        3,
                        "jobs.csv.gz cannot be read after line 53: Unexpected end of input stream."
                                + " Is the file cut off or still being copied? Copy it again.",
                        study -> study.gzip("jobs.csv", 40).says("jobs.csv", "jobs.csv.gz")),
                refused(
                        "gzip with bytes behind it that are none",
                        3,
                        "jobs.csv.gz: behind the packed data, after line 61, stand bytes that are no gzip."
                                + " Cut them off, or copy it again.",
                        study -> study.gzip("jobs.csv", 0)
                                .followedBy("jobs.csv.gz", "<html>Thank you</html>".getBytes(UTF_8))
                                .says("jobs.csv", "jobs.csv.gz")),
                refused(
                        "gzip with zeros and then other bytes behind it",
                        3,
                        "jobs.csv.gz: behind the packed data, after line 61, stand bytes that are no gzip."
                                + " Cut them off, or copy it again.",
                        study -> study.gzip("jobs.csv", 0)
                                .followedBy("jobs.csv.gz", new byte[] {0, 0, 0, 7})
                                .says("jobs.csv", "jobs.csv.gz")),
                refused(
                        "gzip with a damaged byte",
                        3,
                        "jobs.csv.gz cannot be read after line 61: the packed data do not fit their checksum."
                                + " Is the file cut off or still being copied? Copy it again.",
                        study -> study.gzip("jobs.csv", 8)
                                .followedBy("jobs.csv.gz", new byte[8])
                                .says("jobs.csv", "jobs.csv.gz")),
                refused(
                        "two vintages with other headers",
                        3,
                        "years/2.csv has no column jobs; its header has region, year, industry, jobs_total."
                                + MEND_HEADER
                                + "\nThe study asks for it at FOLDER/tiny.conf:10"
                                + "\nFor jobs the nearest is jobs_total: if that is it in some files only, say"
                                + " aliases = [\"jobs_total\"] for the column",
                        study -> study.vintages("jobs.csv", "region,year,industry,jobs_total")),
                refused(
                        "a file with two headers of one column",
                        3,
                        "jobs.csv has both jobs and industry, which the study takes for one column."
                                + " Leave one out of aliases, or of the file.",
                        study -> study.says("jobs { type = number", "jobs { aliases = [industry], type = number")),
                refused(
                        "the same file under two names",
                        3,
                        "Source jobs: years/1.csv and years/copy.csv are the same, byte for byte, so their rows would"
                                + " count twice. Take one away, or say duplicates = first, with a key, to use the first"
                                + " of repeated rows.",
                        study -> study.vintages("jobs.csv")
                                .write("years/copy.csv", study.text("years/1.csv"))
                                .says("key = [region, year, industry]", "")),
                refused(
                        "a firm-year in two files",
                        3,
                        "Source jobs: 1 value of (region, year, industry) in more than one row: (A, 2003, 13) at"
                                + " years/1.csv:8, years/3.csv:2. Mend the files, or say duplicates = first to use the"
                                + " first row of each.",
                        study -> study.vintages("jobs.csv")
                                .write("years/3.csv", "region,year,industry,jobs\nA,2003,13,7\n")),
                refused(
                        "semicolons",
                        3,
                        "jobs.csv has no column region, year, industry, jobs; its header has region;year;industry;jobs."
                                + " Is delimiter = \";\" meant?" + ALL_ASKED,
                        study -> study.change("jobs.csv", text -> text.replace(',', ';'))),
                refused(
                        "tabs",
                        3,
                        "jobs.csv has no column region, year, industry, jobs;"
                                + " its header has region\tyear\tindustry\tjobs. Is delimiter = \"\\t\" meant?"
                                + ALL_ASKED,
                        study -> study.change("jobs.csv", text -> text.replace(',', '\t'))),
                refused(
                        "duplicate region-year in controls",
                        3,
                        "Source controls: 1 value of (region, year) in more than one row: (A, 2003) at controls.csv:5,"
                                + " controls.csv:32. Mend the files, or say duplicates = first to use the first row of each.",
                        study -> study.append("controls.csv", "A,2003,5,6")),
                refused(
                        "no row that can be used",
                        3,
                        "No row of source jobs can be used: 60 in, 0 not selected, 60 set aside: not a number: jobs 60;"
                                + " the first at jobs.csv:2. Mend what the reasons say",
                        study -> study.change("jobs.csv", text -> text.replaceAll(",\\d+\n", ",many\n"))),
                refused(
                        "all employment zero in every year",
                        4,
                        "Table main, model pooled (FOLDER/tiny.conf:38): log(pat) ~ log(lq) + gdp: no row is left"
                                + " (dropped 30 rows: missing lq)\n"
                                + "Panel: 5 regions, 6 periods (2000–2005), 30 rows, balanced.\n"
                                + "Total all is zero in every region in 2000, 2001, 2002, 2003, 2004, 2005.\n"
                                + "Total mfg is zero in every region in 2000, 2001, 2002, 2003, 2004, 2005.\n"
                                + "lq: 0 of 30 rows computed, null elsewhere: zero total 30.",
                        study -> study.change("jobs.csv", text -> text.replaceAll(",\\d+\n", ",0\n"))),
                refused(
                        "one province only, clustered by it",
                        4,
                        "Table main, model fixed (FOLDER/tiny.conf:39): cluster(region): only one cluster in region,"
                                + " at least 2 are needed; use iid or robust, or another cluster\n"
                                + "Panel: 1 region, 6 periods (2000–2005), 6 rows, balanced.\n"
                                + "The panel has one region only.\n"
                                + "lq: 6 of 6 rows computed.",
                        study -> study.keep("jobs.csv", row -> row.startsWith("A"))
                                .keep("controls.csv", row -> row.startsWith("A"))),
                refused(
                        "one year only, with region effects",
                        4,
                        "Table main, model fixed (FOLDER/tiny.conf:39): log(pat) ~ log(lq) + gdp | region:"
                                + " no row is left (dropped 5 rows: alone in a level of region); leave effects out\n"
                                + "Panel: 5 regions, 1 period (2003), 5 rows, balanced.\n"
                                + "The panel has one period only, 2003.\n"
                                + "lq: 5 of 5 rows computed.",
                        study -> study.says("from = 2000", "from = 2003")
                                .says("to = 2005", "to = 2003")
                                .keep("controls.csv", row -> row.contains(",2003,"))),
                refused(
                        "fewer observations than coefficients",
                        4,
                        "Table main, model pooled (FOLDER/tiny.conf:38): log(pat) ~ log(lq) + gdp: 2 rows for"
                                + " 2 parameters, more rows than parameters are needed;"
                                + " leave out regressors or effects, or give more rows\n"
                                + "Panel: 2 regions, 1 period (2003), 2 rows, balanced.\n"
                                + "The panel has one period only, 2003.\n"
                                + "lq: 2 of 2 rows computed.",
                        study -> study.says("from = 2000", "from = 2003")
                                .says("to = 2005", "to = 2003")
                                .keep("jobs.csv", row -> row.matches("[AB],2003.*"))
                                .keep("controls.csv", row -> row.matches("[AB],2003.*"))));
    }
}
