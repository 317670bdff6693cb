package org.agglo.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/**
 * How numbers are written, wherever they are written: ASCII minus, a comma between thousands, a point before decimals.
 *
 * <p>Rounding is of the exact binary value, half to even. {@code NaN} is {@value #MISSING}, infinity is ∞. The renderers
 * turn the minus into a true one where the format has it.
 */
public final class Numbers {
    /** What stands for a number that is not there. */
    public static final String MISSING = "–";

    private static final int MOST_DECIMALS = 8;
    private static final double SCIENTIFIC_FROM = 1e15;

    private Numbers() {}

    /** A count, such as 1,234,567. */
    public static String count(long n) {
        return fixed(BigDecimal.valueOf(n), 0);
    }

    /** Exactly so many decimals, such as 1,234.500; a value that rounds to zero has no sign. */
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return notFinite(value);
        }
        if (Math.abs(value) >= SCIENTIFIC_FROM) {
            return scientific(value);
        }
        return fixed(new BigDecimal(value), decimals);
    }

    /**
     * So many decimals, and more where fewer than two significant digits would be left: −0.0123 stays −0.012, and 0.00012
     * is not shown as 0.000. Beyond eight decimals the number is written as 1.2e-12.
     */
    public static String adaptive(double value, int decimals) {
        return Double.isFinite(value) && value != 0 && decimalsOf(value, decimals) > MOST_DECIMALS
                ? scientific(value)
                : fixed(value, decimalsOf(value, decimals));
    }

    /** So many significant digits; whole numbers, and digits before the point, in full: 26,828; 354; 1.031; 0.06420. */
    public static String significant(double value, int digits) {
        if (!Double.isFinite(value) || value == Math.rint(value)) {
            return fixed(value, 0);
        }
        int decimals = Math.max(0, digits - 1 - exponent(value));
        return decimals > MOST_DECIMALS ? scientific(value) : fixed(value, decimals);
    }

    /**
     * The decimals that give the largest of the values four significant digits: what a row or column of like numbers is
     * written with. 0 for values from 1,000, 3 for those below 10; at most 6.
     */
    public static int decimals(Collection<Double> values) {
        double largest = values.stream()
                .filter(v -> v != null && Double.isFinite(v))
                .mapToDouble(Math::abs)
                .max()
                .orElse(0);
        boolean whole = values.stream().allMatch(v -> v == null || !Double.isFinite(v) || v == Math.rint(v));
        return largest == 0 || whole ? 0 : Math.max(0, Math.min(6, 3 - exponent(largest)));
    }

    /** A p value: three decimals, or {@code <0.001}. */
    public static String pValue(double p) {
        return p < 0.001 ? "<0.001" : fixed(p, 3);
    }

    /** Every digit that tells this number from its neighbours, for machines: 0.1, 360, 1.0E-20; empty for NaN. */
    public static String full(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        boolean plain = value == 0 || (Math.abs(value) >= 1e-7 && Math.abs(value) < SCIENTIFIC_FROM);
        return plain && Double.isFinite(value)
                ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    /** The decimals, at least those given, at which two significant digits of the value are seen. */
    static int decimalsOf(double value, int atLeast) {
        if (!Double.isFinite(value) || value == Math.rint(value)) {
            return atLeast;
        }
        return Math.abs(value) < Math.pow(10, 1.0 - atLeast) ? Math.max(atLeast, 1 - exponent(value)) : atLeast;
    }

    /** The decimals, at least those given, that show a number with few digits, such as a published one, unrounded. */
    static int asGiven(double value, int atLeast) {
        return Double.isFinite(value)
                ? Math.max(
                        atLeast,
                        Math.min(
                                6,
                                new BigDecimal(Double.toString(value))
                                        .stripTrailingZeros()
                                        .scale()))
                : atLeast;
    }

    private static int exponent(double value) {
        BigDecimal exact = new BigDecimal(Math.abs(value));
        return exact.precision() - exact.scale() - 1;
    }

    private static String notFinite(double value) {
        return Double.isNaN(value) ? MISSING : value > 0 ? "∞" : "-∞";
    }

    private static String scientific(double value) {
        int exponent = exponent(value);
        BigDecimal mantissa = new BigDecimal(value).scaleByPowerOfTen(-exponent).setScale(1, RoundingMode.HALF_EVEN);
        return mantissa.abs().compareTo(BigDecimal.TEN) >= 0
                ? mantissa.scaleByPowerOfTen(-1).setScale(1, RoundingMode.HALF_EVEN) + "e" + (exponent + 1)
                : mantissa + "e" + exponent;
    }

    private static String fixed(BigDecimal value, int decimals) {
        BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_EVEN);
        String digits = rounded.abs().toPlainString();
        int point = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        StringBuilder text = new StringBuilder(digits);
        for (int at = point - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return rounded.signum() < 0 ? "-" + text : text.toString();
    }
}
