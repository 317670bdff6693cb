package org.agglo.simulate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The two small files beside the employment files, as text. */
final class Tables {
    private Tables() {}

    /** The crosswalk: county_code, county, province, region (the part of the country). */
    static String counties(SimulationSpec spec, Layout layout) {
        StringBuilder text = new StringBuilder("county_code,county,province,region\n");
        int before = -1;
        int number = 0;
        for (int c = 0; c < layout.countyCode().length; c++) {
            RegionSpec region = spec.regions().get(layout.countyRegion()[c]);
            number = layout.countyRegion()[c] == before ? number + 1 : 1;
            before = layout.countyRegion()[c];
            text.append(layout.countyCode()[c]).append(',');
            text.append(cell(region.name() + " County " + number)).append(',');
            text.append(cell(region.name())).append(',').append(cell(region.group()));
            text.append('\n');
        }
        return text.toString();
    }

    /** The controls: province, year, pat, pgdp, gov, urb, open; blank where there is a gap. */
    static String controls(SimulationSpec spec, Map<String, double[][]> values, Outcome outcome, List<Gaps.Gap> gaps) {
        Set<String> blank = gaps.stream()
                .map(gap -> key(gap.variable(), gap.region(), gap.year()))
                .collect(Collectors.toSet());
        StringBuilder text = new StringBuilder("province,year,pat," + String.join(",", SimulationSpec.CONTROLS) + "\n");
        for (int p = 0; p < spec.regions().size(); p++) {
            for (int t = 0; t < spec.years(); t++) {
                text.append(cell(spec.regions().get(p).name())).append(',').append(spec.from() + t);
                text.append(',').append(outcome.patents(p, t));
                for (String name : SimulationSpec.CONTROLS) {
                    boolean gap = blank.contains(key(name, p, t));
                    text.append(',').append(gap ? "" : plain(values.get(name)[p][t]));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static String key(String variable, int region, int year) {
        return variable + " " + region + " " + year;
    }

    /** The shortest decimal text that is read as the same number, without an exponent. */
    private static String plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    private static String cell(String text) {
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
