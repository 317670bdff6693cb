package org.agglo.measure;

import java.util.List;

/**
 * A national share of employment, recovered from published quotients.
 *
 * @param group values of the columns that make the group
 * @param lower lower end of the interval that the share lies in
 * @param upper upper end; infinite where no published quotient bounds it
 * @param cells regions with a disclosed share and a published quotient
 * @param fitting how many of them are true of a share in the interval; all, if the quotients are consistent
 */
public record ReferenceShare(List<Object> group, double lower, double upper, long cells, long fitting) {
    public ReferenceShare {
        group = List.copyOf(group);
    }

    /** Whether one share explains every published quotient of the group. */
    public boolean consistent() {
        return fitting == cells;
    }

    /** Whether the share is bounded on both sides and above zero, so that quotients can be computed with it. */
    public boolean recovered() {
        return upper > 0 && Double.isFinite(upper);
    }

    /** The middle of the interval. */
    public double share() {
        return lower + (upper - lower) / 2;
    }

    /** Upper end less lower end: how far the share is known. */
    public double width() {
        return upper - lower;
    }
}
