package org.agglo.regression;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agglo.Shared;
import org.agglo.TestSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The panels that references are computed on, read once. */
final class Panels {
    private static final Map<String, Dataset<Row>> READ = new ConcurrentHashMap<>();

    private Panels() {}

    /** A panel committed with the tests by name, or a file below the shared reference folder by its path. */
    static Dataset<Row> read(String panel) {
        Path committed = Path.of("src/test/resources/panels", panel + ".csv");
        Path path = Files.exists(committed) ? committed : Shared.path("reference/" + panel);
        return READ.computeIfAbsent(
                panel,
                name -> TestSpark.session()
                        .read()
                        .option("header", "true")
                        .option("inferSchema", "true")
                        .csv(path.toString())
                        .cache());
    }
}
