package org.agglo.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.regression.TestResult;
import org.agglo.stats.SymmetricMatrix;
import org.junit.jupiter.api.Test;

/** Results as the JSON that Python reads; src/test/python reads it. */
class ResultsTest {
    private enum Kind {
        FIRST
    }

    private record Values(double number, long count, boolean truth, Kind kind, double[] row) {}

    @Test
    void recordsHaveTheNameOfTheirClassAndNumbersAllDigits() {
        Values values = new Values(0.1 + 0.2, 3, true, Kind.FIRST, new double[] {Double.NaN, Double.NEGATIVE_INFINITY});
        assertThat(Results.json(values))
                .isEqualTo(
                        "{\"@\":\"Values\",\"number\":0.30000000000000004,\"count\":3,\"truth\":true,\"kind\":\"FIRST\","
                                + "\"row\":[NaN,-Infinity]}");
    }

    @Test
    void mapsKeepTheirOrderAndKeysOfAnyKind() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("b", Optional.of(1));
        map.put(2, Optional.empty());
        assertThat(Results.json(map)).isEqualTo("{\"@\":\"Map\",\"entries\":[[\"b\",1],[2,null]]}");
    }

    @Test
    void matricesAreRows() {
        SymmetricMatrix matrix = SymmetricMatrix.of(new double[][] {{1, 0.5}, {0.5, 2}});
        assertThat(Results.json(List.of(matrix))).isEqualTo("[[[1.0,0.5],[0.5,2.0]]]");
    }

    @Test
    void aTestHasItsPrintedText() {
        TestResult test = new TestResult("Wald", "The slope is zero", "χ²(1)", 4, 1, Double.NaN, 0.0455, "");
        assertThat(Results.json(test))
                .startsWith("{\"@\":\"TestResult\",\"text\":\"Wald: χ²(1) = 4")
                .contains("\"df2\":NaN");
    }

    @Test
    void whatHasNoJsonIsNamed() {
        assertThatThrownBy(() -> Results.json(List.of(new StringBuilder())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No JSON for a java.lang.StringBuilder");
    }
}
