package org.agglo.disclosure;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What became of a column's cells.
 *
 * @param values (n) published and imputed values; NaN where there is none
 * @param low (n) least possible values
 * @param high (n) greatest possible values, infinite if nothing bounds them
 * @param trouble why they cannot be used
 */
@SuppressWarnings("ArrayRecordComponent") // No copies of what can be long; compared by nobody.
record Solved(double[] values, double[] low, double[] high, Optional<Contradiction> trouble) {
    /** @param start where imputation starts, (n) above zero */
    static Solved of(Cells cells, Treatment.Method method, Supplier<double[]> start) {
        Optional<Contradiction> contradiction = Bounds.tighten(cells);
        if (contradiction.isPresent() || method != Treatment.Method.IMPUTED) {
            return new Solved(cells.value(), cells.low(), cells.high(), contradiction);
        }
        Imputation.Outcome outcome = Imputation.fill(cells, start.get());
        return new Solved(outcome.values(), cells.low(), cells.high(), outcome.trouble());
    }
}
