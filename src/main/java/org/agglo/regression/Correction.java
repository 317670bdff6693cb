package org.agglo.regression;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * What rules make of a covariance: it is multiplied with the factors.
 *
 * @param k parameters that they count
 * @param factors by how they are written, in order
 * @param ofTerm the factor of each term of several-way clusters by its own number of clusters
 * @param leverage how residuals are blown up by their leverages
 * @param df of the t distribution; infinite for the normal
 * @param words what else is to be said, such as which effects are counted
 */
record Correction(
        long k, Map<String, Double> factors, DoubleUnaryOperator ofTerm, Leverage leverage, double df, String words) {
    /** Residuals over (1 − h) to a power; h of the whole model, or of the swept regressors alone. */
    enum Leverage {
        NONE,
        HC2,
        HC3,
        WITHIN_HC2,
        WITHIN_HC3,
        WITHIN_HC4
    }

    Correction {
        factors = new LinkedHashMap<>(factors);
    }

    static Correction of(long k, double df, String words) {
        return new Correction(k, Map.of(), g -> 1, Leverage.NONE, df, words);
    }

    /** Multiplied with one more. */
    Correction times(String written, double factor) {
        Map<String, Double> more = new LinkedHashMap<>(factors);
        more.put(written, factor);
        return new Correction(k, more, ofTerm, leverage, df, words);
    }

    /** With a factor of each term's own. */
    Correction eachTerm(DoubleUnaryOperator own) {
        return new Correction(k, factors, own, leverage, df, words);
    }

    Correction with(Leverage blown) {
        return new Correction(k, factors, ofTerm, blown, df, words);
    }

    /** Tested against the normal distribution. */
    Correction normal() {
        return new Correction(k, factors, ofTerm, leverage, Double.POSITIVE_INFINITY, words);
    }

    /** All factors together. */
    double factor() {
        double factor = 1;
        for (double one : factors.values()) {
            factor *= one;
        }
        return factor;
    }

    /** Of HC2 and HC3, which take no factor; others none. */
    static Leverage usual(Vcov.Kind kind) {
        return switch (kind) {
            case HC2 -> Leverage.HC2;
            case HC3 -> Leverage.HC3;
            default -> Leverage.NONE;
        };
    }
}
