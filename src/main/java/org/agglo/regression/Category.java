package org.agglo.regression;

import java.util.Arrays;
import java.util.List;

/** A column of levels over the rows used, as codes. */
final class Category {
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
