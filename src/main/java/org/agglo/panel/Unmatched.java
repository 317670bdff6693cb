package org.agglo.panel;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.agglo.ingest.Checked;
import org.agglo.spark.Columns;
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
 * @param zeros how many of them have lost leading zeros, as it seems, if any have
 */
public record Unmatched(
        String on,
        long codes,
        long records,
        String summed,
        double before,
        double after,
        List<String> first,
        Optional<LostZeros> zeros) {
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
        Optional<LostZeros> zeros = zeros(lost, byCode);
        byCode.unpersist();
        return new Unmatched(
                lost.on(),
                sums.getLong(0),
                sums.getLong(1),
                lost.summed(),
                sums.getDouble(2),
                sums.getDouble(3),
                first,
                zeros);
    }

    /** Which of the codes are known with more or fewer zeros before them. */
    private static Optional<LostZeros> zeros(Lost lost, Dataset<Row> byCode) {
        Dataset<Row> crosswalk = lost.known().rows();
        Column known = crosswalk.col(Columns.quoted(lost.on()));
        if (!lost.hasTexts()) {
            return Optional.empty();
        }
        Column code = col(Lost.CODE);
        Column other = col("_known");
        Dataset<Row> pairs = byCode.where(code.rlike(LostZeros.DIGITS))
                .join(
                        broadcast(crosswalk
                                .where(known.rlike(LostZeros.DIGITS))
                                .select(known.as("_known"))
                                .distinct()),
                        bare(code).equalTo(bare(other)));
        Column shorter = length(code).lt(length(other));
        Dataset<Row> counts = pairs.groupBy(
                        shorter.as("_shorter"),
                        greatest(length(code), length(other)).as("_length"))
                .agg(countDistinct(code));
        Map<LostZeros, Long> found = new HashMap<>();
        Jobs.named(byCode.sparkSession(), "codes with lost zeros", counts::collectAsList)
                .forEach(row -> found.put(
                        new LostZeros(
                                0, row.getBoolean(0) ? lost.source() : lost.crosswalk(), lost.on(), row.getInt(1)),
                        row.getLong(2)));
        return LostZeros.most(found);
    }

    private static Column bare(Column code) {
        return regexp_replace(code, lit(LostZeros.ZEROS), lit(""));
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
                sums + zeros.map(found -> ". " + found.note()).orElse(""));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.2f", value);
    }
}
