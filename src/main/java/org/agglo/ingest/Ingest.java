package org.agglo.ingest;

import org.apache.spark.sql.SparkSession;

/** Reads a source's files and judges every row. */
public final class Ingest {
    private Ingest() {}

    /**
     * The source's rows, each used, not selected, or set aside with a reason.
     *
     * @param dataFolder where the source's path starts: a local folder or any Hadoop address
     * @throws org.agglo.spark.DataException if the files cannot be read as declared, saying what, where and what to do
     */
    public static Checked read(SparkSession spark, Source source, String dataFolder) {
        RawTable raw = SparkCsv.read(spark, source, dataFolder, Checks.headers(source));
        return new Checked(source, raw.files(), Checks.apply(source, raw));
    }
}
