package org.agglo.app.study;

import java.util.List;
import java.util.stream.Stream;

/** Settings of what a study relies on. */
final class ContractSettings {
    private static final String CONTRACT = "contracts.<contract>";
    private static final String CHILDREN = CONTRACT + ".children";
    private static final String TOTAL = CONTRACT + ".total";
    private static final String ADDS_UP = CONTRACT + ".adds-up";
    private static final String MEAN = CONTRACT + ".mean";
    private static final String JUMP = CONTRACT + ".jump";

    static final List<Setting> ALL = HierarchySettings.among(
            Stream.of(contract(), cells(), children()).flatMap(List::stream).toList(),
            CHILDREN,
            Stream.of(childrensSums(), total(), addsUp(), mean(), jump())
                    .flatMap(List::stream)
                    .toList());

    private ContractSettings() {}

    private static List<Setting> contract() {
        return List.of(
                Setting.of(
                        "contracts",
                        Kind.NAMED,
                        "{ employed { not-null = [employment] } }",
                        "What the study relies on; the report says how each was kept."),
                Setting.of(CONTRACT, Kind.GROUP, "", "One contract, of one rule or several."),
                Setting.of(
                                CONTRACT + ".of",
                                Kind.TEXT,
                                "firms",
                                "The source it is about, or the panel with its measures.")
                        .or("panel"),
                Setting.of(
                                CONTRACT + ".severity",
                                Kind.TEXT,
                                "warn",
                                "Whether a broken one stops the run as bad data (error), or is a warning (warn).")
                        .or("error")
                        .oneOf("error", "warn"),
                Setting.of(
                        CONTRACT + ".where",
                        Kind.NAMED,
                        "{ industry = [\"31-33\"] }",
                        "Look only at rows with these values."),
                Setting.of(
                        CONTRACT + ".where.<column>",
                        Kind.TEXTS,
                        "[\"31-33\"]",
                        "The values a row may have in that column."));
    }

    /** What holds of each cell, or of a row's cells together. */
    private static List<Setting> cells() {
        return List.of(
                Setting.of(
                        CONTRACT + ".not-null", Kind.TEXTS, "[employment]", "Columns that have a value in every row."),
                Setting.of(
                        CONTRACT + ".unique", Kind.TEXTS, "[area, year]", "Columns that together have no value twice."),
                Setting.of(
                        CONTRACT + ".accepted",
                        Kind.NAMED,
                        "{ industry = [\"11\", \"21\"] }",
                        "Columns and the only values that they may have; null passes."),
                Setting.of(CONTRACT + ".accepted.<column>", Kind.TEXTS, "[\"11\", \"21\"]", "The values accepted."),
                Setting.of(
                        CONTRACT + ".range",
                        Kind.NAMED,
                        "{ employment = [0, 5000000] }",
                        "Columns and between which values they lie; null passes."),
                Setting.of(
                                CONTRACT + ".range.<column>",
                                Kind.NUMBERS,
                                "[0, 5000000]",
                                "Least and greatest value; with one number there is no greatest.")
                        .within(1, 2));
    }

    private static List<Setting> children() {
        return List.of(Setting.of(
                CHILDREN,
                Kind.GROUP,
                "{ column = industry, digits = [2, 3], top = \"10\", sum = employment }",
                "Children that do not exceed their parent, which is the row with the parent's code and the same other"
                        + " keys."));
    }

    private static List<Setting> childrensSums() {
        return List.of(
                column(CHILDREN + ".sum", "employment", "What is added up."),
                Setting.of(
                                CHILDREN + ".equal",
                                Kind.FLAG,
                                "true",
                                "Whether children, if none is null, add up to their parent exactly.")
                        .or("false"),
                tolerance(CHILDREN, "0.5", "sums"));
    }

    private static List<Setting> total() {
        return List.of(
                Setting.of(
                        TOTAL,
                        Kind.GROUP,
                        "{ sum = employment, source = nation, on = [year] }",
                        "Rows that add up to a value of another source, such as regions to the nation."),
                column(TOTAL + ".sum", "employment", "What is added up."),
                column(TOTAL + ".source", "nation", "The other source."),
                Setting.of(TOTAL + ".on", Kind.TEXTS, "[year]", "The columns that both have; the other source's key.")
                        .must(),
                Setting.of(
                        TOTAL + ".equals",
                        Kind.TEXT,
                        "national_employment",
                        "The other source's column. If absent, the one with the name that 'sum' gives."),
                tolerance(TOTAL, "0.5", "sums"));
    }

    private static List<Setting> addsUp() {
        return List.of(
                Setting.of(
                        ADDS_UP,
                        Kind.GROUP,
                        "{ column = share, by = [year] }",
                        "Values that add up to a number, such as regions' shares to 1."),
                column(ADDS_UP + ".column", "share", "What is added up."),
                groups(ADDS_UP),
                number(ADDS_UP, "100"),
                tolerance(ADDS_UP, "0.01", "sums"));
    }

    private static List<Setting> mean() {
        return List.of(
                Setting.of(
                        MEAN,
                        Kind.GROUP,
                        "{ column = lq, weight = total, by = [year] }",
                        "Values whose weighted mean is a number, as that of location quotients is 1."),
                column(MEAN + ".column", "lq", "The values."),
                column(MEAN + ".weight", "total", "The column with their weights."),
                groups(MEAN),
                number(MEAN, "1"),
                tolerance(MEAN, "0.01", "means"));
    }

    private static List<Setting> jump() {
        return List.of(
                Setting.of(
                        JUMP,
                        Kind.GROUP,
                        "{ column = employment, factor = 3 }",
                        "Values of the panel that do not change too much from the period before."),
                column(JUMP + ".column", "employment", "The column."),
                Setting.of(
                                JUMP + ".factor",
                                Kind.NUMBER,
                                "3",
                                "How many times the value before it may be, or that may be of it.")
                        .must()
                        .within(1, Double.POSITIVE_INFINITY),
                Setting.of(JUMP + ".from", Kind.NUMBER, "100", "Only where the value before is at least this.")
                        .or("0")
                        .within(0, Double.POSITIVE_INFINITY));
    }

    private static Setting column(String path, String example, String meaning) {
        return Setting.of(path, Kind.TEXT, example, meaning).must();
    }

    private static Setting groups(String rule) {
        return Setting.of(rule + ".by", Kind.TEXTS, "[year]", "Within which groups. If absent, all rows.");
    }

    private static Setting number(String rule, String example) {
        return Setting.of(rule + ".equals", Kind.NUMBER, example, "The number.").or("1");
    }

    private static Setting tolerance(String rule, String example, String what) {
        return Setting.of(rule + ".tolerance", Kind.NUMBER, example, "By how much %s may be off.".formatted(what))
                .or("0")
                .within(0, Double.POSITIVE_INFINITY);
    }
}
