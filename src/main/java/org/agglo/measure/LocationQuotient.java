package org.agglo.measure;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agglo.spark.AggloTransformer;
import org.agglo.spark.Jobs;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The location quotient: a region's share of employment in an activity, over that share in the whole country.
 *
 * <pre>  LQ = (q_im / q_i) / (n_m / n)</pre>
 *
 * <p>For each row, q_im is {@code activityCol} and q_i is {@code totalCol}; n_m and n are their sums over the rows with
 * the same {@code byCols}, such as a year, computed by window functions. One means that the region has the national
 * share, two twice that share. Weighted by q_i/n the quotients of a group average 1. The quotient has no unit: both
 * columns may be in persons or in thousands.
 *
 * <p>Rows stay as they are, with {@code outputCol} (double) added. It is null, never NaN or infinite, where
 *
 * <ul>
 *   <li>a {@code byCols} value is null;
 *   <li>the activity or the total is null or not finite, as a suppressed cell is, or is negative;
 *   <li>the total is zero, so that the region has no share;
 *   <li>the group's activity is zero everywhere, so that the national share is zero.
 * </ul>
 *
 * <p>Rows of the first two kinds are left out of <em>both</em> n_m and n: a total without its activity would make the
 * national share too small, as if the suppressed employment were zero. The reference is then the share among the
 * regions that are known, which differs from the national one if the others are many; where the publisher gives its own
 * quotients, {@link PublishedQuotients} recovers the national share from them. {@link #report} counts what was left out.
 *
 * <p>Each sum runs in ascending order of its terms, so the same rows give the same bits in whatever order and number of
 * partitions they come.
 *
 * <p>Source: Cheng (2022), equation (3), where it is called location entropy.
 */
public final class LocationQuotient extends AggloTransformer implements DefaultParamsWritable {
    private final Param<String> activityCol =
            new Param<>(this, "activityCol", "column with the region's employment in the activity");
    private final Param<String> totalCol =
            new Param<>(this, "totalCol", "column with the region's employment in all activities");
    private final StringArrayParam byCols =
            new StringArrayParam(this, "byCols", "columns whose values share one reference, such as a year");
    private final Param<String> outputCol = new Param<>(this, "outputCol", "column for the location quotient");

    public LocationQuotient() {
        this(freshUid("locationQuotient"));
    }

    /** Used by Spark when a saved stage is read. */
    public LocationQuotient(String uid) {
        super(uid);
        setDefault(byCols, new String[0]);
        setDefault(outputCol, "location_quotient");
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        Employment employment = employment();
        Column activity = when(employment.usable(), employment.activity());
        Column total = when(employment.usable(), employment.total());
        WindowSpec group = Window.partitionBy(employment.groups())
                .orderBy(total, activity)
                .rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
        Column nation = try_divide(sum(activity).over(group), sum(total).over(group));
        Column quotient = try_divide(try_divide(activity, total), nation);
        return dataset.toDF().withColumn(getOutputCol(), Employment.finite(quotient));
    }

    /**
     * Counts the rows that have a quotient, and those that have none by reason. One Spark job.
     *
     * @param transformed what {@link #transform} gave
     */
    public QuotientReport report(Dataset<Row> transformed) {
        Column quotient = Employment.named(getOutputCol());
        Column reason = when(quotient.isNotNull(), lit(""))
                .otherwise(coalesce(employment().fault(), lit(QuotientReport.ZERO_REFERENCE)));
        List<Row> counts = Jobs.named(
                transformed.sparkSession(),
                "count location quotients " + getOutputCol(),
                () -> transformed
                        .groupBy(reason.as("reason"))
                        .agg(count(lit(1)).as("rows"))
                        .collectAsList());
        Map<String, Long> byReason = new TreeMap<>();
        counts.forEach(row -> byReason.put(row.getString(0), row.getLong(1)));
        Long computed = byReason.remove("");
        return new QuotientReport(computed == null ? 0 : computed, new LinkedHashMap<>(byReason));
    }

    private Employment employment() {
        return new Employment(getActivityCol(), getTotalCol(), Arrays.asList(getByCols()));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        employment().check(schema);
        Employment.requireFree(schema, getOutputCol());
        return schema.add(getOutputCol(), DataTypes.DoubleType, true);
    }

    @Override
    public LocationQuotient copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    /** Reads a stage saved with {@code write()}. */
    public static MLReader<LocationQuotient> read() {
        return new DefaultParamsReader<>();
    }

    /**
     * Reads a stage saved with {@code save(path)}.
     *
     * @throws IOException if nothing can be read there
     */
    public static LocationQuotient load(String path) throws IOException {
        return read().load(path);
    }

    /** The parameter that names the column of q_im. */
    public Param<String> activityCol() {
        return activityCol;
    }

    /** The column of q_im, the region's employment in the activity. */
    public String getActivityCol() {
        return getOrDefault(activityCol);
    }

    /** Sets the column of q_im, the region's employment in the activity; numeric. */
    public LocationQuotient setActivityCol(String name) {
        set(activityCol, name);
        return this;
    }

    /** The parameter that names the column of q_i. */
    public Param<String> totalCol() {
        return totalCol;
    }

    /** The column of q_i, the region's employment in all activities. */
    public String getTotalCol() {
        return getOrDefault(totalCol);
    }

    /** Sets the column of q_i, the region's employment in all activities; numeric. */
    public LocationQuotient setTotalCol(String name) {
        set(totalCol, name);
        return this;
    }

    /** The parameter that names the columns of a group. */
    public StringArrayParam byCols() {
        return byCols;
    }

    /** The columns whose values share one reference. */
    public String[] getByCols() {
        return getOrDefault(byCols).clone();
    }

    /** Sets the columns whose values share one reference, such as a year; none, the default, for one reference in all. */
    public LocationQuotient setByCols(String... names) {
        set(byCols, names.clone());
        return this;
    }

    /** The parameter that names the new column. */
    public Param<String> outputCol() {
        return outputCol;
    }

    /** The new column. */
    public String getOutputCol() {
        return getOrDefault(outputCol);
    }

    /** Sets the new column; {@code location_quotient} unless set. */
    public LocationQuotient setOutputCol(String name) {
        set(outputCol, name);
        return this;
    }
}
