package org.agglo.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.spark.Digests;

/** The content of {@code truth.json}: what the data were drawn from and what was done to them, at full precision. */
final class Truth {
    static final String FILE = "truth.json";
    static final String FINGERPRINT = "fingerprint";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Truth() {}

    /** The whole file. */
    static String json(SimulationSpec spec, Totals totals, double[][] maggl, Outcome outcome, List<Gaps.Gap> gaps) {
        Map<String, Object> truth = new LinkedHashMap<>();
        truth.put("name", spec.name());
        truth.put("seed", spec.seed());
        truth.put(FINGERPRINT, fingerprint(spec));
        truth.put("rows", totals.rows());
        truth.put("clean_rows", totals.clean());
        truth.put("dirt", totals.dirt());
        truth.put("blank_cells", gaps.stream().map(gap -> gap(spec, gap)).toList());
        truth.put("coefficients", coefficients(spec, outcome));
        truth.put("between", slopes(spec, true));
        truth.put("region_effects", regionEffects(spec, outcome));
        truth.put("year_effects", yearEffects(spec, outcome));
        truth.put("cells", cells(spec, totals, maggl));
        truth.put("spec", spec);
        return text(truth) + "\n";
    }

    /** SHA-256 of the resolved specification: equal for equal specifications, whatever their files' wording. */
    static String fingerprint(SimulationSpec spec) {
        return Digests.sha256(text(spec));
    }

    /** The fingerprint that a truth file carries; empty if the text is not one. */
    static String fingerprint(String json) {
        try {
            return JSON.readTree(json).path(FINGERPRINT).asText("");
        } catch (JsonProcessingException notOurs) {
            return "";
        }
    }

    private static Map<String, Double> coefficients(SimulationSpec spec, Outcome outcome) {
        Map<String, Double> coefficients = new LinkedHashMap<>();
        coefficients.put("constant", outcome.constant());
        coefficients.putAll(slopes(spec, false));
        return coefficients;
    }

    private static Map<String, Double> slopes(SimulationSpec spec, boolean between) {
        Map<String, Double> slopes = new LinkedHashMap<>();
        for (String name : SimulationSpec.VARIABLES) {
            OutcomeSpec.Slope slope = spec.outcome().slopes().get(name);
            slopes.put(name, between ? slope.between() : slope.slope());
        }
        return slopes;
    }

    private static Map<String, Double> regionEffects(SimulationSpec spec, Outcome outcome) {
        Map<String, Double> effects = new LinkedHashMap<>();
        for (int p = 0; p < spec.regions().size(); p++) {
            effects.put(spec.regions().get(p).name(), outcome.regionEffect(p));
        }
        return effects;
    }

    private static Map<String, Double> yearEffects(SimulationSpec spec, Outcome outcome) {
        Map<String, Double> effects = new LinkedHashMap<>();
        for (int t = 0; t < spec.years(); t++) {
            effects.put(Integer.toString(spec.from() + t), outcome.yearEffect(t));
        }
        return effects;
    }

    private static List<Map<String, Object>> cells(SimulationSpec spec, Totals totals, double[][] maggl) {
        List<Map<String, Object>> cells = new ArrayList<>();
        for (int p = 0; p < spec.regions().size(); p++) {
            for (int t = 0; t < spec.years(); t++) {
                Map<String, Object> cell = new LinkedHashMap<>();
                cell.put("province", spec.regions().get(p).name());
                cell.put("year", spec.from() + t);
                cell.put("manufacturing", totals.manufacturing(p, t));
                cell.put("total", totals.total(p, t));
                cell.put("maggl", maggl[p][t]);
                cells.add(cell);
            }
        }
        return cells;
    }

    private static Map<String, Object> gap(SimulationSpec spec, Gaps.Gap gap) {
        Map<String, Object> cell = new LinkedHashMap<>();
        cell.put("province", spec.regions().get(gap.region()).name());
        cell.put("year", spec.from() + gap.year());
        cell.put("column", gap.variable());
        cell.put("value", gap.value());
        return cell;
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("Maps, records and numbers have a JSON text", impossible);
        }
    }
}
