package org.agglo.disclosure;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.agglo.spark.DataException;

/** The parent of each code that occurs, where it occurs too. */
public final class CodeTree implements Serializable {
    private static final long serialVersionUID = 1;

    private final Map<String, String> parents;

    private CodeTree(Map<String, String> parents) {
        this.parents = Map.copyOf(parents);
    }

    /**
     * The tree of the codes.
     *
     * @throws DataException if a code lies within itself
     */
    public static CodeTree of(Hierarchy hierarchy, Collection<String> codes) {
        Set<String> known = new HashSet<>(codes);
        Map<String, String> ranges = ranges(known);
        Map<String, String> listed = new HashMap<>();
        hierarchy.parents().forEach((parent, children) -> children.forEach(child -> listed.put(child, parent)));
        Map<String, String> parents = new HashMap<>();
        for (String code : new TreeSet<>(known)) {
            String parent = listed.containsKey(code) ? listed.get(code) : byDigits(hierarchy, code, known, ranges);
            if (parent != null && known.contains(parent)) {
                parents.put(code, parent);
            }
        }
        CodeTree tree = new CodeTree(parents);
        known.forEach(code -> tree.requireEnd(hierarchy, code));
        return tree;
    }

    /** Start of a code to the range that holds it, for codes such as 31-33. */
    private static Map<String, String> ranges(Set<String> codes) {
        Map<String, String> ranges = new HashMap<>();
        for (String code : codes) {
            if (code.matches("\\d{1,4}-\\d{1,4}")) {
                String[] ends = code.split("-", -1);
                int width = ends[0].length();
                for (int start = Integer.parseInt(ends[0]); start <= Integer.parseInt(ends[1]); start++) {
                    ranges.put(("%0" + width + "d").formatted(start), code);
                }
            }
        }
        return ranges;
    }

    private static String byDigits(Hierarchy hierarchy, String code, Set<String> known, Map<String, String> ranges) {
        int level = level(hierarchy, code);
        if (level < 0 || code.equals(hierarchy.top().orElse(null))) {
            return null;
        }
        if (level == 0) {
            return hierarchy.top().orElse(null);
        }
        String start = code.substring(0, hierarchy.digits().get(level - 1));
        String padded = hierarchy.pad().isEmpty()
                ? start
                : start + hierarchy.pad().repeat(Math.max(0, code.length() - start.length()));
        return known.contains(padded) ? padded : ranges.get(start);
    }

    private static int level(Hierarchy hierarchy, String code) {
        int dash = code.indexOf('-');
        String first = dash > 0 ? code.substring(0, dash) : code;
        for (int level = 0; level < hierarchy.digits().size(); level++) {
            int length = hierarchy.digits().get(level);
            boolean padded = !hierarchy.pad().isEmpty()
                    && first.length() > length
                    && first.substring(length).replace(hierarchy.pad(), "").isEmpty();
            if (first.length() == length || padded) {
                return level;
            }
        }
        return -1;
    }

    private void requireEnd(Hierarchy hierarchy, String code) {
        Set<String> seen = new HashSet<>();
        for (String at = code; at != null; at = parents.get(at)) {
            if (!seen.add(at)) {
                throw new DataException("Hierarchy %s: code %s of %s lies within itself. Mend its 'parents'"
                        .formatted(hierarchy.name(), code, hierarchy.column()));
            }
        }
    }

    /** The code's parent; null if it has none. */
    public String parent(String code) {
        return parents.get(code);
    }

    /** The parent's parent and so on, up to the last. */
    public String root(String code) {
        String at = code;
        while (parents.containsKey(at)) {
            at = parents.get(at);
        }
        return at;
    }
}
