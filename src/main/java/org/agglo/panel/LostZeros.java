package org.agglo.panel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;

/**
 * Codes that match nothing, and would if they, or those that they are looked up among, had leading zeros put back.
 *
 * @param codes how many of those without a match
 * @param source the source whose codes are too short
 * @param column its column with the codes
 * @param length how many digits the codes of the other source have
 */
public record LostZeros(long codes, String source, String column, int length) {
    /** What a code of digits is without its leading zeros, in Java and in Spark alike. */
    static final String ZEROS = "^0+(?=\\d)";

    static final String DIGITS = "^\\d+$";

    private static final Pattern LEADING = Pattern.compile(ZEROS);
    private static final Pattern CODE = Pattern.compile(DIGITS);

    /**
     * Looks for them among keys.
     *
     * @param columns of the keys
     * @param lost keys that match nothing
     * @param from the source that they are of
     * @param there keys that none of them matches
     * @param of the source that those are of
     */
    static Optional<LostZeros> among(
            List<String> columns, Set<List<Object>> lost, String from, List<List<Object>> there, String of) {
        Map<List<Object>, List<Object>> bare = new HashMap<>();
        there.forEach(key -> bare.put(bare(key), key));
        Map<LostZeros, Long> found = new HashMap<>();
        for (List<Object> key : lost) {
            List<Object> other = bare.get(bare(key));
            if (other != null) {
                int at = 0;
                while (key.get(at).equals(other.get(at))) {
                    at++;
                }
                int mine = key.get(at).toString().length();
                int others = other.get(at).toString().length();
                found.merge(
                        new LostZeros(0, mine < others ? from : of, columns.get(at), Math.max(mine, others)),
                        1L,
                        Long::sum);
            }
        }
        return most(found);
    }

    /** Looks for them among codes that the crosswalk does not have. */
    static Optional<LostZeros> of(Lost lost, Set<String> codes) {
        if (!lost.hasTexts()) {
            return Optional.empty();
        }
        Map<Object, List<String>> alike = new HashMap<>();
        codes.forEach(code ->
                alike.computeIfAbsent(bare(code), bare -> new ArrayList<>()).add(code));
        Map<LostZeros, Set<String>> found = new HashMap<>();
        int at = lost.known().rows().schema().fieldIndex(lost.on());
        for (Iterator<Row> rows = lost.known().iterator(); rows.hasNext(); ) {
            String known = rows.next().getString(at);
            for (String code : alike.getOrDefault(bare(known), List.of())) {
                if (!code.equals(known)) {
                    boolean shorter = code.length() < known.length();
                    LostZeros zeros = new LostZeros(
                            0,
                            shorter ? lost.source() : lost.crosswalk(),
                            lost.on(),
                            Math.max(code.length(), known.length()));
                    found.computeIfAbsent(zeros, some -> new HashSet<>()).add(code);
                }
            }
        }
        Map<LostZeros, Long> counts = new HashMap<>();
        found.forEach((zeros, some) -> counts.put(zeros, (long) some.size()));
        return most(counts);
    }

    /** That of which there are most; of equals the first. */
    static Optional<LostZeros> most(Map<LostZeros, Long> found) {
        Map<String, LostZeros> sorted = new TreeMap<>();
        found.forEach((zeros, codes) -> sorted.put(
                "%020d %s".formatted(Long.MAX_VALUE - codes, zeros),
                new LostZeros(codes, zeros.source(), zeros.column(), zeros.length())));
        return sorted.values().stream().findFirst();
    }

    /** Pairs of codes that differ in leading zeros alone, as text; each with the shortest and the longest. */
    static PanelReport.Keys twins(Set<String> codes) {
        Map<Object, List<String>> alike = new TreeMap<>();
        for (String code : codes) {
            if (CODE.matcher(code).matches()) {
                alike.computeIfAbsent(bare(code), bare -> new ArrayList<>()).add(code);
            }
        }
        return PanelReport.Keys.of(alike.values().stream()
                .filter(same -> same.size() > 1)
                .map(same -> {
                    same.sort((one, other) -> Integer.compare(one.length(), other.length()));
                    return List.<Object>of(same.get(0) + " and " + same.get(same.size() - 1));
                })
                .toList());
    }

    private static List<Object> bare(List<Object> key) {
        return key.stream().map(LostZeros::bare).toList();
    }

    private static Object bare(Object value) {
        return value instanceof String code && CODE.matcher(code).matches()
                ? LEADING.matcher(code).replaceFirst("")
                : value;
    }

    /** In a sentence. */
    String note() {
        return String.format(
                Locale.ROOT,
                "%,d of these %s after leading zeros are put back; if they were lost, say length = %d, pad = true for %s of"
                        + " source %s",
                codes,
                codes == 1 ? "matches" : "match",
                length,
                column,
                source);
    }
}
