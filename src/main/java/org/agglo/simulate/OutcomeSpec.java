package org.agglo.simulate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How patents are drawn from the variables x as they stand in the files, before gaps (maggl: the location quotient of the
 * firms drawn):
 *
 * <pre>
 *   log pat_pt = c + Σ β_k log x_kpt + a_p + d_t + ε_pt
 *   a_p = Σ (b_k − β_k) (mean over t of log x_kpt) + η_p,   less its mean over p
 *   d_t = yearTrend · t + yearNoise · z_t,                 less its mean over t
 *   ε_pt = noise · z_pt
 * </pre>
 *
 * pat is rounded to a whole number, at least 1. β is the truth, which region and year effects together recover. As the
 * region effects a go with the variables' means (Mundlak 1978), a comparison of regions within years shows about b
 * instead: that is how year effects alone mislead.
 *
 * @param level geometric mean of pat, which sets c
 * @param regionNoise standard deviation of η, for regions that state no effect
 * @param slopes variable to β and b
 */
public record OutcomeSpec(
        double level, double yearTrend, double yearNoise, double regionNoise, double noise, Map<String, Slope> slopes) {
    public OutcomeSpec {
        slopes = Collections.unmodifiableMap(new LinkedHashMap<>(slopes));
    }

    /**
     * An elasticity of patents.
     *
     * @param slope β, the true one
     * @param between b, the one that a comparison of regions shows
     */
    public record Slope(double slope, double between) {}
}
