package org.agglo.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every setting of a simulation file: the one table that the reader checks by and that users are shown. */
public final class SimulationSettings {
    /**
     * One setting.
     *
     * @param key its path; {@code *} stands for a name that the file chooses
     * @param type text, whole number, number, names, or numbers by group
     * @param fallback its default as text; {@code required} if it must be there, empty if leaving it out has a meaning of
     *     its own
     * @param meaning one sentence
     * @param min least value of a number
     * @param max greatest value of a number
     */
    public record Setting(String key, Type type, String fallback, String meaning, double min, double max) {
        boolean required() {
            return fallback.equals(REQUIRED);
        }
    }

    /** What a setting holds. */
    public enum Type {
        TEXT("text"),
        WHOLE("a whole number"),
        NUMBER("a number"),
        NAMES("a list of names"),
        SLOPES("numbers by group, or one number for all");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private static final String REQUIRED = "required";
    private static final double NONE = Double.POSITIVE_INFINITY;
    private static final double TINY = 1e-9;
    private static final Map<String, Setting> TABLE = table();

    private SimulationSettings() {}

    /** All settings in the order in which a file has them. */
    public static List<Setting> all() {
        return List.copyOf(TABLE.values());
    }

    /** The setting at a path, variables' and regions' names written as {@code *}. */
    static Setting at(String pattern) {
        Setting setting = TABLE.get(pattern);
        if (setting == null) {
            throw new AssertionError("No setting " + pattern);
        }
        return setting;
    }

    /** Names that may stand in the block at the pattern; empty text for the file itself. */
    static List<String> keysIn(String pattern) {
        String prefix = pattern.isEmpty() ? "" : pattern + ".";
        List<String> keys = new ArrayList<>();
        for (String key : TABLE.keySet()) {
            if (key.startsWith(prefix)) {
                String name = key.substring(prefix.length()).split("\\.", 2)[0];
                if (!keys.contains(name)) {
                    keys.add(name);
                }
            }
        }
        return keys;
    }

    private static Map<String, Setting> table() {
        Map<String, Setting> table = new LinkedHashMap<>();
        country(table);
        firms(table);
        regions(table);
        variables(table);
        patents(table);
        dirt(table);
        return Collections.unmodifiableMap(table);
    }

    private static void country(Map<String, Setting> table) {
        text(table, "name", REQUIRED, "The simulation's name");
        whole(table, "seed", REQUIRED, "Start of every random stream; another seed is another country", -1e15, 1e15);
        whole(table, "years.from", REQUIRED, "First year", 1000, 9800);
        whole(table, "years.to", REQUIRED, "Last year", 1000, 9800);
        whole(table, "rows", REQUIRED, "Firm-year rows, about; truth.json has the exact number", 1, 1e11);
        text(table, "format", "csv", "csv or parquet");
        whole(table, "files-per-year", "", "Employment files a year; one per 2,000,000 rows if left out", 1, 99_999);
    }

    private static void firms(Map<String, Setting> table) {
        whole(table, "firms.counties", REQUIRED, "Counties in the country, about", 1, 1e6);
        number(table, "firms.county-tilt", "0.4", "How unevenly a region's manufacturing lies over its counties", 0, 3);
        number(table, "firms.manufacturing-share", "0.14", "Manufacturing's part of all jobs", TINY, 0.9);
        number(table, "firms.manufacturing-size", "90", "Mean jobs of a manufacturing firm", 1, 1e6);
        number(table, "firms.other-size", "55", "Mean jobs of another firm", 1, 1e6);
        number(table, "firms.size-sigma", "1.2", "Standard deviation of log firm size", 0, 3);
        number(table, "firms.year-noise", "0.1", "Standard deviation of a firm's log jobs around its size", 0, 1);
        number(table, "firms.entry", "0.15", "Part of the firms that enter after the first year", 0, 0.9);
        number(table, "firms.exit", "0.15", "Part of the firms that leave before the last year", 0, 0.9);
        whole(
                table,
                "firms.minimum",
                "12",
                "Least number of firms of a region in each sector, even if that makes more rows",
                1,
                1e6);
    }

