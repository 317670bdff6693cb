package org.agglo.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of keys against a map, with parts that fit into a code and parts that do not. */
class CondensedTest {
    private static final int WIDTH = 4;
    private static final int BATCHES = 60;

    private record Sum(long count, double total) {
        Sum plus(Sum other) {
            return new Sum(count + other.count, total + other.total);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 15, 16, 21, 31})
    void isAMap(int bits) {
        var random = new Random(bits);
        var rows = new Condensed(WIDTH, 1);
        int[][] parts = new int[WIDTH][LineIndex.MOST];
        double[] values = new double[LineIndex.MOST];
        for (int table = 0; table < 2; table++) {
            Map<List<Integer>, Sum> expected = new HashMap<>();
            for (int batch = 0; batch < BATCHES; batch++) {
                int records = random.nextInt(200);
                for (int i = 0; i < records; i++) {
                    // Later batches have larger parts, so that a part's bits grow while there are rows; some have one
                    // only.
                    int most = bits * (batch + 1) / BATCHES;
                    List<Integer> key = new ArrayList<>();
                    for (int j = 0; j < WIDTH; j++) {
                        parts[j][i] =
                                batch % 3 == j || most == 0 ? batch % 2 - 1 : (random.nextInt() >>> 32 - most) - 1;
                        key.add(parts[j][i]);
                    }
                    values[i] = random.nextInt(1000) / 8.0;
                    expected.merge(key, new Sum(1, values[i]), Sum::plus);
                }
                rows.count(parts, records);
                rows.add(records, 0, values);
            }
            assertThat(found(rows)).isEqualTo(expected);
            assertThat(rows.records())
                    .isEqualTo(expected.values().stream().mapToLong(Sum::count).sum());
            rows.clear();
            assertThat(rows.size()).isZero();
        }
    }

    private static Map<List<Integer>, Sum> found(Condensed rows) {
        Map<List<Integer>, Sum> found = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            List<Integer> key = new ArrayList<>();
            for (int j = 0; j < WIDTH; j++) {
                key.add(rows.key(row, j));
            }
            double total = rows.total(row, 0, 0) + rows.total(row, 0, 1) + rows.total(row, 0, 2);
            assertThat(found.put(key, new Sum(rows.count(row), total))).isNull();
        }
        return found;
    }
}
