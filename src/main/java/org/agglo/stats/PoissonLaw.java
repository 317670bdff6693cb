package org.agglo.stats;

import org.apache.commons.math3.special.Gamma;

/** The Poisson law, y being any non-negative number. */
public final class PoissonLaw {
    /** Up to this difference, as a share of the sum, the deviance's terms cancel and a series is summed instead. */
    private static final double NEAR = 0.1;

    private PoissonLaw() {}

    /**
     * Half the deviance of one observation, y·log(y/μ) − (y − μ), without loss of digits where y is near μ: the series in
     * v = (y − μ)/(y + μ) of Loader (2000), <i>Fast and accurate computation of binomial probabilities</i>.
     *
     * @param y not negative
     * @param mean positive
     */
    public static double halfDeviance(double y, double mean) {
        if (y == 0) {
            return mean;
        }
        double difference = y - mean;
        double v = difference / (y + mean);
        if (Math.abs(v) >= NEAR) {
            return y * Math.log(y / mean) - difference;
        }
        double sum = difference * v;
        double term = 2 * y * v;
        for (int j = 1; ; j++) {
            term *= v * v;
            double next = sum + term / (2 * j + 1);
            if (next == sum) {
                return sum;
            }
            sum = next;
        }
    }

    /** y·log(y) − y − log Γ(y + 1): the log-likelihood of one observation whose mean is itself. */
    public static double saturated(double y) {
        return y == 0 ? 0 : y * Math.log(y) - y - Gamma.logGamma(y + 1);
    }
}
