package org.agglo.app.run;

import org.apache.spark.sql.SparkSession;

/**
 * The Spark session of a run. Started by spark-submit, the master and everything else are its own; otherwise the session
 * is local, on all cores, without a web page unless one is asked for with {@code -Dspark.ui.enabled=true}, and listens on loopback only.
 */
public final class Sessions {
    private Sessions() {}

    /** The session, made at the first call. */
    public static SparkSession start(String name) {
        // The kind of session, named: Spark would find it by Scala's reflection, which takes half a second.
        var builder = org.apache.spark.sql.classic.SparkSession.builder()
                .appName("agglo " + name)
                // Keys and sums are the same whatever the machine's zone, and a bad cast is ours to count.
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.ansi.enabled", "true")
                // Java never compiles larger methods: a plan of many columns would run in its interpreter.
                .config("spark.sql.codegen.hugeMethodLimit", given("spark.sql.codegen.hugeMethodLimit", "8000"));
        boolean local = System.getProperty("spark.master") == null;
        if (local) {
            local(builder);
        }
        SparkSession session = local ? SparkServices.without(builder::getOrCreate) : builder.getOrCreate();
        // spark-submit ignores our logging file on some masters; the level holds everywhere.
        session.sparkContext()
                .setLogLevel(System.getProperty("agglo.log", "error").toUpperCase(java.util.Locale.ROOT));
        return session;
    }

    private static void local(org.apache.spark.sql.classic.SparkSession.Builder builder) {
        int cores = Runtime.getRuntime().availableProcessors();
        builder.master("local[*]")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.ui.enabled", given("spark.ui.enabled", "false"))
                .config("spark.ui.showConsoleProgress", "false")
                // By default each sum and sort of each task takes 64 MB, however small, and fills them with zeros.
                .config("spark.buffer.pageSize", given("spark.buffer.pageSize", "8m"))
                .config("spark.sql.shuffle.partitions", Integer.toString(cores))
                .config("spark.sql.catalogImplementation", "in-memory")
                .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"));
    }

    /** The setting as somebody gave it, or else ours. */
    private static String given(String setting, String ours) {
        return System.getProperty(setting, ours);
    }
}
