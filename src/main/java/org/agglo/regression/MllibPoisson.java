package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agglo.spark.Jobs;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * MLlib's {@link GeneralizedLinearRegression}, family Poisson, on the regressors about their means and a dummy for each level but the
 * first of each effect. It stops when its deviance stands still to 1e-10; from there our own steps, two as a rule, bring its linear
 * predictor to the same maximum.
 */
final class MllibPoisson {
    /** MLlib's own bound is 4,096 columns, whose squares it gathers. */
    static final int MOST_COLUMNS = 1_000;

    private final SparkSession spark;

    MllibPoisson(SparkSession spark) {
        this.spark = spark;
    }

    String name() {
        return "mllib";
    }

    /**
     * (n), the linear predictor, offset included.
     *
     * @param kept numbers of the regressors
     * @param offset (n)
     * @throws NotEstimableException if there are too many columns
     */
    double[] predictor(Formula formula, Sample sample, int[] kept, double[] offset) {
        double[][] x = regressors(formula, sample, kept);
        List<Effect> effects = sample.effects(formula.effects());
        int columns = x.length;
        int[] starts = new int[effects.size()];
        for (int f = 0; f < starts.length; f++) {
            starts[f] = columns;
            columns += effects.get(f).levels().levels();
        }
        if (columns > MOST_COLUMNS) {
            throw new NotEstimableException(
                    "%s: MLlib takes a dummy for each level, here %,d columns, and at most %,d; set the fitter to crossproducts"
                            .formatted(formula.text(), columns, MOST_COLUMNS));
        }
        List<Vector> features = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < sample.rows(); row++) {
            Vector one =
                    Vectors.dense(features(row, x, effects, starts, columns)).compressed();
            features.add(one);
            rows.add(RowFactory.create(
                    sample.outcome()[row], one, sample.weights().of(row), offset[row]));
        }
        boolean constant = formula.intercept() || !effects.isEmpty();
        GeneralizedLinearRegressionModel model =
                Jobs.named(spark, "Poisson regression by MLlib", () -> fit(rows, constant));
        double[] eta = new double[rows.size()];
        for (int row = 0; row < eta.length; row++) {
            eta[row] = model.coefficients().dot(features.get(row)) + model.intercept() + offset[row];
        }
        return eta;
    }

    private GeneralizedLinearRegressionModel fit(List<Row> rows, boolean constant) {
        StructType schema = new StructType()
                .add("label", DataTypes.DoubleType)
                .add("features", SQLDataTypes.VectorType())
                .add("weight", DataTypes.DoubleType)
                .add("offset", DataTypes.DoubleType);
        return new GeneralizedLinearRegression()
                .setFamily("poisson")
                .setLink("log")
                .setFitIntercept(constant)
                .setWeightCol("weight")
                .setOffsetCol("offset")
                .setTol(1e-10)
                .setMaxIter(100)
                .fit(spark.createDataFrame(rows, schema).coalesce(1).cache());
    }

    /** About their means where there is a constant, at lengths near 1 by powers of two. */
    private static double[][] regressors(Formula formula, Sample sample, int[] kept) {
        boolean constant = formula.intercept() || !formula.effects().isEmpty();
        double[][] all = sample.regressors();
        double[][] x = new double[kept.length][];
        for (int j = 0; j < x.length; j++) {
            double[] column = all[kept[j]];
            double mean = constant ? sample.weights().mean(column) : 0;
            double spread = Math.sqrt(Arrays.stream(column)
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElse(1));
            double scale = Math.scalb(1.0, -Math.getExponent(spread));
            x[j] = Arrays.stream(column).map(v -> (v - mean) * scale).toArray();
        }
        return x;
    }

    /** The first level of an effect has none, slopes that differ by level have one each. */
    private static double[] features(int row, double[][] x, List<Effect> effects, int[] starts, int columns) {
        double[] features = new double[columns];
        for (int j = 0; j < x.length; j++) {
            features[j] = x[j][row];
        }
        for (int f = 0; f < starts.length; f++) {
            Effect effect = effects.get(f);
            int level = effect.levels().codes()[row];
            if (effect.hasSlope()) {
                features[starts[f] + level] = effect.slope()[row];
            } else if (level > 0) {
                features[starts[f] + level] = 1;
            }
        }
        return features;
    }
}
