package org.agglo.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the families among cells by their keys. */
final class Ties {
    private Ties() {}

    /**
     * The families, those of the first hierarchy first, in the order of their parents.
     *
     * @param keys (n) each cell's key, as text
     * @param at the place in the key of each hierarchy's column
     * @param trees one for each hierarchy
     * @param complete for each hierarchy, whether children add up to their parent
     */
    static List<Family> families(List<String[]> keys, int[] at, List<CodeTree> trees, boolean[] complete) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            places.put(joined(keys.get(i)), i);
        }
        List<Family> families = new ArrayList<>();
        for (int h = 0; h < at.length; h++) {
            Map<Integer, List<Integer>> children = new TreeMap<>();
            for (int i = 0; i < keys.size(); i++) {
                String parent = trees.get(h).parent(keys.get(i)[at[h]]);
                if (parent != null) {
                    String[] key = keys.get(i).clone();
                    key[at[h]] = parent;
                    Integer place = places.get(joined(key));
                    if (place != null) {
                        children.computeIfAbsent(place, p -> new ArrayList<>()).add(i);
                    }
                }
            }
            int hierarchy = h;
            boolean whole = complete[h];
            children.forEach((parent, own) -> families.add(
                    new Family(hierarchy, parent, own.stream().mapToInt(i -> i).toArray(), whole)));
        }
        return families;
    }

    private static String joined(String[] key) {
        return String.join("\u0000", key);
    }
}
