package org.agglo.panel;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Locale;
import org.agglo.ingest.Checked;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Codes that the crosswalk leads to no region, and what is lost with them.
 *
 * @param on the column with the codes
 * @param codes how many such codes there are
 * @param records how many records have them
 * @param summed the column that the first total adds up; empty without totals
 * @param before its sum over the records that reach the crosswalk
 * @param after its sum over those that it leads to a region
 * @param first the codes that most of it is lost with, at most 20
 */
public record Unmatched(
        String on, long codes, long records, String summed, double before, double after, List<String> first) {
    static final int LISTED = 20;
    /** Of the decimal numbers in which sums are added up further: such sums do not depend on the order of rows. */
    static final int DECIMALS = 6;

    private static final String RECORDS = "_records";
    private static final String SUM = "_sum";
    private static final String EXACT = "decimal(38," + DECIMALS + ")";

    public Unmatched {
        first = List.copyOf(first);
    }

    /**
     * What was gathered of the records by the codes that they were lost with.
     *
     * @param gathered rows as {@link Gather#whole()} gives them
     * @param total which of the gathered sums is that of the whole column; −1 for none
     */
    static Unmatched of(Lost lost, Held gathered, int total) {
        return gathered.local() != null ? LostCodes.of(lost, gathered, total) : of(lost, gathered.rows(), total);
    }

    private static Unmatched of(Lost lost, Dataset<Row> gathered, int total) {
        Column used = col(Checked.REASON).isNull();
        Column value = total < 0 ? lit(0) : Sums.sum(total);
        Dataset<Row> byCode = gathered.where(used.or(col(Lost.CODE).isNotNull()))
                .groupBy(Lost.CODE)
                .agg(sum(Gather.ROWS).as(RECORDS), Sums.added(total).toArray(Column[]::new))
                .select(col(Lost.CODE), col(RECORDS), value.cast(EXACT).as(SUM))
                .cache();
        Column matched = col(Lost.CODE).isNull();
        Row sums = Jobs.named(
                gathered.sparkSession(),
                "codes without a region",
                () -> byCode.select(
                                count(Lost.CODE),
                                sum(when(matched, lit(0L)).otherwise(col(RECORDS))),
                                sum(SUM).cast(DataTypes.DoubleType),
                                coalesce(sum(when(matched, col(SUM))), lit(0)).cast(DataTypes.DoubleType))
                        .first());
        List<String> first = byCode
                .where(col(Lost.CODE).isNotNull())
                .orderBy(col(SUM).desc(), col(RECORDS).desc(), col(Lost.CODE))
                .select(Lost.CODE)
                .limit(LISTED)
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
        byCode.unpersist();
        return new Unmatched(
                lost.on(),
                sums.getLong(0),
                sums.getLong(1),
                lost.summed(),
                sums.getDouble(2),
                sums.getDouble(3),
                first);
    }

    /** In a sentence. */
    String note() {
        String sums = summed.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %s adds up to %s before the crosswalk and to %s after it",
                        summed,
                        number(before),
                        number(after));
        return String.format(
                Locale.ROOT,
                "%,d %s of %s without a region, in %,d %s: %s%s%s",
                codes,
                codes == 1 ? "code" : "codes",
                on,
                records,
                records == 1 ? "record" : "records",
                String.join(", ", first),
                codes > first.size() ? " and others" : "",
                sums);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.2f", value);
    }
}
