package org.agglo.simulate;

import java.util.Arrays;
import java.util.List;

/**
 * A way in which an employment row is bad, labelled with the reason for which ingest sets such a row aside where the study
 * calls the columns firm, county, industry, year and employment, and gives the years as a range.
 */
enum DirtKind {
    MISSING_FIRM("missing firm"),
    MISSING_COUNTY("missing county"),
    MISSING_INDUSTRY("missing industry"),
    MISSING_YEAR("missing year"),
    MISSING_EMPLOYMENT("missing employment"),
    REPEATED_ROW("repeated row"),
    CONFLICTING_KEY("conflicting key"),
    UNKNOWN_COUNTY("unknown county"),
    NEGATIVE("below minimum: employment"),
    TEXT("not a number: employment"),
    EARLY_YEAR("below minimum: year"),
    LATE_YEAR("above maximum: year");

    /** The kinds with an empty cell, in the order of the columns. */
    static final List<DirtKind> MISSING = Arrays.stream(values())
            .filter(kind -> kind.label.startsWith("missing "))
            .toList();

    private final String label;

    DirtKind(String label) {
        this.label = label;
    }

    /** What the truth and the report call it: the reason that ingest gives. */
    String label() {
        return label;
    }
}
