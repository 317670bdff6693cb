package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A column of levels over the rows used, as codes. */
class Category {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    private final String name;
    private final int[] codes;
    private final List<String> labels;

    /**
     * @param codes (n), from 0 in the order of the levels; −1 where the level is missing
     * @param labels the levels as text, by code
     */
    Category(String name, int[] codes, List<String> labels) {
        this.name = name;
        this.codes = codes;
        this.labels = labels;
    }

    String name() {
        return name;
    }

    /** (n), shared, not a copy. */
    int[] codes() {
        return codes;
    }

    List<String> labels() {
        return labels;
    }

    int levels() {
        return labels.size();
    }

    boolean complete() {
        return Arrays.stream(codes).allMatch(code -> code >= 0);
    }

    long missing() {
        return Arrays.stream(codes).filter(code -> code < 0).count();
    }

    /** The levels as numbers, by code; null if one of them is not. */
    double[] numbers() {
        double[] numbers = new double[levels()];
        for (int code = 0; code < numbers.length; code++) {
            String label = labels.get(code);
            if (!NUMBER.matcher(label).matches()) {
                return null;
            }
            numbers[code] = Double.parseDouble(label);
        }
        return numbers;
    }

    /** The combinations of levels that occur in columns without missing ones, numbered as they are met. */
    static Category combined(List<Category> columns) {
        Map<List<Integer>, Integer> numbers = new HashMap<>();
        List<String> labels = new ArrayList<>();
        int[] codes = new int[columns.get(0).codes.length];
        for (int row = 0; row < codes.length; row++) {
            List<Integer> levels = new ArrayList<>();
            for (Category column : columns) {
                levels.add(column.codes[row]);
            }
            Integer known = numbers.get(levels);
            if (known == null) {
                known = numbers.size();
                numbers.put(levels, known);
                labels.add(IntStream.range(0, levels.size())
                        .mapToObj(i -> columns.get(i).labels.get(levels.get(i)))
                        .collect(Collectors.joining("^")));
            }
            codes[row] = known;
        }
        return new Category(columns.stream().map(Category::name).collect(Collectors.joining("^")), codes, labels);
    }

    /** Whether each level lies within one level of the other column. */
    boolean nestedIn(Category other) {
        int[] found = new int[levels()];
        Arrays.fill(found, -1);
        for (int row = 0; row < codes.length; row++) {
            int level = codes[row];
            int outer = other.codes[row];
            if (found[level] >= 0 && found[level] != outer) {
                return false;
            }
            found[level] = outer;
        }
        return true;
    }

    /** Only some rows, and only the levels found there. */
    Category rows(int[] rows) {
        int[] found = new int[levels()];
        for (int row : rows) {
            if (codes[row] >= 0) {
                found[codes[row]] = 1;
            }
        }
        int next = 0;
        String[] left = new String[Arrays.stream(found).sum()];
        for (int code = 0; code < found.length; code++) {
            if (found[code] == 1) {
                left[next] = labels.get(code);
                found[code] = next++;
            }
        }
        return new Category(
                name,
                Arrays.stream(rows)
                        .map(row -> codes[row] < 0 ? -1 : found[codes[row]])
                        .toArray(),
                List.of(left));
    }
}
