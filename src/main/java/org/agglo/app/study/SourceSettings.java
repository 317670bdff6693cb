package org.agglo.app.study;

import java.util.List;

/** Settings of the files a study reads. */
final class SourceSettings {
    private static final String SOURCE = "sources.<source>";
    private static final String COLUMN = SOURCE + ".columns.<column>";

    static final List<Setting> ALL = List.of(
            Setting.of("sources", Kind.NAMED, "{ firms { … } }", "The files, by a name of your choice.")
                    .must(),
            Setting.of(SOURCE, Kind.GROUP, "", "Files of one layout."),
            Setting.of(
                            SOURCE + ".preset",
                            Kind.TEXT,
                            "qcew-quarterly",
                            "A publication whose layout is known, by a name that agglo presets lists; what the source says"
                                    + " itself wins.")
                    .oneOf(Presets.names().toArray(String[]::new)),
            Setting.of(
                    SOURCE + ".keep",
                    Kind.TEXTS,
                    "[month1_emplvl]",
                    "Of the preset's columns only these, and those that the key, 'where' and the disclosure codes need."),
            Setting.of(
                    SOURCE + ".path",
                    Kind.TEXT,
                    "\"employment\"",
                    "A file, a folder, or a glob such as \"sectors/*.csv.gz\", below the data folder. Must be given for"
                            + " files."),
            Setting.of(
                            SOURCE + ".format",
                            Kind.TEXT,
                            "parquet",
                            "What the files are: text with a delimiter, one JSON object a line, ORC, or Parquet; jdbc is a table in a database.")
                    .or("csv")
                    .oneOf("csv", "jdbc", "json", "orc", "parquet"),
            Setting.of(
                            SOURCE + ".delimiter",
                            Kind.TEXT,
                            "\";\"",
                            "One character between cells; \"\\t\" for tabs. CSV only.")
                    .or("\",\""),
            Setting.of(
                            SOURCE + ".encoding",
                            Kind.TEXT,
                            "GB18030",
                            "The characters' encoding; a byte-order mark in a file wins over it. CSV only.")
                    .or("UTF-8"),
            Setting.of(
                            SOURCE + ".quote",
                            Kind.TEXT,
                            "none",
                            "What stands around cells that hold a delimiter or a line end: a double quote, a single"
                                    + " quote, or none, and then a quote is a character like others. CSV only.")
                    .or("\"\\\"\"")
                    .oneOf("\"", "'", "none"),
            Setting.of(SOURCE + ".decimal", Kind.TEXT, "\",\"", "What stands before a number's fraction.")
                    .or("\".\"")
                    .oneOf(".", ","),
            Setting.of(
                            SOURCE + ".thousands",
                            Kind.TEXT,
                            "\".\"",
                            "What stands between groups of three digits: a blank (no-break ones too), comma, point or"
                                    + " apostrophe.")
                    .or("none")
                    .oneOf("none", " ", ",", ".", "'"),
            Setting.of(
                    SOURCE + ".composite",
                    Kind.TEXT,
                    "\",\"",
                    "What separates the names in the first header and the codes below it, as in Eurostat's"
                            + " \"freq,unit,geo\\TIME_PERIOD\"; each is then a header of its own. CSV only."),
            Setting.of(
                    SOURCE + ".wide",
                    Kind.GROUP,
                    "{ headers = \"[0-9]{4}\", names = year, values = jobs }",
                    "Cells side by side that become rows: every cell below a header that matches is a row, with its"
                            + " record's other cells. Rows are then counted in cells. CSV only."),
            Setting.of(
                            SOURCE + ".wide.headers",
                            Kind.TEXT,
                            "\"CNS[0-9]{2}\"",
                            "A regular expression that the whole header matches.")
                    .must(),
            Setting.of(
                            SOURCE + ".wide.names",
                            Kind.TEXT,
                            "year",
                            "The header, for a column's 'from', of a new column with those headers.")
                    .or("name"),
            Setting.of(
                            SOURCE + ".wide.values",
                            Kind.TEXT,
                            "jobs",
                            "The header, for a column's 'from', of a new column with the cells.")
                    .or("value"),
            Setting.of(
                            SOURCE + ".columns",
                            Kind.NAMED,
                            "{ year { type = integer } }",
                            "The columns to read, by the name the study uses. A row with a cell that is not what is"
                                    + " declared is set aside, with its file, line and reason.")
                    .must(),
            Setting.of(COLUMN, Kind.GROUP, "", "One column."),
            Setting.of(COLUMN + ".type", Kind.TEXT, "integer", "What its cells hold. Codes are text.")
                    .must()
                    .oneOf("text", "integer", "number"),
            Setting.of(
                            COLUMN + ".from",
                            Kind.ONE_OR_MORE,
                            "county_code",
                            "Its header in the files; several, as in [fipstate, fipscty], are joined in that order, and"
                                    + " if one is empty so is the whole.")
                    .or(Fallback.NAME),
            Setting.of(
                    COLUMN + ".aliases",
                    Kind.TEXTS,
                    "[employment, EMP]",
                    "Its headers in other files of the source, as in those of other years; each file has one of them."),
            Setting.of(
                            COLUMN + ".required",
                            Kind.FLAG,
                            "true",
                            "Whether a row with an empty cell is set aside. If not, the cell is null.")
                    .or("false"),
            Setting.of(COLUMN + ".min", Kind.NUMBER, "0", "The least value allowed; numbers only."),
            Setting.of(COLUMN + ".max", Kind.NUMBER, "2016", "The greatest value allowed; numbers only."),
            Setting.of(COLUMN + ".allowed", Kind.TEXTS, "[east, west]", "The only values allowed."),
            Setting.of(
                            COLUMN + ".missing",
                            Kind.TEXTS,
                            "[NA, \"-\"]",
                            "Texts that stand for an empty cell, beside the empty text.")
                    .or("[]")
                    .within(0, Double.POSITIVE_INFINITY),
            Setting.of(
                    COLUMN + ".from-path",
                    Kind.TEXT,
                    "\"qcew_(\\\\d{4})\"",
                    "A regular expression; what its group in ( ) finds in the file's path, below the data folder, is the"
                            + " column's text in all rows of the file."),
            Setting.of(
                            COLUMN + ".piece",
                            Kind.TEXT,
                            "flag",
                            "Of a cell such as \"12.5 b\": the number, or the flag behind it. \": c\" has the number \":\","
                                    + " to be named in 'missing'.")
                    .oneOf("number", "flag"),
            Setting.of(
                            COLUMN + ".length",
                            Kind.WHOLE,
                            "15",
                            "How many characters the text must have, before any are taken out of it; else the row is set"
                                    + " aside.")
                    .within(1, 1000),
            Setting.of(
                            COLUMN + ".pad",
                            Kind.FLAG,
                            "true",
                            "Whether a code with fewer digits than 'length' has lost leading zeros: it gets them back, and"
                                    + " is counted.")
                    .or("false"),
            Setting.of(
                            COLUMN + ".first",
                            Kind.WHOLE,
                            "5",
                            "Only so many of the text's first characters; a row with fewer is set aside.")
                    .within(1, 1000),
            Setting.of(COLUMN + ".last", Kind.WHOLE, "3", "Only so many of its last characters.")
                    .within(1, 1000),
            Setting.of(
                            COLUMN + ".characters",
                            Kind.NUMBERS,
                            "[6, 11]",
                            "Only the characters from one to another, counted from 1, both included.")
                    .within(2, 2),
            Setting.of(COLUMN + ".prefix", Kind.TEXT, "\"20\"", "Put before what was found, as in 20 before 16."),
            Setting.of(COLUMN + ".decimal", Kind.TEXT, "\",\"", "As for the source, for this column.")
                    .oneOf(".", ","),
            Setting.of(COLUMN + ".thousands", Kind.TEXT, "\" \"", "As for the source, for this column.")
                    .oneOf("none", " ", ",", ".", "'"),
            Setting.of(
                            SOURCE + ".key",
                            Kind.TEXTS,
                            "[firm, year]",
                            "The columns that tell rows apart; no two rows may share them.")
                    .or("[]")
                    .within(0, Double.POSITIVE_INFINITY),
            Setting.of(
                            SOURCE + ".duplicates",
                            Kind.TEXT,
                            "first",
                            "What happens to rows that share a key: the run stops (refuse), or the first is used and"
                                    + " later ones are set aside (first).")
                    .or("refuse")
                    .oneOf("refuse", "first"),
            Setting.of(
                    SOURCE + ".where",
                    Kind.NAMED,
                    "{ own_code = [\"5\"] }",
                    "Only rows with these values are used; the others are counted as not selected."),
            Setting.of(SOURCE + ".where.<column>", Kind.TEXTS, "[\"5\"]", "The values a row may have in that column."),
            Setting.of(
                    SOURCE + ".suppressed",
                    Kind.GROUP,
                    "{ column = disclosure, codes = [N], columns = [employment] }",
                    "Cells that the publisher withholds and writes as zero: they become null, never zero."),
            Setting.of(SOURCE + ".suppressed.column", Kind.TEXT, "disclosure", "The column with the disclosure code.")
                    .must(),
            Setting.of(SOURCE + ".suppressed.codes", Kind.TEXTS, "[N, \"-\"]", "The codes that mean withheld.")
                    .must(),
            Setting.of(
                            SOURCE + ".suppressed.columns",
                            Kind.TEXTS,
                            "[employment]",
                            "The columns whose cells become null.")
                    .must(),
            Setting.of(
                    SOURCE + ".suppressed.also",
                    Kind.NAMED,
                    "{ quotients { column = lq_disclosure, codes = [N], columns = [lq] } }",
                    "Further rules, where other columns or codes withhold other cells."),
            Setting.of(SOURCE + ".suppressed.also.<rule>", Kind.GROUP, "", "One further rule."),
            Setting.of(
                            SOURCE + ".suppressed.also.<rule>.column",
                            Kind.TEXT,
                            "lq_disclosure",
                            "The column with its disclosure code.")
                    .must(),
            Setting.of(SOURCE + ".suppressed.also.<rule>.codes", Kind.TEXTS, "[N]", "The codes that mean withheld.")
                    .must(),
            Setting.of(
                            SOURCE + ".suppressed.also.<rule>.columns",
                            Kind.TEXTS,
                            "[lq]",
                            "The columns whose cells become null.")
                    .must());

    private SourceSettings() {}
}
