package org.agglo.ingest.csv;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The records of files that were found readable; a job reads them anew each time. */
public final class CsvRecords {
    private final SparkSession spark;
    private final CsvPlan plan;

    CsvRecords(SparkSession spark, CsvPlan plan) {
        this.spark = spark;
        this.plan = plan;
    }

    /** The records in the files' order, with the columns that {@link CsvReader} names. */
    public Dataset<Row> rows() {
        return load(plan);
    }

    /**
     * Rows that each stand for {@link CsvReader#COUNT} records of one file that differ in nothing that matters. Columns:
     * {@code c0, c1, …}, the text of one of the records; {@link CsvReader#FILE}; {@link CsvReader#PROBLEM}; the count; and
     * for each column that adds up the parts of its sum and {@link CsvReader#PLAIN}. What stands in the parts where PLAIN is
     * null means nothing.
     *
     * @param roles what matters of each wanted column
     */
    public Dataset<Row> condensed(List<CellRole> roles) {
        return load(new CsvPlan(plan.columns(), plan.partitions(), plan.bytes(), roles, null));
    }

    /**
     * The keys of all records: rows with {@link CsvReader#FILE} and blocks of {@link CsvReader#HASHES}, which are Spark's {@code
     * xxhash64}, their {@link CsvReader#LOW} and {@link CsvReader#HIGH}; and for each record whose key is not written plainly a
     * row with the texts {@code c0, c1, …} and no hashes. Records without a key, and malformed ones, are left out.
     *
     * @param cells the key's columns in its order, and those that say which records are taken
     */
    public Dataset<Row> keys(List<KeyCell> cells) {
        return load(keyed(new KeyRead(cells, null)));
    }

    /** Those of {@link #rows()} whose key has one of the hashes, and some whose key is not written plainly. */
    public Dataset<Row> among(List<KeyCell> cells, long[] hashes) {
        return load(keyed(new KeyRead(cells, new LongSet(hashes))));
    }

    private CsvPlan keyed(KeyRead keys) {
        return new CsvPlan(plan.columns(), plan.partitions(), plan.bytes(), List.of(), keys);
    }

    private Dataset<Row> load(CsvPlan what) {
        return spark.read()
                .format(CsvSource.class.getName())
                .option(CsvPlan.OPTION, what.encoded())
                .load();
    }
}
