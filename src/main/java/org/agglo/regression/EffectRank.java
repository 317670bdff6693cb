package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The number of parameters that effects take together: their levels less those that other effects explain. */
final class EffectRank {
    private EffectRank() {}

    static long of(List<Effect> effects) {
        long levels =
                effects.stream().mapToLong(effect -> effect.levels().levels()).sum();
        return effects.isEmpty()
                ? 0
                : levels
                        - Arrays.stream(Absorbers.of(effects, Weights.NONE).redundant())
                                .sum();
    }

    /**
     * Counts redundant levels where the levels are too many to factor: exactly between the two largest effects, by the
     * connected parts of their graph (Abowd, Creecy and Kramarz 2002), for each further effect the most that any one of
     * the effects before it explains.
     *
     * @param order numbers of the effects, the largest first
     * @param redundant filled, by effect
     * @return what to tell the reader; empty if the count is exact
     */
    static String redundant(List<Effect> effects, List<Integer> order, long[] redundant) {
        for (int f = 1; f < order.size(); f++) {
            long most = 0;
            for (int g = 0; g < f; g++) {
                most = Math.max(
                        most,
                        parts(
                                effects.get(order.get(g)).levels(),
                                effects.get(order.get(f)).levels()));
            }
            redundant[order.get(f)] = most;
        }
        if (order.size() == 2) {
            return "";
        }
        List<String> names = new ArrayList<>();
        order.subList(2, order.size()).forEach(f -> names.add(effects.get(f).name()));
        return "Redundant levels of %s were counted pair by pair, at least that many".formatted(Words.and(names));
    }

    /** Connected parts of the graph whose nodes are the levels of both and whose edges are the rows. */
    static int parts(Category a, Category b) {
        int[] parent = new int[a.levels() + b.levels()];
        for (int node = 0; node < parent.length; node++) {
            parent[node] = node;
        }
        int parts = parent.length;
        for (int row = 0; row < a.codes().length; row++) {
            int left = root(parent, a.codes()[row]);
            int right = root(parent, a.levels() + b.codes()[row]);
            if (left != right) {
                parent[left] = right;
                parts--;
            }
        }
        return parts;
    }

    private static int root(int[] parent, int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
