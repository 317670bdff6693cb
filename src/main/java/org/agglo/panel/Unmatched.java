package org.agglo.panel;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Locale;
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
 */
public record Unmatched(
        String on, long codes, long records, String summed, double before, double after, List<String> first) {
    private static final int LISTED = 20;
    private static final String CODE = "_unmatched";
    private static final String RECORDS = "_records";
    private static final String SUM = "_sum";
    /** Sums of such numbers do not depend on the order of rows. */
    private static final String EXACT = "decimal(38,6)";

    public Unmatched {
        first = List.copyOf(first);
    }

    /** Looks at the records once more, if some reached no region. */
    static Optional<Unmatched> of(PanelSpec spec, KeyedTable records) {
        return spec.crosswalk().flatMap(walk -> {
            List<String> reasons = List.of(Split.unknown(walk), Split.elsewhere(walk, spec.time()));
            return reasons.stream().anyMatch(records.counts().setAside()::containsKey)
                    ? Optional.of(of(spec, walk, records, reasons))
                    : Optional.empty();
        });
    }

    private static Unmatched of(PanelSpec spec, Crosswalk walk, KeyedTable records, List<String> reasons) {
        String summed = spec.totals().stream().map(Total::sum).findFirst().orElse("");
        Dataset<Row> all = records.source().all();
        Column lost = coalesce(all.col(Checked.REASON).isin(reasons.toArray()), lit(false));
        Column code = all.col(Columns.quoted(walk.on())).cast(DataTypes.StringType);
        Column value = summed.isEmpty() ? lit(0) : all.col(Columns.quoted(summed));
        Dataset<Row> byCode = all.where(all.col(Checked.REASON).isNull().or(lost))
                .select(when(lost, code).as(CODE), value.cast(EXACT).as(SUM))
                .groupBy(CODE)
                .agg(
                        count(lit(1)).as(RECORDS),
                        coalesce(sum(SUM), lit(0).cast(EXACT)).as(SUM))
                .cache();
        Column matched = col(CODE).isNull();
        Row sums = Jobs.named(
                all.sparkSession(),
                "codes without a region",
                () -> byCode.select(
                                count(CODE),
                                sum(when(matched, lit(0L)).otherwise(col(RECORDS))),
                                sum(SUM).cast(DataTypes.DoubleType),
                                coalesce(sum(when(matched, col(SUM))), lit(0)).cast(DataTypes.DoubleType))
                        .first());
        List<String> first = byCode
                .where(col(CODE).isNotNull())
                .orderBy(col(SUM).desc(), col(RECORDS).desc(), col(CODE))
                .select(CODE)
                .limit(LISTED)
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
        byCode.unpersist();
        return new Unmatched(
                walk.on(), sums.getLong(0), sums.getLong(1), summed, sums.getDouble(2), sums.getDouble(3), first);
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
