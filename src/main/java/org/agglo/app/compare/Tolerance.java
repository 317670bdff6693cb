package org.agglo.app.compare;

/**
 * What counts as the same.
 *
 * @param estimates estimates and errors differ if their difference is more than this share of the largest of both
 *     estimates and both errors
 * @param rows counts of rows differ if their difference is more than this share of the larger
 * @param withinInterval whether an estimate may also be anywhere in the old one's 95 % interval, and its error anything
 */
public record Tolerance(double estimates, double rows, boolean withinInterval) {
    boolean rows(long before, long after) {
        return Math.abs(after - before) <= rows * Math.max(before, after);
    }

    boolean estimates(double before, double after, double scale) {
        return Double.compare(before, after) == 0 || Math.abs(after - before) <= estimates * scale;
    }
}
