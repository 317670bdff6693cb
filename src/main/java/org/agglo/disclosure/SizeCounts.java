package org.agglo.disclosure;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.disclosure.SizeClasses.Range;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * How many establishments of each size there are, which a publisher tells of withheld cells too:
 *
 * <pre>
 * Σ count × least size  ≤  value  ≤  Σ count × greatest size
 * </pre>
 *
 * <p>Where some counts are not told, the establishments left over are of the sizes that they are of, if it is known how many
 * establishments there are; otherwise nothing bounds the value above.
 *
 * @param of the treated column that the sizes are of
 * @param sizes column with a count to the size of its establishments, both ends included
 * @param all the column with the number of all establishments
 */
public record SizeCounts(String of, Map<String, Range> sizes, Optional<String> all) {
    /**
     * The columns of County Business Patterns, by employment in mid-March; from the Census Bureau's record layouts. The least
     * class was called {@code n1_4} up to 2016, and holds establishments without employees in that week too.
     */
    public static final Map<String, Range> CBP = cbp();

    public SizeCounts {
        sizes = Collections.unmodifiableMap(new LinkedHashMap<>(sizes));
    }

    private static Map<String, Range> cbp() {
        Map<String, Range> sizes = new LinkedHashMap<>();
        sizes.put("n1_4", new Range(0, 4));
        sizes.put("n_lt5", new Range(0, 4));
        int[] least = {5, 10, 20, 50, 100, 250, 500, 1000};
        for (int i = 0; i + 1 < least.length; i++) {
            int most = least[i + 1] - 1;
            sizes.put("n%d_%d".formatted(least[i], most), new Range(least[i], most));
        }
        sizes.put("n1000_1", new Range(1000, 1499));
        sizes.put("n1000_2", new Range(1500, 2499));
        sizes.put("n1000_3", new Range(2500, 4999));
        sizes.put("n1000_4", new Range(5000, Double.POSITIVE_INFINITY));
        return Collections.unmodifiableMap(sizes);
    }

    /**
     * The counts by their place in a row.
     *
     * @param of which treated column they bound
     * @param all place of the number of all establishments; −1 for none
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Placed(int of, int[] places, Range[] sizes, int all) implements Serializable {
        /** The value's range in a row. */
        Range range(Row row) {
            double low = 0;
            double high = 0;
            double counted = 0;
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < places.length; i++) {
                if (row.isNullAt(places[i])) {
                    least = Math.min(least, sizes[i].low());
                    most = Math.max(most, sizes[i].high());
                } else {
                    double count = ((Number) row.get(places[i])).doubleValue();
                    counted += count;
                    low += count * sizes[i].low();
                    high += count == 0 ? 0 : count * sizes[i].high();
                }
            }
            if (most < 0) {
                return new Range(low, high);
            }
            if (all < 0 || row.isNullAt(all)) {
                return new Range(low, Double.POSITIVE_INFINITY);
            }
            double left = Math.max(0, ((Number) row.get(all)).doubleValue() - counted);
            return left == 0 ? new Range(low, high) : new Range(low + left * least, high + left * most);
        }
    }

    Placed placed(List<String> treated, StructType schema) {
        return new Placed(
                treated.indexOf(of),
                sizes.keySet().stream().mapToInt(schema::fieldIndex).toArray(),
                sizes.values().toArray(Range[]::new),
                all.map(schema::fieldIndex).orElse(-1));
    }
}
