package org.agglo.simulate;

import java.io.Serializable;

/**
 * Where every firm of the country stands: firms have numbers 0, 1, …, county after county, region after region, and within
 * a county manufacturing firms are evenly spread among the others. This is all that a task needs to draw any range of
 * firms in any year.
 *
 * @param seed start of the firms' random streams
 * @param from first year
 * @param years number of years
 * @param entry part of the firms that enter after the first year
 * @param exit part of the firms that leave before the last
 * @param countyCode county to its code
 * @param countyRegion county to its region
 * @param countyStart county to its first firm's number; one more element, the number of firms
 * @param countyManufacturing county to its number of manufacturing firms
 * @param firstManufacturing county to its first manufacturing firm's place among those of its region
 * @param firstOther county to its first other firm's place among those of its region
 * @param scale mean employment, (2 region + sector) × years; sector 0 is manufacturing
 * @param sizes a firm's size over the mean, by evenly spread quantiles; the length is a power of two
 * @param noise a firm's employment over its size, likewise
 * @param industries sector × industry codes, each as often as it is likely; lengths are powers of two
 */
@SuppressWarnings("ArrayRecordComponent") // made once on the driver, read in tasks' inner loops, never compared
record Layout(
        long seed,
        int from,
        int years,
        double entry,
        double exit,
        int[] countyCode,
        int[] countyRegion,
        long[] countyStart,
        long[] countyManufacturing,
        long[] firstManufacturing,
        long[] firstOther,
        double[][] scale,
        double[] sizes,
        double[] noise,
        int[][] industries)
        implements Serializable {
    /** Number of firms, alive or not in a given year. */
    long firms() {
        return countyStart[countyStart.length - 1];
    }

    /** The county in which the firm stands. */
    int countyOf(long firm) {
        int low = 0;
        int high = countyCode.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (countyStart[middle] <= firm) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
