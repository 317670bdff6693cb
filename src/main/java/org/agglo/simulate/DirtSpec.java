package org.agglo.simulate;

import java.io.Serializable;

/**
 * Bad rows added to the clean ones, each kind as a share of the clean rows. A bad row stands behind a clean row, breaks
 * exactly one rule, and leaves the clean rows' sums the truth once it is set aside.
 *
 * @param missingCells rows of other firms with one of the five cells empty
 * @param duplicateKeys rows that repeat the firm and year of the row before, half of them exactly, half with another
 *     employment
 * @param unknownCounties rows of other firms with a county code that the crosswalk does not have
 * @param negative rows of other firms with negative employment
 * @param text rows of other firms with words for employment; CSV only
 * @param wrongYears rows of other firms with a year that is centuries off, early or late alike
 */
public record DirtSpec(
        double missingCells,
        double duplicateKeys,
        double unknownCounties,
        double negative,
        double text,
        double wrongYears)
        implements Serializable {
    /** No bad rows. */
    public static DirtSpec none() {
        return new DirtSpec(0, 0, 0, 0, 0, 0);
    }
}
