package org.agglo.panel;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.ArrayList;
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
 * Codes that a crosswalk leads nowhere, and what is lost with them.
 *
 * @param crosswalk the source with the crosswalk
 * @param on the column with the codes
 * @param without what they are without, such as a region
 * @param codes how many such codes there are
 * @param records how many records have them
 * @param summed the column that the first total adds up; empty without totals
 * @param before its sum over the records that reach the crosswalk
 * @param after its sum over those that it leads on
 * @param first the codes that most of it is lost with, at most 20
 * @param zeros how many of them have lost leading zeros, as it seems, if any have
 */
public record Unmatched(
        String crosswalk,
        String on,
        String without,
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
    /** Which crosswalk it is; null for the records that all of them lead on. */
    private static final String CROSSWALK = "_crosswalk";

    public Unmatched {
        first = List.copyOf(first);
    }

    /**
     * What was gathered of the records by the codes that they were lost with, for each crosswalk with such codes.
     *
     * @param gathered rows as {@link Gather#whole()} gives them
     * @param total which of the gathered sums is that of the whole column; −1 for none
     */
    static List<Unmatched> of(List<Lost> lost, Held gathered, int total) {
        return gathered.local() != null ? LostCodes.of(lost, gathered, total) : of(lost, gathered.rows(), total);
    }

    private static List<Unmatched> of(List<Lost> lost, Dataset<Row> gathered, int total) {
        Column crosswalk = lit(null).cast(DataTypes.IntegerType);
        for (int i = 0; i < lost.size(); i++) {
            crosswalk = when(lost.get(i).has(gathered), lit(i)).otherwise(crosswalk);
        }
        Column used = col(Checked.REASON).isNull();
        Column value = total < 0 ? lit(0) : Sums.sum(total);
        Dataset<Row> byCode = gathered.where(used.or(col(Lost.CODE).isNotNull()))
                .groupBy(crosswalk.as(CROSSWALK), col(Lost.CODE))
                .agg(sum(Gather.ROWS).as(RECORDS), Sums.added(total).toArray(Column[]::new))
                .select(
                        col(CROSSWALK),
                        col(Lost.CODE),
                        col(RECORDS),
                        value.cast(EXACT).as(SUM))
                .cache();
        Map<Integer, Row> sums = new HashMap<>();
        Jobs.named(
                        gathered.sparkSession(),
                        "codes without a region",
                        () -> byCode.groupBy(CROSSWALK)
                                .agg(count(Lost.CODE), sum(RECORDS), sum(SUM))
                                .collectAsList())
                .forEach(row -> sums.put(row.isNullAt(0) ? null : row.getInt(0), row));
        List<Unmatched> all = new ArrayList<>();
        BigDecimal after = exact(sums.get(null));
        for (int i = lost.size() - 1; i >= 0; i--) {
            BigDecimal before = after.add(exact(sums.get(i)));
            if (sums.containsKey(i)) {
                all.add(0, of(lost.get(i), byCode.where(col(CROSSWALK).equalTo(i)), sums.get(i), before, after));
            }
            after = before;
        }
        byCode.unpersist();
        return all;
    }

    private static BigDecimal exact(Row sums) {
        return sums == null || sums.isNullAt(3) ? BigDecimal.ZERO : sums.getDecimal(3);
    }

    private static Unmatched of(Lost lost, Dataset<Row> byCode, Row sums, BigDecimal before, BigDecimal after) {
        List<String> first = byCode
                .orderBy(col(SUM).desc(), col(RECORDS).desc(), col(Lost.CODE))
                .select(Lost.CODE)
                .limit(LISTED)
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
        return new Unmatched(
                lost.crosswalk(),
                lost.on(),
                lost.step().leadsTo(),
                sums.getLong(1),
                sums.getLong(2),
                lost.summed(),
                before.doubleValue(),
                after.doubleValue(),
                first,
                zeros(lost, byCode));
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
                "%,d %s of %s without %s, in %,d %s: %s%s%s",
                codes,
                codes == 1 ? "code" : "codes",
                on,
                without,
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
