package org.agglo.app.study;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code store}. */
final class StoreReader {
    private StoreReader() {}

    static StoreSpec read(Node node) {
        Map<String, String> properties = new LinkedHashMap<>();
        node.child("properties").ifPresent(child -> child.keys().forEach(key -> properties.put(key, child.text(key))));
        for (String key : new String[] {"catalog", "namespace"}) {
            node.maybe(key).flatMap(NameRule::file).ifPresent(message -> node.problem(key, message));
        }
        if (!properties.isEmpty() && !node.has("catalog")) {
            node.problem("properties", "Are those of a catalog; name it with 'catalog'");
        }
        return new StoreSpec(
                node.text("folder"),
                node.maybe("catalog"),
                properties,
                node.text("namespace"),
                node.whole("keep").orElse(1),
                node.origin());
    }
}
