package org.agglo.regression;

import org.agglo.regression.Vcov.Gaps;

/** A package's small-sample rules: what it makes of each covariance. */
interface Rules {
    /** @throws NotEstimableException if the package has no such covariance */
    Correction correct(Facts facts);

    /** Lags where none were said: ⌊T^(1/4)⌋, after Newey and West (1987). */
    default int lag(Vcov.Kind kind, int periods, int longest) {
        return (int) Math.floor(Math.pow(periods, 0.25) + 1e-12);
    }

    /** How gaps are counted where it was not said. */
    default Gaps gaps(Vcov.Kind kind) {
        return Gaps.ADJACENT;
    }

    /** ⌊4(T/100)^(2/9)⌋, after Newey and West (1994). */
    static int longer(int periods) {
        return (int) Math.floor(4 * Math.pow(periods / 100.0, 2.0 / 9) + 1e-12);
    }
}
