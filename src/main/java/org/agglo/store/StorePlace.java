package org.agglo.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agglo.spark.Digests;

/**
 * Where a study's store is: one Iceberg table in a catalog.
 *
 * @param catalog what Spark calls the catalog
 * @param properties of the catalog, as Iceberg names them
 * @param namespace the table's namespace, one name
 * @param table the table's name
 * @param keep how many runs can be gone back to
 */
public record StorePlace(String catalog, Map<String, String> properties, String namespace, String table, int keep) {
    static final String WAREHOUSE = "warehouse";

    public StorePlace {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** A folder that is a catalog by itself. */
    public static StorePlace folder(String folder, String namespace, String table, int keep) {
        // Spark keeps a catalog under the name it was first used by, so that each folder needs a name of its own.
        String name = "agglo_" + Digests.sha256(folder).substring(0, 12);
        return new StorePlace(name, Map.of("type", "hadoop", WAREHOUSE, folder), namespace, table, keep);
    }

    /** In words. */
    public String shown() {
        return isFolder()
                ? properties.get(WAREHOUSE) + "/" + namespace + "/" + table
                : catalog + "." + namespace + "." + table;
    }

    /** Whether it is a folder that can be deleted as it is. */
    boolean isFolder() {
        return "hadoop".equals(properties.get("type")) && properties.containsKey(WAREHOUSE);
    }

    String warehouse() {
        return properties.get(WAREHOUSE);
    }

    /** What to do where nothing else helps. */
    String wayOut() {
        String remove = isFolder() ? "delete the folder " + shown() : "drop the table " + shown();
        return "The store only keeps what the files gave, and is made again from them: %s and run again"
                .formatted(remove);
    }
}
