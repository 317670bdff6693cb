package org.agglo.measure;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Location quotients that the publisher of the employment figures computed itself and rounded, beside ours.
 *
 * <p>They are the share of {@code activity} in {@code total}, over the national share n_m/n of the group that the
 * {@code by} columns make, rounded to {@code decimals} decimals. Where the rows do not add up to the nation, because
 * cells are suppressed or regions are absent, {@link #recover} finds the publisher's n_m/n from the quotients
 * themselves, and {@link #quotients} computes quotients with it.
 *
 * @param activity employment in the activity; null where suppressed
 * @param total employment in all activities
 * @param by columns whose values share one reference
 * @param published the publisher's quotient; null where it gives none
 * @param decimals decimals the publisher rounds to
 */
public record PublishedQuotients(String activity, String total, List<String> by, String published, int decimals) {
    static final String AGREED = "agreed";
    static final String UNBOUNDED = "unbounded";
    static final String DIFFERING = "differing";

    /** Stands before the reason of a row that has a published quotient and none of ours. */
    static final String PUBLISHED = "published: ";

    private static final double ROUNDING_SLACK = 1e-9;

    public PublishedQuotients {
        by = List.copyOf(by);
        if (decimals < 0 || decimals > 12) {
            throw new IllegalArgumentException("Published quotients have 0 to 12 decimals, not " + decimals);
        }
    }

    /**
     * The publisher's national share of each group, recovered. A region with share s and published quotient L says that
     * the reference lies in [s/(L+h), s/(L−h)], h being half a unit in the last decimal; without upper end where L ≤ h.
     * The regions of a group say it together, which usually leaves an interval a thousand times narrower than any one's.
     * Where no share is in all intervals, the one in most of them is taken and the result is not {@linkplain
     * ReferenceShare#consistent consistent}. Groups in which no region can be used are absent. One Spark job, and
     * another if a group is not consistent.
     *
     * @return one per group, in the order of the groups' values
     */
    public List<ReferenceShare> recover(Dataset<Row> rows) {
        return PublishedSet.of(this).recover(rows).get(0);
    }

    /**
     * The rows with one more column: (activity/total) over the group's recovered share. Null where the activity or the
     * total is missing or negative, where the total is zero, and where no share could be recovered.
     */
    public Dataset<Row> quotients(Dataset<Row> rows, List<ReferenceShare> shares, String output) {
        return PublishedSet.of(this).quotients(rows, List.of(shares), List.of(output));
    }

    /**
     * Holds our quotients against the published ones. They agree if they differ by no more than half a unit in the last
     * decimal published; or if there is none of ours for want of an upper bound of the reference share, and zero is
     * published. One Spark job, and another to list the first that differ.
     *
     * @param own the column with our quotients, from {@link #quotients} or {@link LocationQuotient}
     * @param key columns that tell the rows apart, to name those that differ
     */
    public PublishedComparison compare(Dataset<Row> rows, String own, List<String> key) {
        return PublishedSet.of(this)
                .compare(rows, List.of(own), key, Optional.empty())
                .get(0);
    }

    /** Least share that a row's published quotient allows; null for a row that says nothing. */
    Column lower() {
        return when(speaks(), share().divide(publishedQuotient().plus(half())));
    }

    /** Greatest share that a row's published quotient allows; null for a row that says nothing. */
    Column upper() {
        Column quotient = publishedQuotient();
        return when(
                speaks(),
                when(quotient.gt(half()), share().divide(quotient.minus(half())))
                        .otherwise(lit(Double.POSITIVE_INFINITY)));
    }

    private Column speaks() {
        return employment().fault().isNull().and(publishedQuotient().isNotNull());
    }

    private Column share() {
        return employment().activity().divide(employment().total());
    }

    Column quotient(Column reference) {
        Employment employment = employment();
        Column own = when(employment.usable(), try_divide(employment.activity(), employment.total()));
        return Employment.finite(try_divide(own, reference));
    }

    Column difference(String own) {
        return abs(Employment.named(own).minus(publishedQuotient()));
    }

    Column outcome(String own) {
        Column mine = Employment.named(own);
        Column published = publishedQuotient();
        Column tolerance = lit(half()).plus(greatest(lit(1.0), abs(mine)).multiply(ROUNDING_SLACK));
        Column fault = employment().fault();
        Column without = when(fault.isNull().and(published.leq(half())), UNBOUNDED)
                .otherwise(concat(lit(PUBLISHED), coalesce(fault, lit(PublishedComparison.NO_REFERENCE))));
        Column unpublished = when(mine.isNull(), coalesce(fault, lit(PublishedComparison.NO_REFERENCE)))
                .otherwise(PublishedComparison.NOT_PUBLISHED);
        return when(published.isNull(), unpublished)
                .when(mine.isNull(), without)
                .otherwise(when(difference(own).leq(tolerance), AGREED).otherwise(DIFFERING));
    }

    private double half() {
        return 0.5 / Math.pow(10, decimals);
    }

    private Employment employment() {
        return new Employment(activity, total, by);
    }

    Column publishedQuotient() {
        return Employment.finite(Employment.named(published));
    }

    void check(StructType schema) {
        employment().check(schema);
        Columns.require("The table with published quotients", schema, List.of(published));
        Employment.requireNumeric(schema, published);
    }
}
