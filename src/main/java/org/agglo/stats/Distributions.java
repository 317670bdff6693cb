package org.agglo.stats;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/**
 * Tail probabilities and quantiles that tables need, with relative accuracy of about 1e-12 down to 1e-300: a p-value is
 * computed as a tail, never as one minus something near one. NaN in gives NaN out.
 */
public final class Distributions {
    private static final int MOST_STEPS = 200;

    /** Degrees of freedom from which t is taken to a normal deviate by an expansion in their inverse. */
    private static final double MANY = 1e5;

    private Distributions() {}

    /** P(|T| > |t|) for Student's t with {@code df} degrees of freedom; the normal if they are infinite. */
    public static double tTwoSided(double t, double df) {
        if (Double.isNaN(t) || Double.isNaN(df)) {
            return Double.NaN;
        }
        if (Double.isInfinite(df)) {
            return normalTwoSided(t);
        }
        double ratio = Math.abs(t) / Math.sqrt(df);
        double square = ratio * ratio;
        if (df >= MANY && !Double.isInfinite(square)) {
            return normalTwoSided(normalOf(square, df));
        }
        return IncompleteBeta.regularised(1 / (1 + square), over(square), df / 2, 0.5);
    }

    /** P(|Z| > |z|) for the standard normal. */
    public static double normalTwoSided(double z) {
        return Double.isNaN(z) ? Double.NaN : Erf.erfc(Math.abs(z) / Math.sqrt(2));
    }

    /** P(F > f) for the F distribution; χ²/df1 if {@code df2} is infinite. */
    public static double fTail(double f, double df1, double df2) {
        if (Double.isNaN(f) || Double.isNaN(df1) || Double.isNaN(df2)) {
            return Double.NaN;
        }
        if (Double.isInfinite(df2)) {
            return chiSquaredTail(f * df1, df1);
        }
        double ratio = Math.max(f, 0) * df1 / df2;
        return IncompleteBeta.regularised(1 / (1 + ratio), over(ratio), df2 / 2, df1 / 2);
    }

    /** P(X > x) for χ² with {@code df} degrees of freedom. */
    public static double chiSquaredTail(double x, double df) {
        if (Double.isNaN(x) || Double.isNaN(df)) {
            return Double.NaN;
        }
        if (Double.isInfinite(x)) {
            return 0;
        }
        return x <= 0 ? 1 : Gamma.regularizedGammaQ(df / 2, x / 2, 1e-15, 1_000_000);
    }

    /**
     * The t that Student's |T| exceeds with probability {@code p}: 1.96… for 0.05 and infinite degrees of freedom.
     *
     * @param p between 0 and 1, both excluded
     */
    public static double tCritical(double p, double df) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("A probability between 0 and 1 is needed, not " + p);
        }
        if (Double.isNaN(df) || df <= 0) {
            return Double.NaN;
        }
        double low = 0;
        double high = 1;
        while (tTwoSided(high, df) > p) {
            low = high;
            high *= 2;
        }
        for (int step = 0; step < MOST_STEPS; step++) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            if (tTwoSided(middle, df) > p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The normal deviate with the tail of a t whose square over df is given: Hill (1970), CACM 13(10), 617–619. */
    private static double normalOf(double square, double df) {
        double a = df - 0.5;
        double b = 48 * a * a;
        double y = a * Math.log1p(square);
        double bend = (((-0.4 * y - 3.3) * y - 24) * y - 85.5) / (0.8 * y * y + 100 + b);
        return ((bend + y + 3) / b + 1) * Math.sqrt(y);
    }

    private static double over(double ratio) {
        return Double.isInfinite(ratio) ? 1 : ratio / (1 + ratio);
    }
}
