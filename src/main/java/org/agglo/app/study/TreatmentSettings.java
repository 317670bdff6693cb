package org.agglo.app.study;

import java.util.List;

/** Settings of what is done with cells that a publisher withholds. */
final class TreatmentSettings {
    private static final String TREATMENT = "sources.<source>.treatment";
    private static final String HIERARCHY = TREATMENT + ".hierarchies.<hierarchy>";

    static final List<Setting> ALL = List.of(
            Setting.of(
                    TREATMENT,
                    Kind.GROUP,
                    "{ method = bounded, hierarchies { … } }",
                    "What is done with withheld cells; without it they are left missing."),
            Setting.of(
                            TREATMENT + ".method",
                            Kind.TEXT,
                            "imputed",
                            "They stay missing (missing); they stay missing and columns X_low and X_high say between"
                                    + " which values they must lie (bounded); or they get a value within these bounds,"
                                    + " so that children add up to their parents (imputed). Column X_bounded or"
                                    + " X_imputed flags them, and totals count the flags.")
                    .must()
                    .oneOf("missing", "bounded", "imputed"),
            Setting.of(
                    TREATMENT + ".columns",
                    Kind.TEXTS,
                    "[employment]",
                    "The columns treated. If absent, the numbers that 'suppressed' names."),
            Setting.of(
                    TREATMENT + ".weight",
                    Kind.TEXT,
                    "establishments",
                    "A column that is published of withheld cells too; imputation starts from it, times what one has in"
                            + " published cells of the same code."),
            Setting.of(
                    TREATMENT + ".hierarchies",
                    Kind.NAMED,
                    "{ industries { column = industry, digits = [2, 3], top = \"10\" } }",
                    "How cells lie within each other, such as industries in sectors and counties in states."),
            Setting.of(HIERARCHY, Kind.GROUP, "", "One hierarchy of codes."),
            Setting.of(HIERARCHY + ".column", Kind.TEXT, "industry", "The column with the codes; part of the key.")
                    .must(),
            Setting.of(
                            HIERARCHY + ".digits",
                            Kind.NUMBERS,
                            "[2, 3, 6]",
                            "Lengths of codes by level. A code lies in its start of the next smaller length, or in a"
                                    + " range that holds it, such as 31-33.")
                    .or("[]")
                    .within(0, 20),
            Setting.of(
                    HIERARCHY + ".pad",
                    Kind.TEXT,
                    "\"0\"",
                    "What fills shorter codes up, as in 01000, the state of county 01001."),
            Setting.of(HIERARCHY + ".top", Kind.TEXT, "\"10\"", "The code that holds all codes of the least length."),
            Setting.of(
                    HIERARCHY + ".parents",
                    Kind.NAMED,
                    "{ \"10\" = [\"101\", \"102\"] }",
                    "Parents and their children by hand; they win over 'digits'."),
            Setting.of(HIERARCHY + ".parents.<parent>", Kind.TEXTS, "[\"101\", \"102\"]", "Its children."),
            Setting.of(
                            HIERARCHY + ".complete",
                            Kind.FLAG,
                            "false",
                            "Whether children add up to their parent. If not, they only cannot exceed it.")
                    .or("true"),
            Setting.of(
                    TREATMENT + ".classes",
                    Kind.GROUP,
                    "{ column = empflag, bounds { A = [0, 19], B = [20, 99] } }",
                    "Size classes that are published of withheld cells."),
            Setting.of(TREATMENT + ".classes.column", Kind.TEXT, "empflag", "The column with the class.")
                    .must(),
            Setting.of(
                    TREATMENT + ".classes.of",
                    Kind.TEXT,
                    "employment",
                    "The column that the classes are of. If absent, the first treated."),
            Setting.of(
                            TREATMENT + ".classes.bounds",
                            Kind.NAMED,
                            "{ A = [0, 19], M = [100000] }",
                            "Each class with its least and greatest value; with one number it has no upper end.")
                    .must(),
            Setting.of(TREATMENT + ".classes.bounds.<class>", Kind.NUMBERS, "[0, 19]", "Least and greatest value.")
                    .within(1, 2));

    private TreatmentSettings() {}
}
