package org.agglo.regression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.agglo.TestSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Panels made up for tests: region (text), year, sector, x, z, y. */
final class Simulated {
    static final StructType SCHEMA = new StructType()
            .add("region", DataTypes.StringType)
            .add("year", DataTypes.IntegerType)
            .add("sector", DataTypes.LongType)
            .add("x", DataTypes.DoubleType)
            .add("z", DataTypes.DoubleType)
            .add("y", DataTypes.DoubleType);

    private Simulated() {}

    /** An unbalanced panel: about a fifth of the rows is not there. */
    static List<Row> rows(int regions, int years, long seed) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < regions; r++) {
            double effect = random.nextGaussian();
            for (int t = 0; t < years; t++) {
                double x = random.nextGaussian() + effect;
                double z = Math.exp(random.nextGaussian());
                double y = 1 + 0.5 * x - 0.2 * z + effect + 0.1 * t + random.nextGaussian();
                if (random.nextDouble() > 0.2) {
                    rows.add(RowFactory.create("r%03d".formatted(r), 2000 + t, (long) random.nextInt(7), x, z, y));
                }
            }
        }
        return rows;
    }

    static Dataset<Row> table(List<Row> rows) {
        return TestSpark.session().createDataFrame(rows, SCHEMA);
    }

    static Dataset<Row> panel() {
        return table(rows(30, 12, 1));
    }

    static List<Row> shuffled(List<Row> rows, long seed) {
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }
}
