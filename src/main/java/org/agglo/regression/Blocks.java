package org.agglo.regression;

import java.util.Arrays;
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
        return sum(doubles, new Work(doubles.columns().length, false));
    }

    /** The same of all columns but the first, which weighs the rows. */
    static CrossProducts weighted(Dataset<Row> doubles) {
        return sum(doubles, new Work(doubles.columns().length, true));
    }

    private static CrossProducts sum(Dataset<Row> doubles, Work work) {
        CrossProducts sum = work.nothing();
        JavaRDD.fromRDD(doubles.queryExecution().toRdd(), ClassTag$.MODULE$.<InternalRow>apply(InternalRow.class))
                .mapPartitions(work)
                .collect()
                .forEach(sum::add);
        return sum;
    }

    private record Work(int columns, boolean weighted)
            implements FlatMapFunction<Iterator<InternalRow>, CrossProducts> {
        @Override
        public Iterator<CrossProducts> call(Iterator<InternalRow> rows) {
            CrossProducts sum = nothing();
            while (rows.hasNext()) {
                double[][] block = block(rows);
                if (weighted) {
                    sum.addWeighted(block[0], Arrays.copyOfRange(block, 1, columns));
                } else {
                    sum.add(block);
                }
            }
            return List.of(sum).iterator();
        }

        private CrossProducts nothing() {
            return new CrossProducts(weighted ? columns - 1 : columns);
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
                block[j] = row == ROWS ? block[j] : Arrays.copyOf(block[j], row);
            }
            return block;
        }
    }
}
