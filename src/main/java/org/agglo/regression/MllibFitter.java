package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agglo.spark.Jobs;
import org.agglo.stats.Cholesky;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * MLlib's {@link LinearRegression} on the swept columns: normal solver, no intercept (it is gone from the columns), no
 * penalty. Columns are brought to lengths near 1 by powers of two, which rounds nothing, so that no scale of the data
 * reaches the solver; so are the weights.
 *
 * <p>MLlib sets the slope of a column without variance about its mean to zero, so a design without constant or effects is
 * given twice, the second time with the signs turned: the means are then zero and the slopes the same.
 */
final class MllibFitter implements Fitter {
    private final SparkSession spark;

    MllibFitter(SparkSession spark) {
        this.spark = spark;
    }

    @Override
    public String name() {
        return "mllib";
    }

    @Override
    public double[] slopes(Design design, Cholesky factor) {
        int k = design.x().length;
        double[] scales = scales(design);
        double[] slopes = k == 0 ? new double[0] : fit(rows(design, scales), k);
        for (int j = 0; j < k; j++) {
            slopes[j] *= scales[j] / scales[k];
        }
        return slopes;
    }

    /** Names the number of features beforehand, which saves MLlib a job. */
    private static StructType schema(int k) {
        return new StructType()
                .add("label", DataTypes.DoubleType)
                .add("weight", DataTypes.DoubleType)
                .add("features", SQLDataTypes.VectorType(), false, new AttributeGroup("features", k).toMetadata());
    }

    private double[] fit(List<Row> rows, int k) {
        Dataset<Row> table = spark.createDataFrame(rows, schema(k)).coalesce(1);
        return Jobs.named(spark, "least squares by MLlib", () -> slopes(table));
    }

    /** MLlib's slopes of a table of {@code label}, {@code weight} and {@code features}. */
    static double[] slopes(Dataset<Row> table) {
        return new LinearRegression()
                .setWeightCol("weight")
                .setSolver("normal")
                .setFitIntercept(false)
                .setStandardization(false)
                .setRegParam(0)
                .fit(table)
                .coefficients()
                .toArray();
    }

    /** Powers of two that bring each column's length, the outcome's last, near √n. */
    static double[] scales(Design design) {
        double[] scales = new double[design.x().length + 1];
        for (int j = 0; j < scales.length; j++) {
            double spread = design.length(j) / Math.sqrt(design.totalWeight());
            scales[j] = Math.scalb(1.0, -Math.getExponent(spread));
        }
        return scales;
    }

    /** A power of two that brings the mean weight near 1. */
    static double weightScale(Design design) {
        return Math.scalb(
                1.0,
                -Math.getExponent(
                        design.totalWeight() / (double) design.products().rows()));
    }

    private static List<Row> rows(Design design, double[] scales) {
        int k = design.x().length;
        List<Row> rows = new ArrayList<>();
        double weightScale = weightScale(design);
        for (int row = 0; row < design.rows(); row++) {
            double[] features = new double[k];
            for (int j = 0; j < k; j++) {
                features[j] = design.x()[j][row] * scales[j];
            }
            double label = design.y()[row] * scales[k];
            double weight = design.weights().of(row) * weightScale;
            rows.add(RowFactory.create(label, weight, Vectors.dense(features)));
            if (!design.meansGone()) {
                double[] turned = Arrays.stream(features).map(value -> -value).toArray();
                rows.add(RowFactory.create(-label, weight, Vectors.dense(turned)));
            }
        }
        return rows;
    }
}
