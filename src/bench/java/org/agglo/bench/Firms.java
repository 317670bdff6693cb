package org.agglo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What the sides of the ingest benchmark that run in a JVM have in common. */
final class Firms {
    /** Divisions 13 to 43 of GB/T 4754. */
    static final List<String> MANUFACTURING =
            IntStream.rangeClosed(13, 43).mapToObj(String::valueOf).toList();

    private Firms() {}

    /** Does the work once for each line of the standard input, tells its milliseconds, and writes the panel. */
    static void serve(Path target, Callable<List<String>> work) throws Exception {
        System.out.println("ready");
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (input.readLine() != null) {
            long start = System.nanoTime();
            List<String> rows = work.call();
            System.out.printf(Locale.ROOT, "ms %.1f%n", (System.nanoTime() - start) / 1e6);
            write(target, rows);
        }
    }

    private static void write(Path target, List<String> rows) throws IOException {
        Files.writeString(target, "province,year,q_total,q_mfg,maggl\n" + String.join("\n", rows) + "\n");
    }

    /** The rows' first columns with a comma between. */
    static List<String> text(List<Row> rows, String... columns) {
        return rows.stream()
                .map(row -> String.join(
                        ",",
                        List.of(columns).stream()
                                .map(column -> String.valueOf(row.<Object>getAs(column)))
                                .toList()))
                .toList();
    }

    static SparkSession spark() {
        SparkSession spark = org.apache.spark.sql.classic.SparkSession.builder()
                .master("local[*]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", Runtime.getRuntime().availableProcessors())
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        return spark;
    }
}
