package org.agglo.app.study;

import java.util.List;

/** Settings of what is done with cells that a publisher withholds. */
final class TreatmentSettings {
    private static final String TREATMENT = "sources.<source>.treatment";
    private static final String HIERARCHY = TREATMENT + ".hierarchies.<hierarchy>";

    static final List<Setting> ALL = HierarchySettings.among(
            List.of(
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
                    Setting.of(HIERARCHY, Kind.GROUP, "", "One hierarchy of codes.")),
            HIERARCHY,
            List.of(
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
                                    TREATMENT + ".classes.table",
                                    Kind.TEXT,
                                    "cbp-empflag",
                                    "Classes that are known: A to M of County Business Patterns up to 2016. 'bounds' add to"
                                            + " them, and win.")
                            .oneOf("cbp-empflag"),
                    Setting.of(
                            TREATMENT + ".classes.bounds",
                            Kind.NAMED,
                            "{ A = [0, 19], M = [100000] }",
                            "Each class with its least and greatest value; with one number it has no upper end. Must be"
                                    + " given without 'table'."),
                    Setting.of(
                                    TREATMENT + ".classes.bounds.<class>",
                                    Kind.NUMBERS,
                                    "[0, 19]",
                                    "Least and greatest value.")
                            .within(1, 2),
                    Setting.of(
                            TREATMENT + ".counts",
                            Kind.GROUP,
                            "{ table = cbp-establishments, all = est }",
                            "Columns that count establishments by size, which are published of withheld cells: the value lies"
                                    + " between the sums of count times least and of count times greatest size."),
                    Setting.of(
                            TREATMENT + ".counts.of",
                            Kind.TEXT,
                            "employment",
                            "The column that the sizes are of. If absent, the first treated."),
                    Setting.of(
                                    TREATMENT + ".counts.table",
                                    Kind.TEXT,
                                    "cbp-establishments",
                                    "Columns that are known: those of County Business Patterns, by employment in mid-March."
                                            + " 'sizes' add to them, and win.")
                            .oneOf("cbp-establishments"),
                    Setting.of(
                            TREATMENT + ".counts.all",
                            Kind.TEXT,
                            "est",
                            "The column with the number of all establishments: those in no count are of the sizes whose count"
                                    + " is empty. Without it nothing bounds such a cell above."),
                    Setting.of(
                            TREATMENT + ".counts.sizes",
                            Kind.NAMED,
                            "{ small = [0, 9], large = [10] }",
                            "Each column with its establishments' least and greatest size; with one number it has no upper"
                                    + " end. No establishment is in two. Must be given without 'table'."),
                    Setting.of(TREATMENT + ".counts.sizes.<column>", Kind.NUMBERS, "[0, 9]", "Least and greatest size.")
                            .within(1, 2)));

    private TreatmentSettings() {}
}
