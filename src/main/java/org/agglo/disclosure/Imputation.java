package org.agglo.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Fills withheld cells so that children add up to their parents, all families at once: iterative proportional fitting
 * (Deming and Stephan 1940) within bounds.
 *
 * <pre>  v = min(high, max(low, s · Π t(families of the cell as a child) / Π t(families of the cell as a parent)))</pre>
 *
 * <p>s is the cell's start; each family's factor t is set so that its children add up to its parent, family after family,
 * until all do. The result is the one nearest to s, in the sense of relative entropy, of all that add up and lie within the
 * bounds. Where it lies on a bound that factors only approach, fitting slows down; then the remainder, which is small, is
 * moved by least squares, Σ (v − v₀)² from the values v₀ reached. Published values do not change.
 *
 * <p>A cell is filled if one of its parents is published or filled itself; never is anything distributed from a parent that
 * is not known. A family with a cell that is missing from the file, neither published nor withheld, distributes nothing. A
 * cell that its bounds leave one value has that value.
 */
final class Imputation {
    private static final int SCALING = 200;
    private static final int SHIFTING = 20_000;

    private final Cells cells;
    private final boolean[] filled;

    private Imputation(Cells cells) {
        this.cells = cells;
        this.filled = new boolean[cells.size()];
    }

    /**
     * The values.
     *
     * @param values (n) published and imputed values; NaN where nothing could be distributed
     * @param trouble the family that does not add up, if fitting came to no end
     */
    @SuppressWarnings("ArrayRecordComponent") // No copies of what can be long; compared by nobody.
    record Outcome(double[] values, Optional<Contradiction> trouble) {}

    /**
     * Fills cells whose bounds are tight already.
     *
     * @param start (n) above zero
     */
    static Outcome fill(Cells cells, double[] start) {
        Imputation imputation = new Imputation(cells);
        return imputation.fit(imputation.active(), start.clone());
    }

    /** The families that distribute something; marks the cells that they fill. */
    private List<Family> active() {
        List<Family> waiting = cells.families().stream()
                .filter(family ->
                        family.complete() && Arrays.stream(family.children()).noneMatch(cells::absent))
                .toList();
        List<Family> active = new ArrayList<>();
        boolean more = true;
        while (more) {
            Map<Boolean, List<Family>> ready = waiting.stream().collect(Collectors.partitioningBy(this::determined));
            for (Family family : ready.get(true)) {
                for (int c : family.children()) {
                    filled[c] |= !cells.known(c);
                }
            }
            active.addAll(ready.get(true));
            waiting = ready.get(false);
            more = !ready.get(true).isEmpty();
        }
        return active;
    }

    private boolean determined(Family family) {
        int p = family.parent();
        return cells.known(p) || filled[p] || (!cells.absent(p) && cells.exact(p));
    }

    private Outcome fit(List<Family> families, double[] raw) {
        double[] result = cells.value().clone();
        boolean[] open = new boolean[cells.size()];
        for (int i = 0; i < open.length; i++) {
            boolean exact = !cells.known(i) && !cells.absent(i) && cells.exact(i);
            open[i] = filled[i] && !exact;
            if (exact) {
                result[i] = cells.low()[i];
            } else if (open[i]) {
                result[i] = Math.min(cells.high()[i], Math.max(cells.low()[i], raw[i]));
            }
        }
        Fitting fitting = new Fitting(cells, open, result, raw, families);
        if (fitting.sweep(new Move.Scaling(raw), SCALING) || finished(fitting, open, result, raw)) {
            return new Outcome(result, Optional.empty());
        }
        Family worst = fitting.worst();
        String what = "cannot be had: its children add up to %s, not to %s, after %,d rounds of fitting"
                .formatted(
                        Bounds.text(fitting.children(worst)), Bounds.text(result[worst.parent()]), SCALING + SHIFTING);
        return new Outcome(result, Optional.of(new Contradiction(worst.parent(), worst.hierarchy(), what)));
    }

    private static boolean finished(Fitting fitting, boolean[] open, double[] result, double[] raw) {
        double[] weight = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            if (open[i]) {
                raw[i] = result[i];
                weight[i] = 1;
            }
        }
        return fitting.sweep(new Move.Shifting(raw, weight), SHIFTING);
    }
}
