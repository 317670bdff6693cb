package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A column of levels over the rows used, as codes. */
class Category {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    private final String name;
    private final int[] codes;
    private final List<String> labels;
    private final LevelKind kind;

    /** Of text. */
    Category(String name, int[] codes, List<String> labels) {
        this(name, codes, labels, LevelKind.TEXT);
    }

    /**
     * @param codes (n), from 0 in the order of the levels; −1 where the level is missing
     * @param labels the levels as text, by code
     * @param kind what the levels were before they were named
     */
    Category(String name, int[] codes, List<String> labels, LevelKind kind) {
        this.name = name;
        this.codes = codes;
        this.labels = labels;
        this.kind = kind;
    }

    LevelKind kind() {
        return kind;
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

    /** The combinations of levels that occur in columns without missing ones, in the order of the columns' levels. */
    static Category combined(List<Category> columns) {
        if (columns.get(0) instanceof WideCategory) {
            return WideCategory.combinedWide(columns);
        }
        List<int[]> codes = columns.stream().map(Category::codes).toList();
        int[] order = new RowOrder(codes, new double[0][]).sorted(codes.get(0).length);
        int[] combined = new int[order.length];
        List<String> labels = new ArrayList<>();
        for (int at = 0; at < order.length; at++) {
            int row = order[at];
            if (at == 0 || differ(codes, row, order[at - 1])) {
                labels.add(columns.stream()
                        .map(column -> part(column.labels.get(column.codes[row])))
                        .collect(Collectors.joining("^")));
            }
            combined[row] = labels.size() - 1;
        }
        return new Category(columns.stream().map(Category::name).collect(Collectors.joining("^")), combined, labels);
    }

    /** A label within a combined one: between backquotes if it could be taken for two. */
    private static String part(String label) {
        return label.contains("^") || label.contains("`") ? "`" + label.replace("`", "``") + "`" : label;
    }

    private static boolean differ(List<int[]> codes, int row, int other) {
        return codes.stream().anyMatch(column -> column[row] != column[other]);
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
                List.of(left),
                kind);
    }
}
