package org.agglo.simulate;

import java.io.Serializable;
import java.util.Map;

/**
 * What a task learnt while it wrote its file.
 *
 * @param year counted from 0
 * @param firstRegion the region that the arrays begin with
 * @param manufacturing jobs in manufacturing by region, clean rows only
 * @param total jobs by region, clean rows only
 * @param rows clean rows
 * @param dirt bad rows by kind
 * @param bytes length of the file
 */
@SuppressWarnings("ArrayRecordComponent") // travels once from task to driver, never compared
record FileTotals(
        int year, int firstRegion, long[] manufacturing, long[] total, long rows, Map<DirtKind, Long> dirt, long bytes)
        implements Serializable {
    FileTotals withBytes(long length) {
        return new FileTotals(year, firstRegion, manufacturing, total, rows, dirt, length);
    }
}
