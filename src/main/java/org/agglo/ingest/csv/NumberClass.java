package org.agglo.ingest.csv;

import java.util.Arrays;

/**
 * Numbers that are written plainly, {@code 12}, {@code -3} or, in a column of decimals, {@code 1.25}, with up to fifteen
 * digits, form classes by whether they have a point and whether they are within bounds. Any other text is a class of its own.
 */
final class NumberClass extends CellClass {
    private static final int MOST_DIGITS = 15;
    private static final int CLASSES = 6;
    private static final double[] POWERS = new double[MOST_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    private final boolean whole;
    private final double min;
    private final double max;
    private final int[] first = new int[CLASSES];
    private final double[] firstValue = new double[CLASSES];
    private final double[] values = new double[LineIndex.MOST];
    private boolean point;
    private double value;

    NumberClass(CellRole role) {
        super(role.missing());
        this.whole = role.kind() == CellRole.Kind.WHOLE;
        this.min = role.min();
        this.max = role.max();
        Arrays.fill(first, -1);
    }

    @Override
    int of(byte[] bytes, int start, int length) {
        int id = classOf(bytes, start, length);
        values[0] = value;
        return id;
    }

    private int classOf(byte[] bytes, int start, int length) {
        value = parse(bytes, start, length);
        if (Double.isNaN(value) || isMissing(bytes, start, length)) {
            value = Double.NaN;
            return ids.of(bytes, start, length);
        }
        int place = (point ? 3 : 0) + (value < min ? 1 : value > max ? 2 : 0);
        if (first[place] < 0) {
            first[place] = ids.of(bytes, start, length);
            firstValue[place] = value;
        }
        return first[place];
    }

    @Override
    void of(byte[] bytes, int[] starts, int[] lengths, int count, int[] into) {
        for (int i = 0; i < count; i++) {
            into[i] = classOf(bytes, starts[i], lengths[i]);
            values[i] = value;
        }
    }

    /** The numbers of the cells last looked at, NaN for those that are not plain. */
    double[] values() {
        return values;
    }

    /** The number that tells a class of plain ones; NaN for any other class. */
    double firstOf(int id) {
        for (int i = 0; i < CLASSES; i++) {
            if (first[i] == id) {
                return firstValue[i];
            }
        }
        return Double.NaN;
    }

    @Override
    void clear() {
        super.clear();
        Arrays.fill(first, -1);
    }

    private double parse(byte[] bytes, int start, int length) {
        point = false;
        if (length > 0 && length <= Long.BYTES) {
            long digits = Digits.of(bytes, start, length);
            if (digits >= 0) {
                return digits;
            }
        }
        return signedOrLong(bytes, start, length);
    }

    private double signedOrLong(byte[] bytes, int start, int length) {
        int stop = start + length;
        int from = length > 0 && bytes[start] == '-' ? start + 1 : start;
        int pointAt = -1;
        long digits = 0;
        if (stop - from > MOST_DIGITS + 1) {
            return Double.NaN;
        }
        for (int at = from; at < stop; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = 10 * digits + digit;
            } else if (bytes[at] == '.' && pointAt < 0 && !whole && at > from && at + 1 < stop) {
                pointAt = at;
            } else {
                return Double.NaN;
            }
        }
        point = pointAt >= 0;
        int count = stop - from - (point ? 1 : 0);
        if (count == 0 || count > MOST_DIGITS) {
            return Double.NaN;
        }
        double size = point ? digits / POWERS[stop - pointAt - 1] : digits;
        // A whole number has no negative zero; a decimal has.
        return from == start ? size : point ? -size : 0 - size;
    }
}
