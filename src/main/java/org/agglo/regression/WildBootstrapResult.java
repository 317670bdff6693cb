package org.agglo.regression;

import java.util.List;

/**
 * What the wild cluster bootstrap says of one coefficient.
 *
 * @param asked what was asked
 * @param clusters their number
 * @param estimate the coefficient
 * @param statistic its clustered t statistic, (estimate − value)/error, the error by the model's small-sample rules
 * @param pValue share of draws whose t is larger in size
 * @param pEqualTailed twice the smaller share of draws beyond the t on its two sides
 * @param low least value that is not rejected at the level, by {@code pValue}; −∞ if none is
 * @param high largest such value; ∞ if none is
 * @param draws how many there were: those asked for, or all patterns of signs
 * @param all whether each pattern of signs was taken once, so that nothing is random
 * @param notes what the reader has to be told
 */
public record WildBootstrapResult(
        WildBootstrap asked,
        int clusters,
        double estimate,
        double statistic,
        double pValue,
        double pEqualTailed,
        double low,
        double high,
        int draws,
        boolean all,
        List<String> notes) {
    public WildBootstrapResult {
        notes = List.copyOf(notes);
    }
}
