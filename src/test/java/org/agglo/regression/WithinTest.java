package org.agglo.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.agglo.TestSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class WithinTest {
    private static final List<Row> ROWS = List.of(
            RowFactory.create("a", 2000, 1L, 1.0, 1.0, 10.0),
            RowFactory.create("a", 2001, 1L, 3.0, null, 20.0),
            RowFactory.create("b", 2000, 1L, 5.0, 4.0, 60.0),
            RowFactory.create(null, 2000, 1L, 7.0, 4.0, 60.0));

    @Test
    void takesEachLevelsMeanOff() {
        List<Row> rows = new Within()
                .setInputCols("x", "z")
                .setEffect("region")
                .transform(Simulated.table(ROWS))
                .orderBy("x")
                .collectAsList();
        assertThat(rows).extracting(row -> row.getAs("x_within")).containsExactly(-1.0, 1.0, 0.0, null);
        assertThat(rows).extracting(row -> row.getAs("z_within")).containsExactly(0.0, null, 0.0, null);
        assertThat(rows).extracting(row -> row.getAs("y")).containsExactly(10.0, 20.0, 60.0, 60.0);
    }

    @Test
    void putsTheGrandMeanBackWhenAsked() {
        Dataset<Row> swept = new Within()
                .setInputCols("x")
                .setEffect("region")
                .setMean("grand")
                .transform(Simulated.table(ROWS.subList(0, 3)));
        assertThat(swept.orderBy("x").collectAsList())
                .extracting(row -> row.getAs("x_within"))
                .containsExactly(2.0, 4.0, 3.0);
    }

    @Test
    void awkwardNamesAndLargeMeansWork() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rows.add(RowFactory.create("r" + i % 3, 2000, 1L, 1e9 + i % 3 * 1e8 + i, 1.0, 1.0));
        }
        Dataset<Row> table = TestSpark.session()
                .createDataFrame(rows, Simulated.SCHEMA)
                .withColumnRenamed("x", "a.b c")
                .withColumnRenamed("region", "the.region");
        Dataset<Row> swept =
                new Within().setInputCols("a.b c").setEffect("the.region").transform(table);
        double sum = swept.selectExpr("sum(abs(`a.b c_within`))").head().getDouble(0);
        assertThat(sum).isCloseTo(250000, within(1000.0));
        assertThat(Math.abs(swept.selectExpr("sum(`a.b c_within`)").head().getDouble(0)))
                .isLessThan(1e-3);
    }

    @Test
    void whatIsMissingIsNamed() {
        Dataset<Row> table = Simulated.table(ROWS);
        assertThatThrownBy(() -> new Within().setInputCols("x").transform(table))
                .hasMessageContaining("Set an effect");
        assertThatThrownBy(
                        () -> new Within().setInputCols("q").setEffect("region").transform(table))
                .hasMessageContaining("no column 'q'");
        assertThatThrownBy(() ->
                        new Within().setInputCols("region").setEffect("year").transform(table))
                .hasMessageContaining("is text");
        assertThatThrownBy(
                        () -> new Within().setInputCols("x").setEffect("year").setMean("median"))
                .hasMessageContaining("zero or grand");
        Within within = new Within().setInputCols("x").setEffect("year");
        assertThatThrownBy(() -> ((Within) within.set(within.mean(), "median")).transform(table))
                .hasMessage("The mean is zero or grand, not 'median'");
        assertThatThrownBy(() -> new Within()
                        .setInputCols("x")
                        .setEffect("region")
                        .setSuffix("")
                        .transform(table))
                .hasMessageContaining("'x' is there already");
    }
}
