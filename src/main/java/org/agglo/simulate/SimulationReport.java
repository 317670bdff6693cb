package org.agglo.simulate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a simulation wrote.
 *
 * @param folder where it lies
 * @param rows employment rows in all, {@code clean} and bad ones
 * @param clean rows that break no rule
 * @param dirt kind to number of bad rows, kinds without any too
 * @param files employment files
 * @param bytes of the employment files
 * @param seconds from the call to the published folder
 */
public record SimulationReport(
        String folder, long rows, long clean, Map<String, Long> dirt, int files, long bytes, double seconds) {
    public SimulationReport {
        dirt = Collections.unmodifiableMap(new LinkedHashMap<>(dirt));
    }
}
