package org.agglo.app.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Odd input that a study can be made of: what it is, what becomes of the rows, the warnings, and how to make it. */
final class UsableInput {
    private static final String ABSENT_A = "A, 2000; A, 2001; A, 2002; A, 2003; A, 2004; A, 2005";

    private UsableInput() {}

    private static Arguments used(
            String what, String jobs, String controls, List<String> warnings, UnaryOperator<TinyStudy> spoil) {
        return Arguments.of(what, jobs, controls, warnings, spoil);
    }

    static Stream<Arguments> cases() {
        String all60 = "60 of 60 used {}";
        String all30 = "30 of 30 used {}";
        return Stream.of(
                used(
                        "byte-order mark",
                        all60,
                        all30,
                        List.of(),
                        study -> study.change("jobs.csv", text -> "\ufeff" + text)),
                used(
                        "UTF-16",
                        all60,
                        all30,
                        List.of(),
                        study -> study.write("jobs.csv", ("\ufeff" + study.text("jobs.csv")).getBytes(UTF_16LE))),
                used(
                        "bytes of another encoding",
                        "58 of 60 used {\"malformed record\":2}",
                        all30,
                        List.of(
                                "jobs: 2 of 60 rows set aside and used nowhere; rejects/jobs.csv says which and why.",
                                "The panel is not balanced: 1 row is absent: A, 2003.",
                                "controls has 1 key that the panel has not: A, 2003."),
                        study -> study.write(
                                "jobs.csv",
                                study.text("jobs.csv")
                                        .replace("A,2003,", "Ä,2003,")
                                        .getBytes(ISO_8859_1))),
                used("mixed encodings, one with a mark, the other declared", all60, all30, List.of(), study -> {
                    String[] halves =
                            study.text("jobs.csv").replace("\nA,", "\nÄ,").split("(?=C,2000,13)");
                    return study.write("years/1.csv", "\ufeff" + halves[0])
                            .write("years/2.csv", ("region,year,industry,jobs\n" + halves[1]).getBytes(ISO_8859_1))
                            .says("\"jobs.csv\"", "years, encoding = \"ISO-8859-1\"")
                            .change("controls.csv", text -> text.replace("\nA,", "\nÄ,"));
                }),
                used(
                        "semicolons declared",
                        all60,
                        all30,
                        List.of(),
                        study -> study.change("jobs.csv", text -> text.replace(',', ';'))
                                .says("\"jobs.csv\"", "\"jobs.csv\", delimiter = \";\"")),
                used(
                        "tabs declared",
                        all60,
                        all30,
                        List.of(),
                        study -> study.change("jobs.csv", text -> text.replace(',', '\t'))
                                .says("\"jobs.csv\"", "\"jobs.csv\", delimiter = \"\\t\"")),
                used(
                        "quoted newlines",
                        all60,
                        all30,
                        List.of(),
                        study -> study.change("jobs.csv", text -> text.replace("\nA,", "\n\"A\nB\","))
                                .change("controls.csv", text -> text.replace("\nA,", "\n\"A\nB\","))),
                used(
                        "Parquet with an empty cell",
                        "59 of 60 used {\"missing year\":1}",
                        all30,
                        List.of("jobs: 1 of 60 rows set aside and used nowhere; rejects/jobs.csv says which and why."),
                        study -> study.change("jobs.csv", text -> text.replace("A,2003,62,", "A,,62,"))
                                .parquet("jobs.csv", "jobs.parquet")
                                .says("\"jobs.csv\"", "\"jobs.parquet\", format = parquet")),
                used(
                        "duplicate region-year, the first declared to count",
                        all60,
                        "30 of 31 used {\"conflicting key\":1}",
                        List.of("controls: 1 of 31 rows set aside and used nowhere;"
                                + " rejects/controls.csv says which and why."),
                        study -> study.append("controls.csv", "A,2003,5,6")
                                .says("key = [region, year]\n", "key = [region, year], duplicates = first\n")),
                used(
                        "two vintages with other headers, both declared",
                        all60,
                        all30,
                        List.of(),
                        study -> study.vintages("jobs.csv", "region,year,industry,employment")
                                .says("jobs { type = number", "jobs { aliases = [emp, employment], type = number")),
                used(
                        "the same file under two names, the first declared to count",
                        "60 of 90 used {\"repeated row\":30}",
                        all30,
                        List.of("jobs: 30 of 90 rows set aside and used nowhere; rejects/jobs.csv says which and why."),
                        study -> study.vintages("jobs.csv")
                                .write("years/copy.csv", study.text("years/1.csv"))
                                .says(
                                        "key = [region, year, industry]",
                                        "key = [region, year, industry], duplicates = first")),
                used(
                        "a column that is a number in one year and text in the next",
                        "45 of 60 used {\"not a number: jobs\":15}",
                        all30,
                        List.of("jobs: 15 of 60 rows set aside and used nowhere; rejects/jobs.csv says which and why."),
                        study -> study.vintages("jobs.csv")
                                .change("years/2.csv", text -> text.replaceAll(",62,(\\d+)\n", ",62,about $1\n"))),
                used(
                        "numbers in one year and four kinds of text in the next",
                        "44 of 60 used {\"not a number: jobs\":16}",
                        all30,
                        List.of(
                                "jobs: 16 of 60 rows set aside and used nowhere; rejects/jobs.csv says which and why.",
                                "The panel is not balanced: 2 rows are absent: E, 2000; E, 2001.",
                                "controls has 8 keys that the panel has not: D, 2000; D, 2001; D, 2002; D, 2003; D, 2004;"
                                        + " D, 2005; E, 2000; E, 2001."),
                        study -> study.vintages("jobs.csv")
                                .change(
                                        "years/2.csv",
                                        text -> text.replaceAll("D,(\\d+),13,(\\d+)\n", "D,$1,13,n/a\n")
                                                .replaceAll("D,(\\d+),62,(\\d+)\n", "D,$1,62,\"1,234\"\n")
                                                .replaceAll("E,(200[01]),(\\d+),(\\d+)\n", "E,$1,$2,< 5\n")
                                                .replaceAll("E,(2002),(\\d+),(\\d+)\n", "E,$1,$2,12.5\n"))),
                used(
                        "no number in all of a year's file",
                        "30 of 60 used {\"not a number: jobs\":30}",
                        all30,
                        List.of(
                                "jobs: 30 of 60 rows set aside and used nowhere; rejects/jobs.csv says which and why.",
                                "The panel is not balanced: 3 rows are absent: C, 2003; C, 2004; C, 2005.",
                                "controls has 15 keys that the panel has not: C, 2003; C, 2004; C, 2005; D, 2000; D, 2001;"
                                        + " D, 2002; D, 2003; D, 2004; D, 2005; E, 2000; E, 2001; E, 2002; E, 2003; E,"
                                        + " 2004; E, 2005."),
                        study -> study.vintages("jobs.csv")
                                .change("years/2.csv", text -> text.replaceAll(",(\\d+)\n", ",n/a\n"))),
                used(
                        "regions whose zeros one file has and the other has not",
                        all60,
                        all30,
                        List.of(
                                "1 pair of codes in region differ in leading zeros alone: 1 and 01. If they are one, say"
                                        + " length and pad = true for region.",
                                "The panel is not balanced: 6 rows are absent: 01, 2003; 01, 2004; 01, 2005; 1, 2000; 1,"
                                        + " 2001; 1, 2002.",
                                "controls has no row for 6 keys of the panel: 01, 2000; 01, 2001; 01, 2002; 1, 2003; 1,"
                                        + " 2004; 1, 2005. 6 of these match after leading zeros are put back; if they were"
                                        + " lost, say length = 3, pad = true for region of source jobs.",
                                "controls has 6 keys that the panel has not: 001, 2000; 001, 2001; 001, 2002; 001, 2003;"
                                        + " 001, 2004; 001, 2005.",
                                "main, all models: Dropped 6 rows: missing pat."),
                        study -> study.change(
                                        "jobs.csv",
                                        text -> text.replaceAll("\nA,(200[0-2])", "\n01,$1")
                                                .replaceAll("\nA,", "\n1,"))
                                .change("controls.csv", text -> text.replace("\nA,", "\n001,"))),
                used(
                        "Parquet with a column that is text in one year and a number in the next",
                        all60,
                        all30,
                        List.of(),
                        study -> study.vintages("jobs.csv")
                                .parquet("years/1.csv", "packed/1.parquet")
                                .parquetTyped("years/2.csv", "packed/2.parquet")
                                .says("path = years", "path = packed, format = parquet")),
                used(
                        "gzip with zeros behind it, as tapes and some servers leave them",
                        all60,
                        all30,
                        List.of(),
                        study -> study.gzip("jobs.csv", 0)
                                .followedBy("jobs.csv.gz", new byte[70_000])
                                .says("jobs.csv", "jobs.csv.gz")),
                used(
                        "NUL bytes in a row and at the end of the file",
                        "59 of 61 used {\"malformed record\":2}",
                        all30,
                        List.of("jobs: 2 of 61 rows set aside and used nowhere; rejects/jobs.csv says which and why."),
                        study -> study.change(
                                "jobs.csv", text -> text.replace("A,2003,62,", "A,2003,62,\0") + "\0".repeat(5000))),
                used(
                        "a line longer than any record may be",
                        "60 of 61 used {\"malformed record\":1}",
                        all30,
                        List.of("jobs: 1 of 61 rows set aside and used nowhere; rejects/jobs.csv says which and why."),
                        study -> study.append("jobs.csv", "A,2003,13," + "9".repeat(34_000_000))),
                used(
                        "regions in one file and not in the other",
                        all60,
                        "25 of 25 used {}",
                        List.of(
                                "controls has no row for 6 keys of the panel: " + ABSENT_A + ".",
                                "controls has 1 key that the panel has not: Z, 2003.",
                                "main, all models: Dropped 6 rows: missing pat."),
                        study -> study.keep("controls.csv", row -> !row.startsWith("A"))
                                .append("controls.csv", "Z,2003,5,6")),
                used(
                        "years outside the panel",
                        "60 of 62 used {\"outside 2000–2005\":2}",
                        "31 of 31 used {}",
                        List.of(
                                "jobs: 2 of 62 rows set aside and used nowhere; rejects/jobs.csv says which and why.",
                                "controls has 1 key that the panel has not: A, 1999."),
                        study -> study.says(", min = 2000, max = 2005", "")
                                .append("jobs.csv", "A,1999,13,5", "A,2006,62,5")
                                .append("controls.csv", "A,1999,5,6")),
                used(
                        "all employment zero in a year",
                        all60,
                        all30,
                        List.of(
                                "Total all is zero in every region in 2003.",
                                "Total mfg is zero in every region in 2003.",
                                "main, all models: Dropped 5 rows: missing lq."),
                        study -> study.change("jobs.csv", text -> text.replaceAll("(,2003,\\d\\d),\\d+", "$1,0"))),
                used(
                        "one province only",
                        "12 of 12 used {}",
                        "6 of 6 used {}",
                        List.of(
                                "The panel has one region only.",
                                "main, all models: log(lq) is left out: constant.",
                                "main, fixed: No covariance was asked for: errors are taken as independent, the first"
                                        + " effect having one level only."),
                        study -> study.keep("jobs.csv", row -> row.startsWith("A"))
                                .keep("controls.csv", row -> row.startsWith("A"))
                                .says(", vcov = \"cluster(region)\"", "")),
                used(
                        "one year only",
                        "10 of 60 used {\"outside 2003–2003\":50}",
                        "5 of 5 used {}",
                        List.of(
                                "jobs: 50 of 60 rows set aside and used nowhere; rejects/jobs.csv says which and why.",
                                "The panel has one period only, 2003."),
                        study -> study.says("from = 2000", "from = 2003")
                                .says("to = 2005", "to = 2003")
                                .keep("controls.csv", row -> row.contains(",2003,"))
                                .says(" | region\"", "\"")),
                used(
                        "a constant regressor",
                        all60,
                        all30,
                        List.of("main, all models: gdp is left out: constant."),
                        study -> study.change("controls.csv", text -> text.replaceAll(",[\\d.]+\n", ",3\n"))));
    }
}
