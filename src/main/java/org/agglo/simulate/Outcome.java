package org.agglo.simulate;

import java.util.Arrays;
import java.util.Map;
import org.agglo.simulate.Draws.Purpose;

/** Patents and what they were made of, by the formula of {@link OutcomeSpec}. */
final class Outcome {
    private final SimulationSpec spec;
    private final Map<String, double[][]> values;
    private final double[] regionEffects;
    private final double[] yearEffects;
    private final double constant;
    private final long[][] patents;

    /** Draws patents for the variables' values, each regions × years. */
    Outcome(SimulationSpec spec, Map<String, double[][]> values) {
        this.spec = spec;
        this.values = values;
        this.regionEffects = regionEffects();
        this.yearEffects = yearEffects();
        double[][] index = index();
        this.constant = StrictMath.log(spec.outcome().level())
                - Arrays.stream(index).flatMapToDouble(Arrays::stream).average().orElse(0);
        this.patents = patents(index);
    }

    /** c. */
    double constant() {
        return constant;
    }

    /** a, which averages zero. */
    double regionEffect(int region) {
        return regionEffects[region];
    }

    /** d, which averages zero, for the year counted from 0. */
    double yearEffect(int year) {
        return yearEffects[year];
    }

    /** Patents of the region in the year counted from 0. */
    long patents(int region, int year) {
        return patents[region][year];
    }

    private double[] regionEffects() {
        double[] effects = new double[spec.regions().size()];
        for (int p = 0; p < effects.length; p++) {
            effects[p] = spec.regions().get(p).effect();
            for (String name : SimulationSpec.VARIABLES) {
                OutcomeSpec.Slope slope = spec.outcome().slopes().get(name);
                double mean = Arrays.stream(values.get(name)[p])
                        .map(StrictMath::log)
                        .average()
                        .orElse(0);
                effects[p] += (slope.between() - slope.slope()) * mean;
            }
        }
        return centred(effects);
    }

    private double[] yearEffects() {
        double[] effects = new double[spec.years()];
        for (int t = 0; t < effects.length; t++) {
            effects[t] = spec.outcome().yearTrend() * t
                    + spec.outcome().yearNoise() * Draws.normal(spec.seed(), Purpose.YEAR_EFFECT, t, 0);
        }
        return centred(effects);
    }

    /** Σ β log x, regions × years. */
    private double[][] index() {
        double[][] index = new double[spec.regions().size()][spec.years()];
        for (String name : SimulationSpec.VARIABLES) {
            double slope = spec.outcome().slopes().get(name).slope();
            for (int p = 0; p < index.length; p++) {
                for (int t = 0; t < spec.years(); t++) {
                    index[p][t] += slope * StrictMath.log(values.get(name)[p][t]);
                }
            }
        }
        return index;
    }

    private long[][] patents(double[][] index) {
        long[][] drawn = new long[index.length][spec.years()];
        for (int p = 0; p < index.length; p++) {
            for (int t = 0; t < spec.years(); t++) {
                double error = spec.outcome().noise() * Draws.normal(spec.seed(), Purpose.ERROR, p, t);
                double log = constant + index[p][t] + regionEffects[p] + yearEffects[t] + error;
                drawn[p][t] = Math.max(1, Math.round(StrictMath.exp(log)));
            }
        }
        return drawn;
    }

    private static double[] centred(double[] effects) {
        double mean = Arrays.stream(effects).average().orElse(0);
        return Arrays.stream(effects).map(effect -> effect - mean).toArray();
    }
}
