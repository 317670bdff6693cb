package org.agglo.regression;

import java.util.List;
import java.util.function.IntFunction;

/**
 * A regression ready to be solved, wherever its rows are.
 *
 * @param design the columns, or only their sums, after the constant or the effects are taken out
 * @param spreads of the regressors as given, the outcome last
 * @param effects those swept out
 * @param redundant their redundant levels
 * @param absorbing the effects that explain a regressor, by its number
 * @param tss total sum of squares of the outcome
 * @param remarks on the effects, for the notes
 */
record Problem(
        Formula formula,
        Sample sample,
        Design design,
        List<Spread> spreads,
        List<Effect> effects,
        List<Long> redundant,
        IntFunction<List<String>> absorbing,
        double tss,
        List<String> remarks) {
    boolean constantTaken() {
        return formula.intercept() || !effects.isEmpty();
    }
}
