package org.agglo.regression;

import java.util.Iterator;
import java.util.List;
import org.agglo.stats.CrossProducts;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.reflect.ClassTag$;

/** Sums over the rows of a table of doubles, taken where they are, block by block, and added up on the driver. */
final class Blocks {
    private static final int ROWS = 1024;

    private Blocks() {}

    /** The cross-products of all columns; none may be null. One Spark job. */
    static CrossProducts crossProducts(Dataset<Row> doubles) {
        int columns = doubles.columns().length;
        CrossProducts sum = new CrossProducts(columns);
        JavaRDD.fromRDD(doubles.queryExecution().toRdd(), ClassTag$.MODULE$.<InternalRow>apply(InternalRow.class))
                .mapPartitions(new Work(columns))
                .collect()
                .forEach(sum::add);
        return sum;
    }

    private record Work(int columns) implements FlatMapFunction<Iterator<InternalRow>, CrossProducts> {
        @Override
        public Iterator<CrossProducts> call(Iterator<InternalRow> rows) {
            CrossProducts sum = new CrossProducts(columns);
            while (rows.hasNext()) {
                sum.add(block(rows));
            }
            return List.of(sum).iterator();
        }

        private double[][] block(Iterator<InternalRow> rows) {
            double[][] block = new double[columns][ROWS];
            int row = 0;
            while (row < ROWS && rows.hasNext()) {
                InternalRow next = rows.next();
                for (int j = 0; j < columns; j++) {
                    block[j][row] = next.getDouble(j);
                }
                row++;
            }
            for (int j = 0; j < columns; j++) {
                block[j] = row == ROWS ? block[j] : java.util.Arrays.copyOf(block[j], row);
            }
            return block;
        }
    }
}
