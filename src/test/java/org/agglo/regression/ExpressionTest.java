package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.agglo.TestSpark;
import org.agglo.spark.DataException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
    private static final StructType SCHEMA = new StructType()
            .add("x", DataTypes.DoubleType)
            .add("n", DataTypes.IntegerType)
            .add("a.b`c", DataTypes.DoubleType)
            .add("text", DataTypes.StringType);

    private static Double value(String expression, Double x, Integer n) {
        Dataset<Row> table = TestSpark.session().createDataFrame(List.of(RowFactory.create(x, n, 7.0, "t")), SCHEMA);
        Row row = table.select(Expression.parse(expression).column()).head();
        return row.isNullAt(0) ? null : row.getDouble(0);
    }

    @ParameterizedTest
    @CsvSource({
        "x + n * 2, 6.5",
        "-x^2, -6.25",
        "2^3^2, 512",
        "2^-1, 0.5",
        "n / 4, 0.5",
        "floor(x), 2",
        "floor(-x), -3",
        "floor(n / 4 * 1e300), 5e299",
        "abs(-x), 2.5",
        "log(exp(x)), 2.5",
        "log1p(0), 0",
        "sqrt(n * 2), 2",
        "I(x - n) * 2, 1",
        "n - 1 - 1, 0"
    })
    void computesAsWritten(String expression, double expected) {
        assertThat(value(expression, 2.5, 2)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "log(x)",
        "sqrt(x)",
        "log1p(x)",
        "n / (x - x)",
        "x^0.5",
        "0^x",
        "exp(n * 1e6)",
        "1 / exp(n * 1e6)",
        "1e308 * n * 10",
        "1 / (1e308 * n * 10)"
    })
    void hasNoValueOutsideItsDomain(String expression) {
        assertThat(value(expression, -2.0, 3)).isNull();
    }

    @Test
    void hasNoValueWhereANameIsMissingOrNotANumber() {
        assertThat(value("x + 1", null, 1)).isNull();
        assertThat(value("x + 1", Double.NaN, 1)).isNull();
        assertThat(value("1 / x", Double.POSITIVE_INFINITY, 1)).isNull();
        assertThat(value("x * n", 1.0, null)).isNull();
    }

    @Test
    void namesWithDotsAndSpacesAreColumns() {
        Dataset<Row> table =
                TestSpark.session().range(1).toDF("a.b").withColumn("c d", org.apache.spark.sql.functions.lit(3));
        assertThat(table.select(Expression.parse("a.b + `c d`").column()).head().getDouble(0))
                .isEqualTo(3);
    }

    @Test
    void unknownAndTextColumnsAreRefusedWhereTheyAreWritten() {
        assertThatThrownBy(() -> new Schema(SCHEMA).requireNumbers(Expression.parse("log(xx)")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column 'xx'; did you mean 'x'?")
                .hasMessageContaining("at character 5");
        assertThatThrownBy(() -> new Schema(SCHEMA).requireNumbers(Expression.parse("x + text")))
                .hasMessageContaining(
                        "is text and cannot be a number here; its levels go after | as an effect, or into i(text)");
    }

    @Test
    void longSumsStayLinear() {
        String sum = String.join(" + ", java.util.Collections.nCopies(60, "x"));
        assertThat(value(sum, 1.0, 1)).isEqualTo(60);
        assertThat(Expression.parse(sum).variables()).isEqualTo(Arrays.asList("x"));
    }
}
