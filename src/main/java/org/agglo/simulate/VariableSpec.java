package org.agglo.simulate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a variable x moves over regions p and years t:
 *
 * <pre>  log x_pt = log level_p + τ_g(t) + w_pt,   w_pt = ρ w_p,t−1 + s √(1 − ρ²) z_pt,   w_p1 = s z_p1 </pre>
 *
 * with independent standard normal z. The trend τ of the region's group g is linear, with another slope after the turning
 * year, and averages zero over the years. A value beyond the limits becomes the limit; then it is rounded. For {@code
 * maggl} this is the location quotient that firms are drawn for; the quotient of the firms drawn differs a little.
 *
 * @param level geometric mean over regions, for regions that state none
 * @param spread standard deviation of log level over such regions
 * @param loading correlation of such a region's log level with its state of development, from −1 to 1
 * @param trend group to its slope of the log a year
 * @param trendAfter group to its slope after {@code turn}; groups that are not here go on as before
 * @param turn the year after which {@code trendAfter} holds
 * @param noise s, standard deviation of w
 * @param persistence ρ
 * @param min least value
 * @param max greatest value
 * @param decimals places after the point in the controls file
 */
public record VariableSpec(
        double level,
        double spread,
        double loading,
        Map<String, Double> trend,
        Map<String, Double> trendAfter,
        int turn,
        double noise,
        double persistence,
        double min,
        double max,
        int decimals) {
    public VariableSpec {
        trend = Collections.unmodifiableMap(new LinkedHashMap<>(trend));
        trendAfter = Collections.unmodifiableMap(new LinkedHashMap<>(trendAfter));
    }
}
