package org.agglo.app.study;

import java.util.List;

/** Settings of what a study relies on. */
final class ContractSettings {
    private static final String CONTRACT = "contracts.<contract>";
    private static final String CHILDREN = CONTRACT + ".children";
    private static final String TOTAL = CONTRACT + ".total";

    static final List<Setting> ALL = HierarchySettings.among(
            List.of(
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
                            "The values a row may have in that column."),
                    Setting.of(
                            CONTRACT + ".not-null",
                            Kind.TEXTS,
                            "[employment]",
                            "Columns that have a value in every row."),
                    Setting.of(
                            CONTRACT + ".unique",
                            Kind.TEXTS,
                            "[area, year]",
                            "Columns that together have no value twice."),
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
                            .within(1, 2),
                    Setting.of(
                            CHILDREN,
                            Kind.GROUP,
                            "{ column = industry, digits = [2, 3], top = \"10\", sum = employment }",
                            "Children that do not exceed their parent, which is the row with the parent's code and the same"
                                    + " other keys.")),
            CHILDREN,
            List.of(
                    Setting.of(CHILDREN + ".sum", Kind.TEXT, "employment", "What is added up.")
                            .must(),
                    Setting.of(
                                    CHILDREN + ".equal",
                                    Kind.FLAG,
                                    "true",
                                    "Whether children, if none is null, add up to their parent exactly.")
                            .or("false"),
                    Setting.of(CHILDREN + ".tolerance", Kind.NUMBER, "0.5", "By how much sums may be off.")
                            .or("0")
                            .within(0, Double.POSITIVE_INFINITY),
                    Setting.of(
                            TOTAL,
                            Kind.GROUP,
                            "{ sum = employment, source = nation, on = [year] }",
                            "Rows that add up to a value of another source, such as regions to the nation."),
                    Setting.of(TOTAL + ".sum", Kind.TEXT, "employment", "What is added up.")
                            .must(),
                    Setting.of(TOTAL + ".source", Kind.TEXT, "nation", "The other source.")
                            .must(),
                    Setting.of(
                                    TOTAL + ".on",
                                    Kind.TEXTS,
                                    "[year]",
                                    "The columns that both have; the other source's key.")
                            .must(),
                    Setting.of(
                            TOTAL + ".equals",
                            Kind.TEXT,
                            "national_employment",
                            "The other source's column. If absent, the one with the name that 'sum' gives."),
                    Setting.of(TOTAL + ".tolerance", Kind.NUMBER, "0.5", "By how much sums may be off.")
                            .or("0")
                            .within(0, Double.POSITIVE_INFINITY),
                    Setting.of(
                            CONTRACT + ".adds-up",
                            Kind.GROUP,
                            "{ column = share, by = [year] }",
                            "Values that add up to a number, such as regions' shares to 1."),
                    Setting.of(CONTRACT + ".adds-up.column", Kind.TEXT, "share", "What is added up.")
                            .must(),
                    Setting.of(
                            CONTRACT + ".adds-up.by",
                            Kind.TEXTS,
                            "[year]",
                            "Within which groups. If absent, all rows."),
                    Setting.of(CONTRACT + ".adds-up.equals", Kind.NUMBER, "100", "The number.")
                            .or("1"),
                    Setting.of(CONTRACT + ".adds-up.tolerance", Kind.NUMBER, "0.01", "By how much sums may be off.")
                            .or("0")
                            .within(0, Double.POSITIVE_INFINITY),
                    Setting.of(
                            CONTRACT + ".mean",
                            Kind.GROUP,
                            "{ column = lq, weight = total, by = [year] }",
                            "Values whose weighted mean is a number, as that of location quotients is 1."),
                    Setting.of(CONTRACT + ".mean.column", Kind.TEXT, "lq", "The values.")
                            .must(),
                    Setting.of(CONTRACT + ".mean.weight", Kind.TEXT, "total", "The column with their weights.")
                            .must(),
                    Setting.of(
                            CONTRACT + ".mean.by", Kind.TEXTS, "[year]", "Within which groups. If absent, all rows."),
                    Setting.of(CONTRACT + ".mean.equals", Kind.NUMBER, "1", "The number.")
                            .or("1"),
                    Setting.of(CONTRACT + ".mean.tolerance", Kind.NUMBER, "0.01", "By how much means may be off.")
                            .or("0")
                            .within(0, Double.POSITIVE_INFINITY),
                    Setting.of(
                            CONTRACT + ".jump",
                            Kind.GROUP,
                            "{ column = employment, factor = 3 }",
                            "Values of the panel that do not change too much from the period before."),
                    Setting.of(CONTRACT + ".jump.column", Kind.TEXT, "employment", "The column.")
                            .must(),
                    Setting.of(
                                    CONTRACT + ".jump.factor",
                                    Kind.NUMBER,
                                    "3",
                                    "How many times the value before it may be, or that may be of it.")
                            .must()
                            .within(1, Double.POSITIVE_INFINITY),
                    Setting.of(
                                    CONTRACT + ".jump.from",
                                    Kind.NUMBER,
                                    "100",
                                    "Only where the value before is at least this.")
                            .or("0")
                            .within(0, Double.POSITIVE_INFINITY)));

    private ContractSettings() {}
}
