package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agglo.regression.RegressionSummary.Coefficient;
import org.agglo.regression.RegressionSummary.Components;
import org.agglo.regression.RegressionSummary.Fit;
import org.agglo.regression.RegressionSummary.Likelihood;
import org.agglo.stats.SymmetricMatrix;

/**
 * A fit under a covariance: what the summaries of all estimators have.
 *
 * @param keyed the columns that the covariance reads
 * @param v (terms, terms); NaN in rows of omitted terms
 * @param notes of the fit and of its covariance; more may be added
 */
record Estimated(
        Fitted fitted,
        Keyed keyed,
        RegressionSummary.Covariance how,
        SymmetricMatrix v,
        List<Coefficient> coefficients,
        List<String> notes) {
    /** How an estimator finds a covariance. */
    interface Rule {
        Covariances.Estimate of(Solution solution, Vcov vcov, Keyed keyed, Freedom freedom);
    }

    static Estimated of(Fitted fitted, Vcov asked, Rule rule) {
        List<String> notes = new ArrayList<>(fitted.notes());
        Vcov vcov = Summaries.meant(fitted, asked, notes);
        Keyed keyed = Keyed.of(fitted.sample(), vcov);
        Covariances.Estimate estimate = rule.of(fitted.solution(), vcov, keyed, fitted.freedom());
        SymmetricMatrix v = fitted.onTerms(estimate.matrix());
        List<Coefficient> coefficients =
                Summaries.coefficients(fitted, v, estimate.how().df());
        if (!estimate.note().isEmpty()) {
            notes.add(estimate.note());
        }
        return new Estimated(fitted, keyed, estimate.how(), v, coefficients, notes);
    }

    double df() {
        return how.df();
    }

    RegressionSummary summary(String estimator, Fit fit, Optional<Components> random, Optional<Likelihood> likelihood) {
        return new RegressionSummary(
                fitted.formula().text(),
                fitted.formula().expansion(),
                estimator,
                fitted.formula().outcome().label(),
                coefficients,
                v,
                how,
                fitted.sample().counts(),
                Summaries.effects(fitted.freedom(), keyed.clusters()),
                fit,
                fitted.fitter(),
                random,
                fitted.sample().weighting(),
                notes,
                Optional.empty(),
                likelihood);
    }
}
