package org.agglo;

import org.apache.spark.sql.SparkSession;

/**
 * The one session that all tests share: two threads, two shuffle partitions, no web page, loopback only. Code that Spark
 * has compiled is kept for the next test that makes the same plan, which takes a quarter off studies run many times.
 */
public final class TestSpark {
    private static SparkSession session;

    private TestSpark() {}

    /** The session, made at the first call. */
    public static synchronized SparkSession session() {
        if (session == null) {
            session = SparkSession.builder()
                    .master("local[2]")
                    .appName("agglo-tests")
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.sql.shuffle.partitions", "2")
                    .config("spark.sql.session.timeZone", "UTC")
                    .config("spark.sql.codegen.cache.maxEntries", "1000")
                    .config("spark.sql.warehouse.dir", "target/spark-warehouse")
                    .getOrCreate();
            session.sparkContext().setLogLevel("ERROR");
        }
        return session;
    }
}
