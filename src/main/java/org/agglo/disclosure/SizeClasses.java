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
    /**
     * The employment size classes that County Business Patterns had up to 2016 in {@code empflag}, for withheld employment; from
     * the Census Bureau's record layouts.
     */
    public static final Map<String, Range> CBP = cbp();

    public SizeClasses {
        bounds = Collections.unmodifiableMap(new LinkedHashMap<>(bounds));
    }

    private static Map<String, Range> cbp() {
        double[] least = {0, 20, 100, 250, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000};
        String letters = "ABCEFGHIJKLM";
        Map<String, Range> classes = new LinkedHashMap<>();
        for (int i = 0; i < least.length; i++) {
            double high = i + 1 < least.length ? least[i + 1] - 1 : Double.POSITIVE_INFINITY;
            classes.put(letters.substring(i, i + 1), new Range(least[i], high));
        }
        return Collections.unmodifiableMap(classes);
    }

    /**
     * From low to high.
     *
     * @param high infinite for a class without an upper end
     */
    public record Range(double low, double high) implements Serializable {}
}
