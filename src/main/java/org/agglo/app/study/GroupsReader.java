package org.agglo.app.study;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.ingest.FieldType;

/** Reads {@code panel.groups}: columns that sort regions, each region into one value. */
final class GroupsReader {
    private GroupsReader() {}

    /** The groups; one of which a value was wrong has no values, so that none is taken for unknown. */
    static Map<String, Map<String, List<String>>> read(Node panelNode, Scope panel) {
        Map<String, Map<String, List<String>>> groups = new LinkedHashMap<>();
        for (Node group : panelNode.children("groups")) {
            NewColumn.add(group, group.name(), Optional.of(FieldType.TEXT), panel);
            groups.put(group.name(), group.lost() ? Map.of() : values(group));
        }
        return groups;
    }

    private static Map<String, List<String>> values(Node group) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Map<String, String> seen = new HashMap<>();
        for (String value : group.keys()) {
            values.put(value, group.texts(value));
            group.texts(value).forEach(region -> {
                String other = seen.putIfAbsent(region, value);
                if (other != null) {
                    group.problem(value, "'%s' is in '%s' already".formatted(region, other));
                }
            });
        }
        return values;
    }
}
