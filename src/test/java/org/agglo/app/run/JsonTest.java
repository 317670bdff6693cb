package org.agglo.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.stats.SymmetricMatrix;
import org.junit.jupiter.api.Test;

class JsonTest {
    private record Inner(String name, double value) {}

    private record Outer(Optional<Inner> inner, List<Integer> counts, Optional<String> none) {}

    @Test
    void recordsKeepTheOrderOfTheirComponents() {
        String text =
                Json.text(new Outer(Optional.of(new Inner("a \"b\"", 0.1 + 0.2)), List.of(1, 2), Optional.empty()));

        assertThat(text).isEqualTo("""
                        {
                          "inner" : {
                            "name" : "a \\"b\\"",
                            "value" : 0.30000000000000004
                          },
                          "counts" : [
                            1,
                            2
                          ],
                          "none" : null
                        }
                        """);
    }

    @Test
    void whatIsNotAFiniteNumberIsNull() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("nan", Double.NaN);
        values.put("infinite", Double.POSITIVE_INFINITY);

        assertThat(Json.text(values)).isEqualTo("{\n  \"nan\" : null,\n  \"infinite\" : null\n}\n");
    }

    @Test
    void aMatrixIsAListOfRows() {
        SymmetricMatrix matrix = SymmetricMatrix.of(new double[][] {{1, 0}, {2, 3}});

        assertThat(Json.parsed(Json.text(matrix))).isEqualTo(List.of(List.of(1.0, 2.0), List.of(2.0, 3.0)));
    }
}
