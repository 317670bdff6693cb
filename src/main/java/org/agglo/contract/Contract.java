package org.agglo.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a study relies on.
 *
 * @param of the source, or {@code panel}
 * @param where column to the values that a row must have to be looked at
 * @param origin where the study says so
 */
public record Contract(
        String name, String of, Severity severity, Map<String, List<String>> where, List<Rule> rules, String origin) {
    /** What {@link #of} is for contracts of the panel. */
    public static final String PANEL = "panel";

    public Contract {
        where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
        rules = List.copyOf(rules);
    }
}
