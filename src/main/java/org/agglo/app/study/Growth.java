package org.agglo.app.study;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How large a file becomes once its substitutions are put in: a page of them can stand for more than any memory holds. */
final class Growth {
    private static final long MOST = 1 << 24;

    private final Map<List<String>, Long> lengths = new HashMap<>();
    private final Map<List<String>, List<List<String>>> references = new HashMap<>();
    private final Map<List<String>, Long> known = new HashMap<>();
    private final Set<List<String>> open = new HashSet<>();

    void text(List<String> path, int length) {
        lengths.merge(path, (long) length, Long::sum);
    }

    void refers(List<String> in, String path) {
        try {
            String plain = path.startsWith("?") ? path.substring(1) : path;
            references.computeIfAbsent(in, key -> new ArrayList<>()).add(ConfigUtil.splitPath(plain.strip()));
        } catch (ConfigException e) {
            // Not a path: the parser says so.
            return;
        }
    }

    boolean explodes() {
        return !references.isEmpty() && size(List.of()) > MOST;
    }

    /** Characters of all that stands at or below a path; a cycle counts as nothing, for the parser refuses it. */
    private long size(List<String> path) {
        Long before = known.get(path);
        if (before != null || !open.add(path)) {
            return before == null ? 0 : before;
        }
        long size = 0;
        for (Map.Entry<List<String>, Long> entry : lengths.entrySet()) {
            size += below(entry.getKey(), path) ? entry.getValue() : 0;
        }
        for (Map.Entry<List<String>, List<List<String>>> entry : references.entrySet()) {
            if (below(entry.getKey(), path)) {
                for (List<String> reference : entry.getValue()) {
                    size = Math.min(size + size(reference), 2 * MOST);
                }
            }
        }
        open.remove(path);
        known.put(path, size);
        return size;
    }

    private static boolean below(List<String> path, List<String> start) {
        return path.size() >= start.size() && path.subList(0, start.size()).equals(start);
    }
}
