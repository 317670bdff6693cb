package org.agglo.app.study;

import java.util.List;
import java.util.stream.Stream;

/** Settings of how records reach the panel's key. */
final class CrosswalkSettings {
    private static final String ONE = "panel.crosswalk";
    private static final String SEVERAL = "panel.crosswalks";
    private static final String EACH = SEVERAL + ".<number>";

    static final List<Setting> ALL = Stream.of(
                    List.of(Setting.of(
                            ONE,
                            Kind.GROUP,
                            "{ source = counties, on = county }",
                            "How records reach their region, if they do not name it; several go into crosswalks.")),
                    of(ONE),
                    List.of(
                            Setting.of(
                                    SEVERAL,
                                    Kind.GROUPS,
                                    "[{ source = zones, on = county }, { source = states, on = zone }]",
                                    "Several, one after another; a later one may look up what an earlier one brings."),
                            Setting.of(EACH, Kind.GROUP, "", "One of them, as panel.crosswalk.")),
                    of(EACH))
            .flatMap(List::stream)
            .toList();

    private CrosswalkSettings() {}

    private static List<Setting> of(String crosswalk) {
        return List.of(
                Setting.of(
                                crosswalk + ".source",
                                Kind.TEXT,
                                "counties",
                                "The source that says where each code lies; it brings the columns that the panel's key,"
                                        + " or a later crosswalk, needs.")
                        .must(),
                Setting.of(crosswalk + ".on", Kind.TEXT, "county", "The code; the key of that source.")
                        .must(),
                Setting.of(
                        crosswalk + ".weight",
                        Kind.TEXT,
                        "share",
                        "That source's column with the share of the code that lies in the region, where a code lies in"
                                + " several; the shares of a code add up to 1, and totals are divided by them."),
                Setting.of(
                        crosswalk + ".from",
                        Kind.TEXT,
                        "valid_from",
                        "That source's column with the first period in which a row holds."),
                Setting.of(
                        crosswalk + ".to",
                        Kind.TEXT,
                        "valid_to",
                        "That source's column with the last period in which a row holds; empty for still."));
    }
}
