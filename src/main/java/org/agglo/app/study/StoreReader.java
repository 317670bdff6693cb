package org.agglo.app.study;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code store}. */
final class StoreReader {
    private static final Pattern CLASS = Pattern.compile("(?i)impl$|factory|class|plugin|signer|provider");
    private static final Pattern SECRET =
            Pattern.compile("(?i)passw|pwd|secret|token|credential|access-?key|sas-|user(name)?$");

    private StoreReader() {}

    /** A property that would have a class loaded, or holds what the manifest must not show. */
    private static void refuse(Node properties, String key) {
        if (CLASS.matcher(key).find()) {
            properties.problem(
                    key,
                    "Names a class to load, which a study file cannot; give it to Spark, as spark.sql.catalog.NAME."
                            + key);
        } else if (SECRET.matcher(key).find()) {
            properties.problem(
                    key,
                    "Is a secret, which would stand in the manifest; give it to Spark, as spark.sql.catalog.NAME."
                            + key);
        }
    }

    static StoreSpec read(Node node) {
        Map<String, String> properties = new LinkedHashMap<>();
        node.child("properties")
                .ifPresent(child -> child.keys().forEach(key -> {
                    refuse(child, key);
                    properties.put(key, child.text(key));
                }));
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
