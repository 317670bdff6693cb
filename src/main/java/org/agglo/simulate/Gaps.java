package org.agglo.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.agglo.simulate.Draws.Purpose;

/**
 * Cells of the controls file that are left blank. A region's first and last years are never blank, so that every gap lies
 * between two values.
 */
final class Gaps {
    /**
     * A blank cell.
     *
     * @param year counted from 0
     * @param value what would have stood there
     */
    record Gap(String variable, int region, int year, double value) {}

    private Gaps() {}

    /** Share × regions × years cells of each variable, rounded, no more than there are inner ones. */
    static List<Gap> draw(SimulationSpec spec, Map<String, double[][]> values) {
        List<Gap> gaps = new ArrayList<>();
        for (Map.Entry<String, Double> share : spec.gaps().entrySet()) {
            long count = Math.round(share.getValue() * spec.regions().size() * spec.years());
            inner(spec, share.getKey(), values.get(share.getKey())).stream()
                    .limit(count)
                    .sorted(Comparator.comparingInt(Gap::region).thenComparingInt(Gap::year))
                    .forEach(gaps::add);
        }
        return gaps;
    }

    /** Every cell that may be blank, in a random order. */
    private static List<Gap> inner(SimulationSpec spec, String name, double[][] values) {
        long seed = spec.seed() + SimulationSpec.VARIABLES.indexOf(name);
        List<Gap> cells = new ArrayList<>();
        for (int p = 0; p < values.length; p++) {
            for (int t = 1; t < spec.years() - 1; t++) {
                cells.add(new Gap(name, p, t, values[p][t]));
            }
        }
        cells.sort(Comparator.comparingLong(cell -> Draws.bits(seed, Purpose.GAP, cell.region(), cell.year())));
        return cells;
    }
}
