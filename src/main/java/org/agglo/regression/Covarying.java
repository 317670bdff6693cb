package org.agglo.regression;

import org.agglo.stats.SymmetricMatrix;

/** One covariance for several solutions of the same rows. */
record Covarying(Vcov vcov, Keyed keyed, Freedom freedom) {
    Covariances.Estimate of(Solution solution, Freedom counted) {
        return Covariances.of(solution, vcov, keyed, counted);
    }

    /** With the parameters that the equation of interest has. */
    SymmetricMatrix of(Solution solution) {
        return of(solution, freedom).matrix();
    }

    /** Without a small-sample factor. */
    SymmetricMatrix unscaled(Solution solution) {
        Covariances.Estimate estimate = of(solution, freedom);
        return estimate.matrix().times(1 / estimate.how().factor());
    }
}
