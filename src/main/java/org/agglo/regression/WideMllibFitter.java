package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import org.agglo.stats.Cholesky;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@link MllibFitter} where the rows stay in Spark. */
final class WideMllibFitter implements Fitter {
    private final WideRows rows;

    WideMllibFitter(WideRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return "mllib";
    }

    @Override
    public double[] slopes(Design design, Cholesky factor) {
        int k = design.x().length;
        if (k == 0) {
            return new double[0];
        }
        double[] scales = MllibFitter.scales(design);
        List<Column> features = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            features.add(
                    rows.left(design.numbers()[i] + 1).minus(design.means()[i]).multiply(scales[i]));
        }
        Column label = rows.left(0).minus(design.outcomeMean()).multiply(scales[k]);
        Column weight = rows.weight().multiply(MllibFitter.weightScale(design));
        double[] slopes = MllibFitter.slopes(table(label, weight, features, design.meansGone()));
        for (int i = 0; i < k; i++) {
            slopes[i] *= scales[i] / scales[k];
        }
        return slopes;
    }

    private Dataset<Row> table(Column label, Column weight, List<Column> features, boolean meansGone) {
        Dataset<Row> table = rows.select(columns(label, weight, features));
        if (meansGone) {
            return table;
        }
        Column minus = org.apache.spark.sql.functions.negate(label);
        List<Column> turned =
                features.stream().map(org.apache.spark.sql.functions::negate).toList();
        return table.unionAll(rows.select(columns(minus, weight, turned)));
    }

    private static List<Column> columns(Column label, Column weight, List<Column> features) {
        Column array = org.apache.spark.sql.functions.array(features.toArray(Column[]::new));
        return List.of(
                label.as("label"),
                weight.as("weight"),
                functions.array_to_vector(array).as("features"));
    }
}
