package org.agglo.simulate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.agglo.simulate.Draws.Purpose;

/** Values of a variable by region and year, by the formula of {@link VariableSpec}. */
final class VariablePaths {
    private VariablePaths() {}

    /** Values, regions × years, within the variable's limits and rounded to its decimals. */
    static double[][] draw(SimulationSpec spec, String name) {
        VariableSpec variable = spec.variables().get(name);
        double[][] values = new double[spec.regions().size()][];
        for (int p = 0; p < values.length; p++) {
            RegionSpec region = spec.regions().get(p);
            double level = StrictMath.log(region.levels().get(name));
            double[] trend = trend(spec, variable, region.group());
            double[] noise = noise(spec, variable, SimulationSpec.VARIABLES.indexOf(name), p);
            values[p] = new double[spec.years()];
            for (int t = 0; t < values[p].length; t++) {
                double value = StrictMath.exp(level + trend[t] + noise[t]);
                values[p][t] = rounded(Math.min(variable.max(), Math.max(variable.min(), value)), variable.decimals());
            }
        }
        return values;
    }

    private static double[] trend(SimulationSpec spec, VariableSpec variable, String group) {
        double before = variable.trend().getOrDefault(group, 0.0);
        double after = variable.trendAfter().getOrDefault(group, before);
        double[] path = new double[spec.years()];
        double sum = 0;
        for (int t = 1; t < path.length; t++) {
            path[t] = path[t - 1] + (spec.from() + t > variable.turn() ? after : before);
            sum += path[t];
        }
        for (int t = 0; t < path.length; t++) {
            path[t] -= sum / path.length;
        }
        return path;
    }

    private static double[] noise(SimulationSpec spec, VariableSpec variable, int index, int region) {
        double rho = variable.persistence();
        double fresh = StrictMath.sqrt(1 - rho * rho);
        double[] path = new double[spec.years()];
        for (int t = 0; t < path.length; t++) {
            double z = variable.noise() * Draws.normal(spec.seed() + index, Purpose.PATH, region, t);
            path[t] = t == 0 ? z : rho * path[t - 1] + fresh * z;
        }
        return path;
    }

    /** The nearest decimal number with so many places, as its text would be read. */
    static double rounded(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue();
    }
}
