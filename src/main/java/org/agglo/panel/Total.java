package org.agglo.panel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One summed column of the panel.
 *
 * @param name the panel's column
 * @param sum the records' column that is added up
 * @param prefixes column to code prefixes: only records whose code starts with one of them count; empty for all records
 */
public record Total(String name, String sum, Map<String, List<String>> prefixes) {
    public Total {
        prefixes = Collections.unmodifiableMap(new LinkedHashMap<>(prefixes));
    }
}
