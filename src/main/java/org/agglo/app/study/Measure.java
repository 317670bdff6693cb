package org.agglo.app.study;

import java.util.List;
import java.util.Optional;

/** An index computed on the panel; it becomes a column of that name. */
public sealed interface Measure permits Measure.LocationQuotient {
    /** The column it makes. */
    String name();

    /** Where it is declared. */
    Origin origin();

    /**
     * The activity's share of a cell's total over the same share in the reference group.
     *
     * @param by the columns within which the reference share is taken, usually the time
     * @param published quotients to hold ours against
     */
    record LocationQuotient(
            String name, String activity, String total, List<String> by, Optional<Published> published, Origin origin)
            implements Measure {
        public LocationQuotient {
            by = List.copyOf(by);
        }
    }

    /**
     * Quotients that somebody else published.
     *
     * @param column the panel's column that holds them
     * @param decimals how many decimals they were rounded to
     * @param recover whether the reference share is recovered from them, instead of taken from the panel's own sums
     * @param by a column, such as a state, whose values get a line each in a table of those reproduced
     */
    record Published(String column, int decimals, boolean recover, Optional<String> by) {}
}
