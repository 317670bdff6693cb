package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The effects of a fit recovered: what y − x'β and no regressor explains, by level.
 *
 * <p>Levels of several effects are determined only up to constants that move from one effect to another. They are brought to
 * fixest's form: the first effect is free, and in each later one the first level, in the order of the levels, of each connected
 * part of the graph of its levels and those of the first effect is 0. The same holds of slopes of one column by the levels of
 * several. What is undetermined beyond that, as where a third effect's levels follow from two others', is 0 for the last of
 * the levels concerned if the levels are few enough to be solved for directly, else as small as the others allow.
 */
final class FixedEffects {
    static final StructType SCHEMA = new StructType()
            .add("effect", DataTypes.StringType, false)
            .add("level", DataTypes.StringType, false)
            .add("estimate", DataTypes.DoubleType, false)
            .add("rows", DataTypes.LongType, false);

    private FixedEffects() {}

    /** One row for each effect and level. */
    static Dataset<Row> table(Fitted fitted) {
        List<Effect> effects = fitted.freedom().effects();
        if (effects.get(0).levels() instanceof WideCategory wide) {
            return wide.effect(fitted);
        }
        Weights weights = fitted.solution().weights();
        double[][] found = Absorbers.of(effects, weights).coefficients(fitted.beyondRegressors());
        normalise(effects, found);
        List<Row> rows = new ArrayList<>();
        for (int e = 0; e < found.length; e++) {
            Category levels = effects.get(e).levels();
            int[] counts = Levels.counts(levels.codes(), levels.levels());
            for (int level = 0; level < counts.length; level++) {
                rows.add(RowFactory.create(
                        effects.get(e).name(), levels.labels().get(level), found[e][level], (long) counts[level]));
            }
        }
        return SparkSession.active().createDataFrame(rows, SCHEMA);
    }

    /** Brings coefficients by effect and level to the one form, in place. */
    static void normalise(List<Effect> effects, double[][] coefficients) {
        for (int later = 1; later < coefficients.length; later++) {
            double[] column = effects.get(later).slope();
            for (int first = 0; first < later; first++) {
                if (effects.get(first).slope() == column) {
                    Connected parts = new Connected(
                            effects.get(first).levels(), effects.get(later).levels());
                    move(parts, coefficients[first], coefficients[later]);
                    break;
                }
            }
        }
    }

    /** Moves a constant in each part, so that the first level of the later effect there is 0. */
    private static void move(Connected parts, double[] first, double[] later) {
        double[] constant = new double[parts.nodes()];
        Arrays.fill(constant, Double.NaN);
        for (int level = 0; level < later.length; level++) {
            int part = parts.ofSecond(level);
            constant[part] = Double.isNaN(constant[part]) ? later[level] : constant[part];
            later[level] -= constant[part];
        }
        for (int level = 0; level < first.length; level++) {
            first[level] += constant[parts.ofFirst(level)];
        }
    }
}
