package org.agglo.ingest;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.agglo.TestSpark;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubledHashesTest {
    /** Some 20,000 hashes of 100,000 rows: full blocks and part ones, each hash in several tasks; or in one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void areThoseThatAGroupingFinds(int partitions) {
        Dataset<Row> hashes = TestSpark.session()
                .range(0, 100_000, 1, partitions)
                .select(xxhash64(abs(col("id").minus(lit(80_000)))).as("hash"));
        List<Row> grouped = hashes.groupBy("hash")
                .agg(count(lit(1)).as("rows"))
                .where(col("rows").gt(lit(1)))
                .orderBy("rows", "hash")
                .collectAsList();
        long[] doubled = grouped.stream().mapToLong(row -> row.getLong(0)).toArray();

        try (DoubledHashes found = DoubledHashes.among(packed(hashes))) {
            assertThat(found.counts()).containsExactly(19_999, 39_998);
            assertThat(found.all()).containsExactlyInAnyOrder(doubled);
            assertThat(found.rarest(10)).containsExactly(java.util.Arrays.copyOf(doubled, 10));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5000})
    void areNoneWhereAllDiffer(int rows) {
        try (DoubledHashes found = DoubledHashes.among(
                packed(TestSpark.session().range(0, rows, 1, 3).select(col("id").as("hash"))))) {
            assertThat(found.counts()).containsExactly(0, 0);
            assertThat(found.all()).isEmpty();
        }
    }

    private static JavaRDD<byte[]> packed(Dataset<Row> hashes) {
        return FileKeys.hashes(hashes.select(lit("file"), col("hash"))
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(part -> new KeyBlocks(part, 0, false)));
    }
}
