package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.agglo.stats.Cholesky;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

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
        if (!meansGone) {
            List<Column> turned = features.stream().map(functions::negate).toList();
            table = table.unionAll(rows.select(columns(functions.negate(label), weight, turned)));
        }
        String[] names = IntStream.range(0, features.size())
                .mapToObj(WideMllibFitter::feature)
                .toArray(String[]::new);
        return new VectorAssembler()
                .setInputCols(names)
                .setOutputCol("features")
                .transform(table)
                .select("label", "weight", "features");
    }

    private static List<Column> columns(Column label, Column weight, List<Column> features) {
        List<Column> columns = new ArrayList<>(List.of(label.as("label"), weight.as("weight")));
        for (int i = 0; i < features.size(); i++) {
            columns.add(features.get(i).as(feature(i)));
        }
        return columns;
    }

    private static String feature(int i) {
        return "feature" + i;
    }
}
