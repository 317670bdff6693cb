package org.agglo.measure;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.agglo.spark.Columns;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
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
    private static final int DIFFERENCES_LISTED = 20;
    private static final double ROUNDING_SLACK = 1e-9;
    private static final String AGREED = "agreed";
    private static final String DIFFERING = "differing";

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
        check(rows.schema());
        return new ShareRecovery(by).recover(intervals(rows), "recover reference shares from " + published);
    }

    private Dataset<Row> intervals(Dataset<Row> rows) {
        Employment employment = employment();
        Column share = employment.activity().divide(employment.total());
        Column quotient = publishedQuotient();
        Column upper = when(quotient.gt(half()), share.divide(quotient.minus(half())))
                .otherwise(lit(Double.POSITIVE_INFINITY));
        List<Column> columns = new ArrayList<>(List.of(employment.groups()));
        columns.add(share.divide(quotient.plus(half())).as(ShareRecovery.LOWER));
        columns.add(upper.as(ShareRecovery.UPPER));
        return rows.where(employment.fault().isNull().and(quotient.isNotNull())).select(columns.toArray(Column[]::new));
    }

    /**
     * The rows with one more column: (activity/total) over the group's recovered share. Null where the activity or the
     * total is missing or negative, where the total is zero, and where no share could be recovered.
     */
    public Dataset<Row> quotients(Dataset<Row> rows, List<ReferenceShare> shares, String output) {
        check(rows.schema());
        Employment.requireFree(rows.schema(), output);
        Employment employment = employment();
        Dataset<Row> references = references(rows, shares);
        Column match = IntStream.range(0, by.size())
                .mapToObj(i -> rows.col(Columns.quoted(by.get(i))).equalTo(references.col("g" + i)))
                .reduce(Column::and)
                .orElse(lit(true));
        Column own = when(employment.usable(), try_divide(employment.activity(), employment.total()));
        Column quotient = Employment.finite(try_divide(own, references.col("share")));
        List<Column> columns = new ArrayList<>();
        for (String name : rows.columns()) {
            columns.add(rows.col(Columns.quoted(name)));
        }
        columns.add(quotient.as(output));
        return rows.join(broadcast(references), match, "left").select(columns.toArray(Column[]::new));
    }

    private Dataset<Row> references(Dataset<Row> rows, List<ReferenceShare> shares) {
        StructType schema = new StructType();
        for (int i = 0; i < by.size(); i++) {
            schema = schema.add("g" + i, rows.schema().apply(by.get(i)).dataType());
        }
        List<Row> values = new ArrayList<>();
        for (ReferenceShare share : shares) {
            List<Object> cells = new ArrayList<>(share.group());
            cells.add(share.recovered() ? share.share() : null);
            values.add(RowFactory.create(cells.toArray()));
        }
        return rows.sparkSession().createDataFrame(values, schema.add("share", DataTypes.DoubleType));
    }

    /**
     * Holds our quotients against the published ones. They agree if they differ by no more than half a unit in the last
     * decimal published. One Spark job, and another to list the first that differ.
     *
     * @param own the column with our quotients, from {@link #quotients} or {@link LocationQuotient}
     * @param key columns that tell the rows apart, to name those that differ
     */
    public PublishedComparison compare(Dataset<Row> rows, String own, List<String> key) {
        check(rows.schema());
        List<String> needed = new ArrayList<>(key);
        needed.add(own);
        Columns.require("The table with the location quotients", rows.schema(), needed);
        Column difference = abs(Employment.named(own).minus(publishedQuotient()));
        Column outcome = outcome(own, difference);
        List<Row> counts = Jobs.named(
                rows.sparkSession(),
                "compare %s with %s".formatted(own, published),
                () -> rows.groupBy(outcome.as("outcome"))
                        .agg(count(lit(1)), max(difference))
                        .collectAsList());
        Map<String, Long> byOutcome = new TreeMap<>();
        counts.forEach(row -> byOutcome.put(row.getString(0), row.getLong(1)));
        double largest = counts.stream()
                .filter(row -> !row.isNullAt(2))
                .mapToDouble(row -> row.getDouble(2))
                .max()
                .orElse(Double.NaN);
        long agreed = remove(byOutcome, AGREED);
        long differing = remove(byOutcome, DIFFERING);
        List<PublishedComparison.Difference> first =
                differing == 0 ? List.of() : first(rows.where(outcome.equalTo(DIFFERING)), own, key);
        return new PublishedComparison(agreed, differing, new LinkedHashMap<>(byOutcome), largest, first);
    }

    private Column outcome(String own, Column difference) {
        Column mine = Employment.named(own);
        Column tolerance = lit(half()).plus(greatest(lit(1.0), abs(mine)).multiply(ROUNDING_SLACK));
        Column fault = when(mine.isNull(), coalesce(employment().fault(), lit(PublishedComparison.NO_REFERENCE)));
        return coalesce(
                fault,
                when(publishedQuotient().isNull(), PublishedComparison.NOT_PUBLISHED),
                when(difference.leq(tolerance), AGREED).otherwise(DIFFERING));
    }

    private List<PublishedComparison.Difference> first(Dataset<Row> differing, String own, List<String> key) {
        List<Column> columns = new ArrayList<>();
        key.forEach(name -> columns.add(Employment.named(name).as("k" + columns.size())));
        columns.add(Employment.named(own).as("own"));
        columns.add(publishedQuotient().as("published"));
        Column[] order =
                IntStream.range(0, key.size()).mapToObj(i -> asc("k" + i)).toArray(Column[]::new);
        Dataset<Row> listed =
                differing.select(columns.toArray(Column[]::new)).orderBy(order).limit(DIFFERENCES_LISTED);
        return Jobs.named(differing.sparkSession(), "list quotients that differ", listed::collectAsList).stream()
                .map(row -> difference(row, key))
                .toList();
    }

    private static PublishedComparison.Difference difference(Row row, List<String> key) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < key.size(); i++) {
            names.put(key.get(i), String.valueOf(row.get(i)));
        }
        return new PublishedComparison.Difference(names, row.getDouble(key.size()), row.getDouble(key.size() + 1));
    }

    private static long remove(Map<String, Long> counts, String name) {
        Long count = counts.remove(name);
        return count == null ? 0 : count;
    }

    private double half() {
        return 0.5 / Math.pow(10, decimals);
    }

    private Employment employment() {
        return new Employment(activity, total, by);
    }

    private Column publishedQuotient() {
        return Employment.finite(Employment.named(published));
    }

    private void check(StructType schema) {
        employment().check(schema);
        Columns.require("The table with published quotients", schema, List.of(published));
        Employment.requireNumeric(schema, published);
    }
}
