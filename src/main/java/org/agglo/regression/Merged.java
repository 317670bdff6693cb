package org.agglo.regression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Chunks put together: levels numbered in their own order, rows in theirs. */
final class Merged {
    private final List<Chunk> chunks;
    private final LevelKind[] kinds;
    private final List<List<Object>> levels = new ArrayList<>();
    private final int[][] codes;
    private final double[][] values;
    private final int rows;

    Merged(List<Chunk> chunks, int values, LevelKind[] kinds) {
        this.chunks = chunks;
        this.kinds = kinds;
        this.rows = chunks.stream().mapToInt(chunk -> chunk.rows).sum();
        int[][] unsortedCodes = new int[kinds.length][];
        for (int j = 0; j < kinds.length; j++) {
            levels.add(levels(j));
            unsortedCodes[j] = codes(j);
        }
        double[][] unsorted = new double[values][];
        for (int j = 0; j < values; j++) {
            unsorted[j] = column(j);
        }
        int[] order = new RowOrder(List.of(unsortedCodes), unsorted).sorted();
        this.codes = new int[kinds.length][];
        for (int j = 0; j < kinds.length; j++) {
            this.codes[j] = new int[rows];
            for (int row = 0; row < rows; row++) {
                this.codes[j][row] = unsortedCodes[j][order[row]];
            }
            unsortedCodes[j] = null;
        }
        this.values = new double[values][];
        for (int j = 0; j < values; j++) {
            this.values[j] = new double[rows];
            for (int row = 0; row < rows; row++) {
                this.values[j][row] = unsorted[j][order[row]];
            }
            unsorted[j] = null;
        }
    }

    int rows() {
        return rows;
    }

    double[][] values() {
        return values;
    }

    Category category(String name, int j) {
        return new Category(
                name, codes[j], levels.get(j).stream().map(kinds[j]::label).toList(), kinds[j]);
    }

    long dropped(int reason) {
        return chunks.stream()
                .flatMap(chunk -> chunk.dropped.entrySet().stream())
                .filter(entry -> entry.getKey().intValue() == reason)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The levels that rows used have: those met only in dropped rows are not counted. */
    private List<Object> levels(int j) {
        TreeSet<Object> found = new TreeSet<>(LevelKind.order());
        for (Chunk chunk : chunks) {
            boolean[] used = new boolean[chunk.levels.get(j).size()];
            for (int code : chunk.codes[j]) {
                if (code >= 0) {
                    used[code] = true;
                }
            }
            for (int code = 0; code < used.length; code++) {
                if (used[code]) {
                    found.add(chunk.levels.get(j).get(code));
                }
            }
        }
        return List.copyOf(found);
    }

    private int[] codes(int j) {
        Map<Object, Integer> numbers = new HashMap<>();
        for (Object level : levels.get(j)) {
            numbers.put(level, numbers.size());
        }
        int[] codes = new int[rows];
        int at = 0;
        for (Chunk chunk : chunks) {
            int[] renumbered = chunk.levels.get(j).stream()
                    .mapToInt(level -> numbers.getOrDefault(level, -1))
                    .toArray();
            for (int code : chunk.codes[j]) {
                codes[at++] = code < 0 ? -1 : renumbered[code];
            }
        }
        return codes;
    }

    private double[] column(int j) {
        double[] column = new double[rows];
        int at = 0;
        for (Chunk chunk : chunks) {
            System.arraycopy(chunk.values[j], 0, column, at, chunk.rows);
            at += chunk.rows;
        }
        return column;
    }
}
