package org.agglo.disclosure;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a publisher says of a withheld cell instead of its value, such as 20 to 99.
 *
 * @param column the column with the class
 * @param of the treated column that the classes are of
 * @param bounds class to its range, both ends included
 */
public record SizeClasses(String column, String of, Map<String, Range> bounds) {
    public SizeClasses {
        bounds = Collections.unmodifiableMap(new LinkedHashMap<>(bounds));
    }

    /**
     * From low to high.
     *
     * @param high infinite for a class without an upper end
     */
    public record Range(double low, double high) implements Serializable {}
}
