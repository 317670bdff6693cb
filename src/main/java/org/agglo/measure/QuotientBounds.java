package org.agglo.measure;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Between which values a {@link LocationQuotient} lies, where employment is known only to lie between two values itself, as
 * that of withheld cells does.
 *
 * <pre>
 *   low  = (l_im / h_i) / ((l_im + Σ_others h_jm) / (h_i + Σ_others l_j))
 *   high = (h_im / l_i) / ((h_im + Σ_others l_jm) / (l_i + Σ_others h_j))
 * </pre>
 *
 * <p>l and h are the least and the greatest employment, the sums over the other rows with the same {@code by}. The quotient
 * grows with the region's own activity and falls with that of others, and the other way round for totals, so that these are
 * the narrowest bounds that hold if nothing ties the cells to each other. Where all is known they are the quotient, bit by bit.
 *
 * <p>Both are null where a least value or a value of {@code by} is null or a value is negative: such rows are in no sum either.
 * The low bound is null too where nothing bounds the region's own total above, and 0 where nothing bounds another's activity;
 * the high one is null where nothing bounds the region's own activity, or another's total, or where the region's own total, or
 * the reference, may be zero.
 *
 * @param activity the columns with the least and the greatest employment in the activity; the latter null for unbounded
 * @param total the same in all activities
 * @param by the columns whose values share one reference
 */
public record QuotientBounds(Ends activity, Ends total, List<String> by) {
    /** The columns with a least and a greatest value, which may be the same. */
    public record Ends(String low, String high) {}

    public QuotientBounds {
        by = List.copyOf(by);
    }

    /** The rows with two more columns. */
    public Dataset<Row> add(Dataset<Row> rows, String low, String high) {
        least().check(rows.schema());
        greatest().check(rows.schema());
        Employment.requireFree(rows.schema(), low);
        Employment.requireFree(rows.schema(), high);
        Column usable = least().usable();
        Column lowActivity = when(usable, least().activity());
        Column highActivity = when(usable, greatest().activity());
        Column lowTotal = when(usable, least().total());
        Column highTotal = when(usable, greatest().total());
        WindowSpec group = Window.partitionBy(least().groups())
                .orderBy(lowTotal, lowActivity, highTotal, highActivity)
                .rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
        Column bound = quotient(
                lowActivity,
                highTotal,
                others(highActivity, lowActivity, group),
                sum(lowTotal).over(group).plus(highTotal.minus(lowTotal)));
        Column least =
                when(highTotal.isNotNull().and(highTotal.gt(0)), coalesce(bound, when(lowActivity.geq(0), lit(0.0))));
        Column greatest = quotient(
                highActivity,
                lowTotal,
                sum(lowActivity).over(group).plus(highActivity.minus(lowActivity)),
                others(highTotal, lowTotal, group));
        return rows.withColumn(low, Employment.finite(least)).withColumn(high, Employment.finite(greatest));
    }

    /** The row's own least value and the greatest of all others; null if nothing bounds one of those. */
    private static Column others(Column high, Column low, WindowSpec group) {
        Column unbounded = when(low.isNotNull().and(high.isNull()), 1).otherwise(0);
        Column known = coalesce(high, low);
        Column all = sum(known).over(group).minus(known.minus(low));
        return when(sum(unbounded).over(group).equalTo(unbounded), all);
    }

    private static Column quotient(Column activity, Column total, Column allActivity, Column allTotal) {
        return try_divide(try_divide(activity, total), try_divide(allActivity, allTotal));
    }

    private Employment least() {
        return new Employment(activity.low(), total.low(), by);
    }

    private Employment greatest() {
        return new Employment(activity.high(), total.high(), by);
    }
}
