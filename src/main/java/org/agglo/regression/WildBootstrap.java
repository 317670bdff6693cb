package org.agglo.regression;

/**
 * What to ask of the wild cluster bootstrap: whether a coefficient has a value, by its clustered t statistic under errors whose
 * signs and sizes are redrawn cluster by cluster (Cameron, Gelbach and Miller 2008, <i>Review of Economics and Statistics</i>
 * 90(3), 414–427). Made for few clusters, where the t distribution of {@code cluster(…)} rejects too often.
 *
 * @param term as the summary names it
 * @param cluster the column of clusters, {@code a^b} for combined ones; one that was read with the fit
 * @param value what the coefficient is under the null hypothesis; 0 by default
 * @param hypothesis whether the redrawn outcomes obey the null hypothesis; {@code IMPOSED} by default
 * @param multipliers what errors are multiplied with; {@code RADEMACHER} by default
 * @param draws how many; 9,999 by default. If there are no more than that many patterns of signs, 2 to the number of clusters,
 *     each Rademacher pattern is taken once instead
 * @param seed the same seed gives the same draws; 1 by default
 * @param level of the interval's errors, between 0 and 1; 0.05 by default
 */
public record WildBootstrap(
        String term,
        String cluster,
        double value,
        Hypothesis hypothesis,
        Multipliers multipliers,
        int draws,
        long seed,
        double level) {
    /** Whether the redrawn outcomes obey the null hypothesis. */
    public enum Hypothesis {
        /** Residuals of the model under the null hypothesis, WCR: keeps its size best. */
        IMPOSED,
        /** Residuals of the model as it was fitted, WCU. */
        FREE
    }

    /** What the errors of a cluster are multiplied with: mean 0 and variance 1. */
    public enum Multipliers {
        /** 1 or −1. */
        RADEMACHER,
        /** ±√½, ±1 or ±√(3/2): more patterns where clusters are very few (Webb 2023). */
        WEBB
    }

    /** @throws IllegalArgumentException if there are no draws or the level is not between 0 and 1 */
    public WildBootstrap {
        if (draws < 1) {
            throw new IllegalArgumentException("At least one draw is needed, not %d".formatted(draws));
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("The level is between 0 and 1, not %s".formatted(level));
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("The value of the null hypothesis is a number, not %s".formatted(value));
        }
    }

    /** That the term's coefficient is zero, all else by default. */
    public static WildBootstrap of(String term, String cluster) {
        return new WildBootstrap(term, cluster, 0, Hypothesis.IMPOSED, Multipliers.RADEMACHER, 9_999, 1, 0.05);
    }

    /** With another value under the null hypothesis. */
    public WildBootstrap withValue(double other) {
        return new WildBootstrap(term, cluster, other, hypothesis, multipliers, draws, seed, level);
    }

    /** With the null hypothesis imposed or not. */
    public WildBootstrap withHypothesis(Hypothesis other) {
        return new WildBootstrap(term, cluster, value, other, multipliers, draws, seed, level);
    }

    /** With other multipliers. */
    public WildBootstrap withMultipliers(Multipliers other) {
        return new WildBootstrap(term, cluster, value, hypothesis, other, draws, seed, level);
    }

    /** With another number of draws. */
    public WildBootstrap withDraws(int other) {
        return new WildBootstrap(term, cluster, value, hypothesis, multipliers, other, seed, level);
    }

    /** With another seed. */
    public WildBootstrap withSeed(long other) {
        return new WildBootstrap(term, cluster, value, hypothesis, multipliers, draws, other, level);
    }

    /** With another level. */
    public WildBootstrap withLevel(double other) {
        return new WildBootstrap(term, cluster, value, hypothesis, multipliers, draws, seed, other);
    }
}
