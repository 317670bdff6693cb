package org.agglo.regression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.stats.SymmetricMatrix;

/**
 * A fitted model under one covariance: a value made once, from which tables, tests and intervals are computed.
 *
 * @param formula as the user wrote it
 * @param expansion what the formula's terms took from the table
 * @param estimator "Pooled OLS", "Fixed effects", "Random effects", "Two-stage least squares" or "Poisson"
 * @param outcome the left-hand side
 * @param coefficients in the formula's order, the intercept first where there is one; omitted ones stay in place
 * @param vcov covariance of the coefficients, in their order; NaN in rows of omitted ones
 * @param covariance how the errors were computed
 * @param sample what happened to the rows
 * @param effects the effects swept out, in the formula's order
 * @param fit sums of squares and what follows from them
 * @param fitter which fitter ran: "mllib" or "crossproducts"
 * @param random variance components; random effects only
 * @param weights what weighed the rows; empty if nothing did
 * @param notes what the reader has to be told, in sentences
 * @param instruments first stages and tests of instruments; two-stage least squares only
 * @param likelihood the maximum and how it was found; Poisson regression only
 */
public record RegressionSummary(
        String formula,
        Expansion expansion,
        String estimator,
        String outcome,
        List<Coefficient> coefficients,
        SymmetricMatrix vcov,
        Covariance covariance,
        Sample sample,
        List<Effect> effects,
        Fit fit,
        String fitter,
        Optional<Components> random,
        Optional<Weighting> weights,
        List<String> notes,
        Optional<Instruments> instruments,
        Optional<Likelihood> likelihood) {
    public RegressionSummary {
        coefficients = List.copyOf(coefficients);
        effects = List.copyOf(effects);
        notes = List.copyOf(notes);
    }

    /** n of the small-sample rules: the rows used, or the sum of their weights if those are frequencies. */
    public long observations() {
        return weights.filter(weighting -> weighting.type().equals("frequency"))
                .map(weighting -> Math.round(weighting.total()))
                .orElse(sample.used());
    }

    /**
     * One term.
     *
     * @param omitted why it is not identified; empty if it is. An omitted term has estimate 0 and NaN for the rest.
     */
    public record Coefficient(
            String term,
            double estimate,
            double error,
            double statistic,
            double pValue,
            double low,
            double high,
            Optional<String> omitted) {}

    /**
     * The covariance's kind and its small-sample rule.
     *
     * @param spec as the user wrote it, or what "default" meant: "iid", "robust", "cluster(year)"
     * @param label in words, such as "Clustered by year"
     * @param clusters cluster variable to its number of clusters, in order
     * @param k parameters counted by the small-sample rule (K)
     * @param factor what the sandwich was multiplied with, in all
     * @param df degrees of freedom of the t distribution; infinite for the normal
     * @param smallSample the rule in words, such as "fixest: (n-1)/(n-K), G/(G-1); nested effects not counted in K"
     * @param rules the small-sample rules as they are asked for: "fixest", "plm(type = sss)"
     * @param factors what {@code factor} is the product of, by how it is written, in order
     */
    public record Covariance(
            String spec,
            String label,
            Map<String, Integer> clusters,
            long k,
            double factor,
            double df,
            String smallSample,
            String rules,
            Map<String, Double> factors) {
        public Covariance {
            clusters = Collections.unmodifiableMap(new LinkedHashMap<>(clusters));
            factors = Collections.unmodifiableMap(new LinkedHashMap<>(factors));
        }
    }

    /**
     * What weighed the rows.
     *
     * @param type "analytic" or "frequency"
     * @param total sum of the weights over the rows used
     * @param logarithms sum of the natural logarithms of analytic weights; 0 of frequencies
     */
    public record Weighting(String column, String type, double total, double logarithms) {}

    /** Rows given = rows used + rows dropped, by reason. */
    public record Sample(long rows, long used, Map<String, Long> dropped) {
        public Sample {
            dropped = Collections.unmodifiableMap(new LinkedHashMap<>(dropped));
            long sum =
                    used + dropped.values().stream().mapToLong(Long::longValue).sum();
            if (rows != sum) {
                throw new IllegalArgumentException("%d rows given, %d used or dropped".formatted(rows, sum));
            }
        }
    }

    /**
     * One fixed effect.
     *
     * @param redundant levels that other effects explain already and so cost no degree of freedom
     * @param nested whether each level lies in one cluster
     */
    public record Effect(String name, long levels, long redundant, boolean nested) {}

    /**
     * @param r2 1 − rss/tss, tss about the mean (about 0 without intercept and effects)
     * @param r2Within the same after the effects are swept out; NaN without effects
     * @param rmse √(rss/(n − rank))
     * @param f Wald F of all slopes under the covariance, with {@code fDf1} and {@code fDf2}
     * @param rank parameters estimated, absorbed levels included
     */
    public record Fit(
            double rss,
            double tss,
            double r2,
            double r2Adjusted,
            double r2Within,
            double r2WithinAdjusted,
            double rmse,
            double f,
            double fDf1,
            double fDf2,
            double fPValue,
            long rank) {}

    /**
     * Variance components of a random-effects fit.
     *
     * @param method in words, such as "Swamy–Arora"
     * @param idiosyncratic variance of the errors
     * @param within residual variance of the regression within all effects, the same as {@code idiosyncratic} for Swamy–Arora
     * @param effects each random effect, in the order given
     */
    public record Components(String method, double idiosyncratic, double within, List<Component> effects) {
        public Components {
            effects = List.copyOf(effects);
        }

        /** The columns whose levels have a random effect. */
        public List<String> names() {
            return effects.stream().map(Component::effect).toList();
        }
    }

    /**
     * One random effect.
     *
     * @param variance of the effect, not below zero
     * @param thetaMin least share 1 − √(s²_e/(T_i·s²_u + s²_e)) of a level's mean that this effect alone has taken off; equal to
     *     {@code thetaMax} in a balanced panel
     */
    public record Component(String effect, long levels, double variance, double thetaMin, double thetaMax) {}

    /**
     * What instruments do.
     *
     * @param stages one per endogenous regressor, in the formula's order
     * @param excluded the instruments outside the equation that were used
     * @param dropped those that were not, and why
     * @param tests of the strength of the instruments, of their exogeneity and of the regressors' endogeneity
     */
    public record Instruments(
            List<FirstStage> stages, List<String> excluded, Map<String, String> dropped, List<TestResult> tests) {
        public Instruments {
            stages = List.copyOf(stages);
            excluded = List.copyOf(excluded);
            dropped = Collections.unmodifiableMap(new LinkedHashMap<>(dropped));
            tests = List.copyOf(tests);
        }
    }

    /**
     * The regression of an endogenous regressor on the exogenous ones and the instruments.
     *
     * @param summary under the covariance of the second stage
     * @param f that the instruments' coefficients are zero, under that covariance
     * @param partialR2 share that the instruments explain of what the exogenous regressors leave
     * @param sheaR2 the same of what the other endogenous regressors leave (Shea 1997)
     */
    public record FirstStage(
            String endogenous, RegressionSummary summary, TestResult f, double partialR2, double sheaR2) {}

    /**
     * The maximum of a likelihood. Where weights are analytic, each row's part is multiplied with its weight.
     *
     * @param logLikelihood at the maximum, with all constants
     * @param nullLogLikelihood of the mean alone, offset included
     * @param deviance twice the difference to the log-likelihood of a model that fits every row
     * @param pearson Σ w·(y − μ)²/μ; over n − rank the dispersion
     * @param pseudoR2 1 − logLikelihood/nullLogLikelihood (McFadden 1974)
     * @param squaredCorrelation of the outcome and its fitted mean
     * @param iterations weighted regressions until the deviance stood still
     * @param change of the deviance in the last of them, as a share of it
     */
    public record Likelihood(
            double logLikelihood,
            double nullLogLikelihood,
            double deviance,
            double pearson,
            double pseudoR2,
            double squaredCorrelation,
            int iterations,
            double change) {}
}
