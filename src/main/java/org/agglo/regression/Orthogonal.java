package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import org.agglo.stats.Twofold;

/**
 * Polynomials of degree 1 … k that are orthogonal to each other and to the constant over given rows, each of unit length
 * and rising at last: what R's {@code poly} computes. With t = (x − mean)/scale they follow Stieltjes' recurrence p_{j+1} =
 * (t − a_j)·p_j − (N_j/N_{j−1})·p_{j−1}, where N_j = Σp_j² and a_j = Σt·p_j²/N_j (Gautschi 1982, <i>SIAM J. Sci. Stat.
 * Comput.</i> 3(3), 289–317).
 */
final class Orthogonal {
    /** Share of the number of rows below which a polynomial's sum of squares is rounding. */
    private static final double NOTHING = 1e-24;

    private Orthogonal() {}

    /**
     * By degree from 1: centre, scale and coefficients of the powers of t, as {@link Curve} takes them.
     *
     * @throws NotEstimableException if the powers cannot be told apart
     */
    static List<List<Double>> of(String label, double[] x, int degree) {
        double centre = Twofold.mean(x);
        double scale = 0;
        for (double value : x) {
            scale = Math.max(scale, Math.abs(value - centre));
        }
        double[] t = new double[x.length];
        for (int row = 0; row < t.length; row++) {
            t[row] = scale == 0 ? 0 : (x[row] - centre) / scale;
        }
        List<List<Double>> curves = new ArrayList<>();
        double[] before = {0};
        double[] power = {1};
        double lengthBefore = 1;
        double length = t.length;
        for (int j = 1; j <= degree; j++) {
            double[] next = next(power, shift(power, t) / length, before, j == 1 ? 0 : length / lengthBefore);
            before = power;
            power = next;
            lengthBefore = length;
            length = squares(power, t);
            if (length <= NOTHING * t.length) {
                throw new NotEstimableException(
                        "%s: over the rows used the power %d cannot be told apart from the lower ones; take a lower degree"
                                .formatted(label, j));
            }
            curves.add(curve(centre, scale, power, Math.sqrt(length)));
        }
        return curves;
    }

    private static double[] next(double[] power, double shift, double[] before, double share) {
        double[] next = new double[power.length + 1];
        for (int j = 0; j < power.length; j++) {
            next[j + 1] += power[j];
            next[j] -= shift * power[j];
        }
        for (int j = 0; j < before.length; j++) {
            next[j] -= share * before[j];
        }
        return next;
    }

    private static double squares(double[] power, double[] t) {
        Twofold sum = new Twofold();
        for (double value : t) {
            double p = at(power, value);
            sum.addProduct(p, p);
        }
        return sum.value();
    }

    private static double shift(double[] power, double[] t) {
        Twofold sum = new Twofold();
        for (double value : t) {
            double p = at(power, value);
            sum.addProduct(value * p, p);
        }
        return sum.value();
    }

    private static double at(double[] power, double t) {
        double sum = 0;
        for (int j = power.length - 1; j >= 0; j--) {
            sum = sum * t + power[j];
        }
        return sum;
    }

    private static List<Double> curve(double centre, double scale, double[] power, double length) {
        List<Double> curve = new ArrayList<>(List.of(centre, scale));
        for (double coefficient : power) {
            curve.add(coefficient / length);
        }
        return curve;
    }

    /** The curve's values. */
    static double[] values(List<Double> curve, double[] x) {
        double[] power = curve.stream().skip(2).mapToDouble(Double::doubleValue).toArray();
        double[] values = new double[x.length];
        for (int row = 0; row < x.length; row++) {
            values[row] = at(power, (x[row] - curve.get(0)) / curve.get(1));
        }
        return values;
    }
}
