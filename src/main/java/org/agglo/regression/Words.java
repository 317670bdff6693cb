package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Words put together for messages. */
final class Words {
    private Words() {}

    /** "a", "a and b", "a, b and c". */
    static String and(List<String> words) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.get(words.size() - 1);
    }

    /** Those that are not empty, with commas between. */
    static String joined(String... words) {
        return Arrays.stream(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(", "));
    }

    /** The first ten of them and how many more. */
    static String few(List<String> words) {
        int shown = Math.min(words.size(), 10);
        String first = String.join(", ", words.subList(0, shown));
        return words.size() > shown ? "%s and %,d more".formatted(first, words.size() - shown) : first;
    }

    /** "1 row", "1,234 rows". */
    static String count(long number, String one) {
        return "%,d %s%s".formatted(number, one, number == 1 ? "" : "s");
    }

    /** "12 rows: missing pat; 3 rows: log(open) of a non-positive value". */
    static String dropped(Map<String, Long> dropped) {
        return dropped.entrySet().stream()
                .map(entry -> count(entry.getValue(), "row") + ": " + entry.getKey())
                .collect(Collectors.joining("; "));
    }
}
