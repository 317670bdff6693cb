package org.agglo.stats;

import java.io.Serializable;

/**
 * A number kept as the unevaluated sum of two doubles, about 32 digits, so that sums of products survive cancellation.
 * Sums follow Knuth's error-free addition, products the fused multiply-add; see Dekker (1971), <i>Numerische
 * Mathematik</i> 18, 224–242, and Ogita, Rump and Oishi (2005), <i>SIAM J. Sci. Comput.</i> 26(6), 1955–1988.
 *
 * <p>A mutable cell, made for accumulating; {@link #value()} rounds it once, at the end.
 */
public final class Twofold implements Serializable {
    private static final long serialVersionUID = 1;

    private double high;
    private double low;

    /** Zero. */
    public Twofold() {}

    /** A double, exactly. */
    public Twofold(double value) {
        high = value;
    }

    /** A copy. */
    public Twofold(Twofold other) {
        high = other.high;
        low = other.low;
    }

    /** Adds a double. */
    public Twofold add(double x) {
        double sum = high + x;
        double back = sum - high;
        low += (high - (sum - back)) + (x - back);
        high = sum;
        return this;
    }

    /** Adds another of its kind. */
    public Twofold add(Twofold other) {
        double carried = other.low;
        add(other.high);
        return add(carried);
    }

    /** Adds x · y, the product's rounding error included. */
    public Twofold addProduct(double x, double y) {
        double product = x * y;
        add(product);
        low += Math.fma(x, y, -product);
        return this;
    }

    /** Adds x · y · z, the products' rounding errors included. */
    public Twofold addProduct(double x, double y, double z) {
        double product = x * y;
        addProduct(product, z);
        low += Math.fma(x, y, -product) * z;
        return this;
    }

    /** Takes off a · b. */
    public Twofold subtractProduct(Twofold a, Twofold b) {
        a.settle();
        b.settle();
        addProduct(-a.high, b.high);
        low -= a.high * b.low + a.low * b.high;
        return this;
    }

    /** Turns the sign. */
    public Twofold negate() {
        high = -high;
        low = -low;
        return this;
    }

    /** The product, a new number. */
    public Twofold times(Twofold other) {
        return new Twofold().subtractProduct(new Twofold(this).negate(), other);
    }

    /** The quotient, a new number. */
    public Twofold dividedBy(Twofold divisor) {
        settle();
        divisor.settle();
        double first = high / divisor.high;
        Twofold rest = new Twofold(this).subtractProduct(new Twofold(first), divisor);
        return new Twofold(first).add(rest.value() / divisor.high);
    }

    /** The nearest double. */
    public double value() {
        return high + low;
    }

    private void settle() {
        double sum = high + low;
        low -= sum - high;
        high = sum;
    }

    /** The compensated sum of the numbers, rounded once. */
    public static double sum(double[] numbers) {
        Twofold sum = new Twofold();
        for (double number : numbers) {
            sum.add(number);
        }
        return sum.value();
    }

    /** The compensated mean; NaN of nothing. */
    public static double mean(double[] numbers) {
        return sum(numbers) / numbers.length;
    }
}
