package org.agglo.ingest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What whoever condenses a source's rows will ask of them.
 *
 * @param exact declared columns whose values are used as they are
 * @param prefixes declared columns of codes to the sets of prefixes that are asked for
 * @param summed declared columns of numbers that are added up
 */
public record Needs(Set<String> exact, Map<String, List<List<String>>> prefixes, Set<String> summed) {
    public Needs {
        exact = Set.copyOf(exact);
        prefixes = Collections.unmodifiableMap(new LinkedHashMap<>(prefixes));
        summed = Set.copyOf(summed);
    }
}
