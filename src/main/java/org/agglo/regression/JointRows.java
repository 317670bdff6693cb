package org.agglo.regression;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What {@link JointGather} brought: rows with their marks, from which each model takes its own. */
final class JointRows {
    private static final int BITS = 50;

    private final double[][] values;
    private final int marks;
    private final List<String> reasons;
    private final List<String> numbers;
    private final Map<String, Category> categories = new LinkedHashMap<>();
    private final int rows;
    private final Map<IntBuffer, SharedRows> shared = new HashMap<>();

    /** @param marks how many of the merged columns hold marks; they stand first */
    JointRows(Merged merged, int marks, List<String> reasons, List<String> numbers, List<String> levelled) {
        this.values = merged.values();
        this.marks = marks;
        this.reasons = reasons;
        this.numbers = numbers;
        this.rows = merged.rows();
        for (int j = 0; j < levelled.size(); j++) {
            categories.put(levelled.get(j), merged.category(levelled.get(j), j));
        }
    }

    /** All of them. */
    int[] all() {
        return IntStream.range(0, rows).toArray();
    }

    /** Those of each level of a column, by the level's number. */
    int[][] by(Category groups) {
        int[] sizes = new int[groups.levels()];
        for (int code : groups.codes()) {
            if (code >= 0) {
                sizes[code]++;
            }
        }
        int[][] members = new int[sizes.length][];
        Arrays.setAll(members, group -> new int[sizes[group]]);
        int[] found = new int[sizes.length];
        for (int row = 0; row < rows; row++) {
            int code = groups.codes()[row];
            if (code >= 0) {
                members[code][found[code]++] = row;
            }
        }
        return members;
    }

    Category category(String name) {
        return categories.get(name);
    }

    /** (n of all rows). */
    double[] number(String label) {
        return values[marks + numbers.indexOf(label)];
    }

    boolean anyFails(String reason) {
        int check = reasons.indexOf(reason);
        return check >= 0 && IntStream.range(0, rows).anyMatch(row -> fails(row, check));
    }

    private boolean fails(int row, int check) {
        return ((long) values[check / BITS][row] >> (check % BITS) & 1) == 1;
    }

    /** Those of the rows that fail none of the checks; the others are counted by the first that they fail. */
    int[] passing(int[] some, List<Integer> checks, Map<String, Long> dropped) {
        int[] passing = new int[some.length];
        int count = 0;
        Map<Integer, Long> failed = new HashMap<>();
        for (int row : some) {
            int first = first(row, checks);
            if (first < 0) {
                passing[count++] = row;
            } else {
                failed.merge(first, 1L, Long::sum);
            }
        }
        checks.stream()
                .filter(failed::containsKey)
                .forEach(check -> dropped.put(reasons.get(check), failed.get(check)));
        return Arrays.copyOf(passing, count);
    }

    private int first(int row, List<Integer> checks) {
        for (int check : checks) {
            if (fails(row, check)) {
                return check;
            }
        }
        return -1;
    }

    /** What models on these rows share; the same for the same rows. */
    SharedRows shared(int[] some) {
        return shared.computeIfAbsent(IntBuffer.wrap(some), key -> new SharedRows(this, some));
    }
}
