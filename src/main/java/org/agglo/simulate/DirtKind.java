package org.agglo.simulate;

import java.util.Arrays;
import java.util.List;

/** A way in which an employment row is bad. */
enum DirtKind {
    MISSING_FIRM("missing firm_id"),
    MISSING_COUNTY("missing county_code"),
    MISSING_INDUSTRY("missing industry_code"),
    MISSING_YEAR("missing year"),
    MISSING_EMPLOYMENT("missing employment"),
    REPEATED_ROW("repeated row"),
    CONFLICTING_KEY("conflicting key"),
    UNKNOWN_COUNTY("unknown county"),
    NEGATIVE("negative employment"),
    TEXT("text employment"),
    WRONG_YEAR("wrong year");

    /** The kinds with an empty cell, in the order of the columns. */
    static final List<DirtKind> MISSING = Arrays.stream(values())
            .filter(kind -> kind.label.startsWith("missing "))
            .toList();

    private final String label;

    DirtKind(String label) {
        this.label = label;
    }

    /** What the truth and the report call it. */
    String label() {
        return label;
    }
}
