package org.agglo.app.run;

import java.util.List;
import org.agglo.app.study.Derived;
import org.agglo.regression.Expression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Adds the study's derived columns to the panel, each of which may use those before it. */
final class DeriveStage {
    private DeriveStage() {}

    static Dataset<Row> add(Dataset<Row> rows, List<Derived> derive) {
        Dataset<Row> result = rows;
        for (Derived derived : derive) {
            result = result.withColumn(
                    derived.name(), Expression.parse(derived.expression()).column());
        }
        return result;
    }
}
