package org.agglo.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.agglo.TestSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class HeldTest {
    private static Dataset<Row> hundred() {
        return TestSpark.session().range(100).selectExpr("99 - id as id", "id * 2 as twice");
    }

    private static List<Long> ids(Held held) {
        List<Long> ids = new ArrayList<>();
        held.iterator().forEachRemaining(row -> ids.add(row.getLong(0)));
        return ids;
    }

    @Test
    void holdsASmallTableOnTheDriver() {
        Held held = Held.of(hundred(), "test", 200).sorted(1, "test");
        assertThat(held.local()).hasSize(100);
        assertThat(ids(held)).isSorted();
        assertThat(held.rows().queryExecution().optimizedPlan().toString()).startsWith("LocalRelation");
    }

    @Test
    void leavesALargeTableToSparkInTheSameOrder() {
        Held held = Held.of(hundred(), "test", 198);
        assertThat(held.local()).isNull();
        Held sorted = held.sorted(1, "test");
        assertThat(ids(sorted)).hasSize(100).isSorted();
        assertThat(sorted.rows().storageLevel().useMemory()).isTrue();
        assertThat(held.rows().storageLevel().useMemory()).isFalse();
        sorted.release();
    }
}
