package org.agglo.app.study;

import java.util.List;
import java.util.Optional;
import org.agglo.disclosure.Treatment;
import org.agglo.measure.QuotientBounds;

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
     * @param bounds where the activity or the total may rest on withheld cells
     */
    record LocationQuotient(
            String name,
            String activity,
            String total,
            List<String> by,
            Optional<Published> published,
            Optional<QuotientBounds> bounds,
            Origin origin)
            implements Measure {
        public LocationQuotient {
            by = List.copyOf(by);
        }

        /** The column with its least possible value, if there are bounds. */
        public String low() {
            return Treatment.low(name);
        }

        /** The column with its greatest possible value, if there are bounds. */
        public String high() {
            return Treatment.high(name);
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