    private static void regions(Map<String, Setting> table) {
        add(table, "groups", Type.NAMES, "all", "Parts of the country, where regions is a number", 0, 0);
        whole(table, "regions", REQUIRED, "Named regions, each a block as below; or a number of regions", 2, 9_000);
        whole(table, "regions.*.code", REQUIRED, "What its county codes begin with, as in GB/T 2260", 10, 99_999);
        text(table, "regions.*.group", REQUIRED, "The part of the country whose trends it follows");
        number(table, "regions.*.weight", "1", "Its share of the nation's jobs, up to a common factor", TINY, 1e9);
        for (String name : SimulationSpec.VARIABLES) {
            String meaning = "Its level of %s; drawn if left out".formatted(name);
            number(table, "regions.*." + name, "", meaning, TINY, 1e12);
        }
        number(table, "regions.*.effect", "", "Its log patents beyond the rest; drawn if left out", -20, 20);
    }

    private static void variables(Map<String, Setting> table) {
        String in = "variables.*.";
        number(table, in + "level", REQUIRED, "Geometric mean over regions that state no level", TINY, 1e12);
        number(table, in + "spread", "0.3", "Standard deviation of their log levels", 0, 5);
        number(table, in + "loading", "0", "Correlation of their log levels with development", -1, 1);
        slopes(table, in + "trend", "0", "Slope of the log a year, by group");
        slopes(table, in + "trend-after", "", "Slope of the log after the turning year, by group");
        whole(table, in + "turn", "", "The year after which trend-after holds", 1000, 9800);
        number(table, in + "noise", "0", "Standard deviation of the log around level and trend", 0, 5);
        number(table, in + "persistence", "0", "Correlation of that with the year before", 0, 0.999);
        number(table, in + "min", "1e-9", "Least value", TINY, 1e12);
        number(table, in + "max", "1e12", "Greatest value", TINY, 1e12);
        whole(table, in + "decimals", "4", "Places after the point", 0, 12);
    }

    private static void patents(Map<String, Setting> table) {
        number(table, "pat.level", REQUIRED, "Geometric mean of patents", TINY, 1e12);
        number(table, "pat.year-trend", "0", "Slope of the year effects", -2, 2);
        number(table, "pat.year-noise", "0", "Standard deviation of the year effects around it", 0, 5);
        number(table, "pat.region-noise", "0", "Standard deviation of the region effects beyond the variables", 0, 5);
        number(table, "pat.noise", REQUIRED, "Standard deviation of the errors of log patents", 0, 5);
        number(table, "pat.slopes.*.slope", REQUIRED, "The true elasticity", -20, 20);
        number(
                table,
                "pat.slopes.*.between",
                "",
                "The elasticity that regions show; the true one if left out",
                -20,
                20);
    }

    private static void dirt(Map<String, Setting> table) {
        number(table, "dirt.missing-cells", "0", "Added rows with an empty cell, per clean row", 0, 1);
        number(table, "dirt.duplicate-keys", "0", "Added rows that repeat firm and year, per clean row", 0, 1);
        number(table, "dirt.unknown-counties", "0", "Added rows of counties that are not listed, per clean row", 0, 1);
        number(table, "dirt.negative", "0", "Added rows with negative employment, per clean row", 0, 1);
        number(table, "dirt.text", "0", "Added rows with words for employment, per clean row; not in parquet", 0, 1);
        number(table, "dirt.wrong-years", "0", "Added rows with a year a century off, per clean row", 0, 1);
        for (String name : SimulationSpec.CONTROLS) {
            number(table, "gaps." + name, "0", "Share of its cells in the controls file left blank", 0, 0.9);
        }
    }

    private static void text(Map<String, Setting> table, String key, String fallback, String meaning) {
        add(table, key, Type.TEXT, fallback, meaning, 0, 0);
    }

    private static void slopes(Map<String, Setting> table, String key, String fallback, String meaning) {
        add(table, key, Type.SLOPES, fallback, meaning, -NONE, NONE);
    }

    private static void whole(
            Map<String, Setting> table, String key, String fallback, String meaning, double min, double max) {
        add(table, key, Type.WHOLE, fallback, meaning, min, max);
    }

    private static void number(
            Map<String, Setting> table, String key, String fallback, String meaning, double min, double max) {
        add(table, key, Type.NUMBER, fallback, meaning, min, max);
    }

    private static void add(
            Map<String, Setting> table,
            String key,
            Type type,
            String fallback,
            String meaning,
            double min,
            double max) {
        table.put(key, new Setting(key, type, fallback, meaning, min, max));
    }
}
