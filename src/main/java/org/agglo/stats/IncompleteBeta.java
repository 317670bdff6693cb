package org.agglo.stats;

import org.apache.commons.math3.special.Beta;

/**
 * The regularised incomplete beta function I_x(a, b), by Lentz's continued fraction (Abramowitz and Stegun 1964, 26.5.8).
 * Takes x and 1 − x both, so that neither tail is lost to the subtraction when a or b is large.
 */
final class IncompleteBeta {
    private static final double SMALLEST = 1e-300;
    private static final int MOST_STEPS = 1_000_000;

    private IncompleteBeta() {}

    /**
     * @param x from 0 to 1
     * @param rest 1 − x, to its own full precision
     */
    static double regularised(double x, double rest, double a, double b) {
        if (x <= 0) {
            return 0;
        }
        if (rest <= 0) {
            return 1;
        }
        if (x <= (a + 1) / (a + b + 2)) {
            return part(x, rest, a, b);
        }
        return 1 - part(rest, x, b, a);
    }

    private static double part(double x, double rest, double a, double b) {
        double logX = x < 0.5 ? Math.log(x) : Math.log1p(-rest);
        double logRest = rest < 0.5 ? Math.log(rest) : Math.log1p(-x);
        return Math.exp(a * logX + b * logRest - Beta.logBeta(a, b)) / a * fraction(x, a, b);
    }

    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
        double result = d;
        for (int m = 1; m < MOST_STEPS; m++) {
            double even = m * (b - m) * x / ((a + 2.0 * m - 1) * (a + 2.0 * m));
            d = 1 / nonZero(1 + even * d);
            c = nonZero(1 + even / c);
            result *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1));
            d = 1 / nonZero(1 + odd * d);
            c = nonZero(1 + odd / c);
            result *= d * c;
            if (Math.abs(d * c - 1) < 4e-16) {
                break;
            }
        }
        return result;
    }

    private static double nonZero(double value) {
        return Math.abs(value) < SMALLEST ? SMALLEST : value;
    }
}
