package org.agglo.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.simulate.Draws.Purpose;

/**
 * Draws what the file leaves open about its regions. With the region's state of development f and independent standard
 * normal u:
 *
 * <pre>
 *   log level_k = log level of the variable + spread (loading f + √(1 − loading²) u_k)
 *   weight = exp(0.6 u),   effect = regionNoise · u
 * </pre>
 */
final class RegionDraws {
    private static final double WEIGHT_SIGMA = 0.6;

    private RegionDraws() {}

    /** The specification with its regions complete. */
    static SimulationSpec resolve(SimulationSpec spec, List<RegionReader.Draft> drafts) {
        List<RegionSpec> regions = new ArrayList<>();
        for (int p = 0; p < drafts.size(); p++) {
            regions.add(region(spec, drafts.get(p), p));
        }
        return new SimulationSpec(
                spec.name(),
                spec.seed(),
                spec.from(),
                spec.to(),
                spec.rows(),
                spec.filesPerYear(),
                spec.format(),
                spec.firms(),
                regions,
                spec.variables(),
                spec.outcome(),
                spec.dirt(),
                spec.gaps());
    }

    private static RegionSpec region(SimulationSpec spec, RegionReader.Draft draft, int p) {
        double development = Draws.normal(spec.seed(), Purpose.DEVELOPMENT, p, 0);
        Map<String, Double> levels = new LinkedHashMap<>();
        for (int k = 0; k < SimulationSpec.VARIABLES.size(); k++) {
            String name = SimulationSpec.VARIABLES.get(k);
            Double stated = draft.levels().get(name);
            levels.put(name, stated == null ? level(spec, name, development, p, k) : stated);
        }
        double weight = Double.isNaN(draft.weight())
                ? StrictMath.exp(WEIGHT_SIGMA * Draws.normal(spec.seed(), Purpose.REGION_WEIGHT, p, 0))
                : draft.weight();
        double effect = Double.isNaN(draft.effect())
                ? spec.outcome().regionNoise() * Draws.normal(spec.seed(), Purpose.REGION_EFFECT, p, 0)
                : draft.effect();
        return new RegionSpec(draft.name(), draft.code(), draft.group(), weight, levels, effect);
    }

    private static double level(SimulationSpec spec, String name, double development, int region, int variable) {
        VariableSpec by = spec.variables().get(name);
        double own = Draws.normal(spec.seed(), Purpose.LEVEL, region, variable);
        double z = by.loading() * development + StrictMath.sqrt(1 - by.loading() * by.loading()) * own;
        return StrictMath.exp(StrictMath.log(by.level()) + by.spread() * z);
    }
}
