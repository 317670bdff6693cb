package org.agglo.simulate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.ingest.FileFormat;

/**
 * A simulated country, fully resolved: what a simulation file leaves open has been drawn or filled by its default.
 *
 * @param seed start of every random stream
 * @param from first year
 * @param to last year
 * @param rows firm-year rows asked for; those drawn differ by a few per cent
 * @param filesPerYear employment files in a year's folder
 * @param format what the employment files are
 * @param variables maggl, pgdp, gov, urb, open
 * @param gaps control to the share of its cells that is left blank
 */
public record SimulationSpec(
        String name,
        long seed,
        int from,
        int to,
        long rows,
        int filesPerYear,
        FileFormat format,
        FirmSpec firms,
        List<RegionSpec> regions,
        Map<String, VariableSpec> variables,
        OutcomeSpec outcome,
        DirtSpec dirt,
        Map<String, Double> gaps) {
    /** The location quotient's name, the first of the variables. */
    static final String MAGGL = "maggl";

    /** The variables of the controls file, in its order. */
    static final List<String> CONTROLS = List.of("pgdp", "gov", "urb", "open");

    /** Every variable that patents depend on, in the order of the paper's tables. */
    static final List<String> VARIABLES = List.of(MAGGL, "pgdp", "gov", "urb", "open");

    public SimulationSpec {
        regions = List.copyOf(regions);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        gaps = Collections.unmodifiableMap(new LinkedHashMap<>(gaps));
    }

    /** Number of years. */
    public int years() {
        return to - from + 1;
    }
}
