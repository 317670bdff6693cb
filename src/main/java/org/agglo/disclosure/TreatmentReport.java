package org.agglo.disclosure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became of a source's cells.
 *
 * @param columns treated column to what became of its cells, in used rows: {@link #PUBLISHED}, {@link #MISSING}, and of
 *     those withheld what the method did
 * @param flags column with a disclosure code to its values and the used rows that have them, empty for none
 * @param start where imputation started, in words; empty for other methods
 */
public record TreatmentReport(
        String source,
        Treatment.Method method,
        Map<String, Map<String, Long>> columns,
        Map<String, Map<String, Long>> flags,
        String start) {
    /** The file has the value. */
    public static final String PUBLISHED = "published";
    /** The file has no value and does not say that it is withheld. */
    public static final String MISSING = "missing";
    /** Withheld, and fitted so that children add up to their parent. */
    public static final String IMPUTED = "imputed";
    /** Withheld, and known since the published cells leave one value only. */
    public static final String DEDUCED = "known from others";
    /** Withheld, and null since no parent is known. */
    public static final String NO_PARENT = "left missing, no parent known";
    /** Withheld, and null with a least and a greatest value. */
    public static final String BOUNDED = "bounded";
    /** Withheld, and null with a least value alone. */
    public static final String UNBOUNDED = "without upper bound";
    /** Withheld, and null. */
    public static final String LEFT = "left missing";

    public TreatmentReport {
        columns = copy(columns);
        flags = copy(flags);
    }

    private static Map<String, Map<String, Long>> copy(Map<String, Map<String, Long>> all) {
        Map<String, Map<String, Long>> copy = new LinkedHashMap<>();
        all.forEach((column, counts) -> copy.put(column, Collections.unmodifiableMap(new LinkedHashMap<>(counts))));
        return Collections.unmodifiableMap(copy);
    }

    /** Cells of a column that the publisher withholds. */
    public long withheld(String column) {
        return columns.get(column).entrySet().stream()
                .filter(entry -> !List.of(PUBLISHED, MISSING).contains(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** A sentence for each column. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        columns.forEach((column, counts) -> {
            List<String> parts = new ArrayList<>();
            counts.forEach((how, cells) -> {
                if (!how.equals(PUBLISHED) && !how.equals(MISSING)) {
                    parts.add(how + " " + count(cells));
                }
            });
            long all = counts.values().stream().mapToLong(Long::longValue).sum();
            String what = parts.isEmpty() ? "" : ": " + String.join(", ", parts);
            long missing = counts.getOrDefault(MISSING, 0L);
            String more = missing == 0 ? "" : "; missing in the file without being withheld: " + count(missing);
            sentences.add("%s of %s: %s of %s cells are withheld%s%s."
                    .formatted(column, source, count(withheld(column)), count(all), what, more));
        });
        if (!start.isEmpty()) {
            sentences.add("%s: imputed values start from %s and add up to their parents.".formatted(source, start));
        }
        return sentences;
    }

    private static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
