package org.agglo.app.study;

import java.util.List;
import java.util.stream.Stream;

/** Settings of the panel, of the columns computed on it, and of what is described. */
final class PanelSettings {
    private static final String QUOTIENT = "measures.<measure>";
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

    private static final List<Setting> BEFORE_CROSSWALKS = List.of(
            Setting.of("panel", Kind.GROUP, "", "One row per region and period.")
                    .must(),
            Setting.of("panel.region", Kind.TEXT, "province", "The column that names the region.")
                    .must(),
            Setting.of("panel.time", Kind.TEXT, "year", "The column with the period, a whole number.")
                    .must(),
            Setting.of(
                            "panel.cells",
                            Kind.TEXTS,
                            "[industry]",
                            "Further columns that tell rows apart, if there is more than one row per region and"
                                    + " period.")
                    .or("[]")
                    .within(0, NO_LIMIT),
            Setting.of("panel.from", Kind.WHOLE, "2005", "First period expected; rows before it are set aside."),
            Setting.of("panel.to", Kind.WHOLE, "2016", "Last period expected; rows after it are set aside."),
            Setting.of("panel.source", Kind.TEXT, "firms", "The source whose rows it is made from.")
                    .must());

    private static final List<Setting> AFTER_CROSSWALKS = List.of(
            Setting.of(
                    "panel.totals",
                    Kind.NAMED,
                    "{ q_total { sum = employment } }",
                    "Sums over the records of each region and period. If absent, the source's rows are the panel's."),
            Setting.of("panel.totals.<total>", Kind.GROUP, "", "One sum, a column of the panel."),
            Setting.of("panel.totals.<total>.sum", Kind.TEXT, "employment", "The column that is added up.")
                    .must(),
            Setting.of(
                    "panel.totals.<total>.prefixes",
                    Kind.NAMED,
                    "{ industry = [\"13\", \"14\"] }",
                    "Only records whose code starts with one of these count."),
            Setting.of(
                    "panel.totals.<total>.prefixes.<column>", Kind.TEXTS, "[\"13\", \"14\"]", "Starts of that code."),
            Setting.of(
                    "panel.join", Kind.NAMED, "{ controls { on = [province, year] } }", "Sources that bring columns."),
            Setting.of("panel.join.<source>", Kind.GROUP, "", "One source that joins."),
            Setting.of(
                            "panel.join.<source>.on",
                            Kind.TEXTS,
                            "[province, year]",
                            "The columns to match; that source's key.")
                    .must(),
            Setting.of(
                    "panel.groups",
                    Kind.NAMED,
                    "{ area { east = [Beijing, Tianjin], west = [Sichuan] } }",
                    "New columns that sort regions into groups."),
            Setting.of("panel.groups.<group>", Kind.NAMED, "", "The group's values."),
            Setting.of(
                    "panel.groups.<group>.<value>", Kind.TEXTS, "[Beijing, Tianjin]", "The regions with that value."),
            Setting.of(
                            "panel.interpolate",
                            Kind.TEXTS,
                            "[open]",
                            "Columns whose gaps are filled linearly within a region; filled cells are flagged and"
                                    + " counted.")
                    .or("[]")
                    .within(0, NO_LIMIT),
            Setting.of(
                            "panel.extrapolate",
                            Kind.FLAG,
                            "true",
                            "Whether gaps before the first and after the last value are filled too.")
                    .or("false"),
            Setting.of(
                    "derive",
                    Kind.NAMED,
                    "{ state = \"floor(fips / 1000)\" }",
                    "Columns computed from the panel's, in file order, before the measures."),
            Setting.of("derive.<column>", Kind.TEXT, "\"floor(fips / 1000)\"", "Arithmetic as in a formula."),
            Setting.of("measures", Kind.NAMED, "{ maggl { … } }", "Indices, each a column of the panel."),
            Setting.of(QUOTIENT, Kind.GROUP, "", "One index."),
            Setting.of(
                            QUOTIENT + ".type",
                            Kind.TEXT,
                            "location-quotient",
                            "Which index: the activity's share of the total over the same share in the reference"
                                    + " group.")
                    .must()
                    .oneOf("location-quotient"),
            Setting.of(QUOTIENT + ".activity", Kind.TEXT, "q_mfg", "The activity's employment.")
                    .must(),
            Setting.of(QUOTIENT + ".total", Kind.TEXT, "q_total", "All employment.")
                    .must(),
            Setting.of(
                            QUOTIENT + ".by",
                            Kind.TEXTS,
                            "[industry, year]",
                            "The groups within which the reference share is taken.")
                    .or(Fallback.TIME),
            Setting.of(
                    QUOTIENT + ".published",
                    Kind.GROUP,
                    "{ column = lq, decimals = 2 }",
                    "Published quotients to hold ours against; the run says how many differ by more than rounding."),
            Setting.of(QUOTIENT + ".published.column", Kind.TEXT, "lq", "The column that holds them.")
                    .must(),
            Setting.of(QUOTIENT + ".published.decimals", Kind.WHOLE, "2", "How many decimals they are rounded to.")
                    .must()
                    .within(0, 15),
            Setting.of(
                            QUOTIENT + ".published.recover",
                            Kind.FLAG,
                            "true",
                            "Whether the reference share is recovered from the published quotients, since the panel's"
                                    + " own sums lack withheld cells.")
                    .or("false"),
            Setting.of(
                    QUOTIENT + ".published.by",
                    Kind.TEXT,
                    "state",
                    "A column whose values get a line each in a table of how many are reproduced."),
            Setting.of("describe", Kind.GROUP, "", "What is described before anything is estimated."),
            Setting.of("describe.variables", Kind.TEXTS, "[pat, maggl]", "The rows of the descriptive table."),
            Setting.of(
                    "describe.where",
                    Kind.NAMED,
                    "{ industry = [\"31-33\"] }",
                    "Describe only the panel's rows with these values."),
            Setting.of(
                    "describe.where.<column>", Kind.TEXTS, "[\"31-33\"]", "The values a row may have in that column."),
            Setting.of(
                    "describe.averages", Kind.GROUP, "{ variable = maggl, by = area }", "Means by group and period."),
            Setting.of("describe.averages.variable", Kind.TEXT, "maggl", "What is averaged.")
                    .must(),
            Setting.of("describe.averages.by", Kind.TEXT, "area", "The groups.").must(),
            Setting.of(
                    "describe.ranking", Kind.GROUP, "{ variable = maggl }", "Regions by their mean over the periods."),
            Setting.of("describe.ranking.variable", Kind.TEXT, "maggl", "What they are ranked by.")
                    .must(),
            Setting.of("describe.ranking.top", Kind.WHOLE, "5", "How many from the top.")
                    .or("5")
                    .within(0, 1000),
            Setting.of("describe.ranking.bottom", Kind.WHOLE, "3", "How many from the bottom.")
                    .or("3")
                    .within(0, 1000),
            Setting.of("describe.ranking.above", Kind.NUMBER, "1", "List all regions whose mean is above this too."),
            Setting.of(
                    "describe.published",
                    Kind.NAMED,
                    "{ maggl = [360, 1.031, 0.908, 0.0642, 4.795] }",
                    "Published moments to put beside ours."),
            Setting.of(
                            "describe.published.<variable>",
                            Kind.NUMBERS,
                            "[360, 1.031, 0.908, 0.0642, 4.795]",
                            "Observations, mean, standard deviation, least, greatest.")
                    .within(5, 5));

    static final List<Setting> ALL = Stream.of(BEFORE_CROSSWALKS, CrosswalkSettings.ALL, AFTER_CROSSWALKS)
            .flatMap(List::stream)
            .toList();

    private PanelSettings() {}
}
