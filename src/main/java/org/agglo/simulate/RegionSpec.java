package org.agglo.simulate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A region of the simulated country.
 *
 * @param name as written in the crosswalk and the controls
 * @param code what its county codes begin with; two digits as in GB/T 2260, more where there are more regions
 * @param group the part of the country whose trends it follows, such as east
 * @param weight its share of national employment, up to a common factor
 * @param levels variable to its geometric mean over the years, in the variable's own unit
 * @param effect what its log patents have beyond the rest, η of {@link OutcomeSpec}
 */
public record RegionSpec(
        String name, int code, String group, double weight, Map<String, Double> levels, double effect) {
    public RegionSpec {
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
    }
}
