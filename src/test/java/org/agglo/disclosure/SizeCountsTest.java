package org.agglo.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.disclosure.SizeClasses.Range;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What establishments by size leave of a cell's value, worked out by hand. */
class SizeCountsTest {
    private static final StructType SCHEMA = new StructType()
            .add("small", DataTypes.LongType)
            .add("middle", DataTypes.LongType)
            .add("large", DataTypes.LongType)
            .add("est", DataTypes.LongType);

    private static Map<String, Range> sizes() {
        Map<String, Range> sizes = new LinkedHashMap<>();
        sizes.put("small", new Range(0, 4));
        sizes.put("middle", new Range(5, 9));
        sizes.put("large", new Range(10, Double.POSITIVE_INFINITY));
        return sizes;
    }

    @ParameterizedTest(name = "{0} small, {1} middle, {2} large, {3} in all: {4} to {5}")
    @CsvSource({
        "2, 3, 0, 5, 15, 35",
        "0, 0, 0, 0, 0, 0",
        "1, 1, 2, 4, 25, Infinity",
        "1, , 0, 4, 15, 31",
        ", , 0, 2, 0, 18",
        ", 3, 0, 3, 15, 27",
        "1, 2, , 5, 30, Infinity",
        "1, , 0, , 0, Infinity"
    })
    void boundIt(Long small, Long middle, Long large, Long all, double low, double high) {
        SizeCounts counts = new SizeCounts("jobs", sizes(), Optional.of("est"));
        assertThat(counts.placed(List.of("pay", "jobs"), SCHEMA).range(RowFactory.create(small, middle, large, all)))
                .isEqualTo(new Range(low, high));
        assertThat(counts.placed(List.of("pay", "jobs"), SCHEMA).of()).isEqualTo(1);
    }

    @Test
    void boundNothingAboveWithoutTheNumberOfAll() {
        SizeCounts counts = new SizeCounts("jobs", sizes(), Optional.empty());
        assertThat(counts.placed(List.of("jobs"), SCHEMA).range(RowFactory.create(null, 3L, 0L, 3L)))
                .isEqualTo(new Range(15, Double.POSITIVE_INFINITY));
    }

    @Test
    void theTableOfCountyBusinessPatternsHasEverySizeOnce() {
        double next = 0;
        for (Map.Entry<String, Range> size : SizeCounts.CBP.entrySet()) {
            if (!size.getKey().equals("n_lt5")) {
                assertThat(size.getValue().low()).as(size.getKey()).isEqualTo(next);
                next = size.getValue().high() + 1;
            }
        }
        assertThat(next).isInfinite();
    }
}
