package org.agglo.app.study;

import java.util.List;
import java.util.stream.Stream;

/** Settings of how codes lie within each other, wherever a study says so; {@link HierarchyReader} reads them. */
final class HierarchySettings {
    private HierarchySettings() {}

    /** Those below a setting. */
    static Stream<Setting> of(String group) {
        return Stream.of(
                Setting.of(group + ".column", Kind.TEXT, "industry", "The column with the codes; part of the key.")
                        .must(),
                Setting.of(
                                group + ".digits",
                                Kind.NUMBERS,
                                "[2, 3, 6]",
                                "Lengths of codes by level. A code lies in its start of the next smaller length, or in a"
                                        + " range that holds it, such as 31-33.")
                        .or("[]")
                        .within(0, 20),
                Setting.of(
                        group + ".pad",
                        Kind.TEXT,
                        "\"0\"",
                        "What fills shorter codes up, as in 01000, the state of county 01001."),
                Setting.of(group + ".top", Kind.TEXT, "\"10\"", "The code that holds all codes of the least length."),
                Setting.of(
                        group + ".parents",
                        Kind.NAMED,
                        "{ \"10\" = [\"101\", \"102\"] }",
                        "Parents and their children by hand; they win over 'digits'."),
                Setting.of(group + ".parents.<parent>", Kind.TEXTS, "[\"101\", \"102\"]", "Its children."));
    }

    /** Settings, those of a hierarchy between others. */
    static List<Setting> among(List<Setting> before, String group, List<Setting> after) {
        return Stream.of(before.stream(), of(group), after.stream())
                .flatMap(settings -> settings)
                .toList();
    }
}
