package org.agglo.app.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.agglo.app.study.Measure;
import org.agglo.measure.LocationQuotient;
import org.agglo.measure.PublishedComparison;
import org.agglo.measure.PublishedQuotients;
import org.agglo.measure.PublishedSet;
import org.agglo.measure.QuotientBounds;
import org.agglo.measure.QuotientReport;
import org.agglo.measure.ReferenceShare;
import org.agglo.spark.Columns;
import org.agglo.spark.Jobs;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Adds the study's measures to the panel, a column each. Neighbours whose reference shares are recovered from published
 * quotients within the same groups are computed in one pass.
 */
final class MeasureStage {
    private static final double ROUNDING = 1e-9;

    private final List<String> key;
    private final List<Measured> measured = new ArrayList<>();
    private final Map<Measure.LocationQuotient, List<ReferenceShare>> shares = new LinkedHashMap<>();

    /** @param key the panel's key columns */
    MeasureStage(List<String> key) {
        this.key = key;
    }

    Dataset<Row> add(Dataset<Row> rows, List<Measure> measures) {
        Dataset<Row> result = rows;
        for (List<Measure.LocationQuotient> set : sets(measures)) {
            result = recovers(set.get(0)) ? recovered(result, set) : computed(result, set.get(0));
        }
        return result;
    }

    List<Measured> measured() {
        return measured;
    }

    /** The reference shares recovered, for each measure that recovers them. */
    Map<Measure.LocationQuotient, List<ReferenceShare>> shares() {
        return shares;
    }

    private static List<List<Measure.LocationQuotient>> sets(List<Measure> measures) {
        List<List<Measure.LocationQuotient>> sets = new ArrayList<>();
        for (Measure measure : measures) {
            if (!(measure instanceof Measure.LocationQuotient quotient)) {
                throw new IllegalArgumentException("No such measure: " + measure);
            }
            if (sets.isEmpty() || !together(sets.get(sets.size() - 1), quotient)) {
                sets.add(new ArrayList<>());
            }
            sets.get(sets.size() - 1).add(quotient);
        }
        return sets;
    }

    private static boolean together(List<Measure.LocationQuotient> set, Measure.LocationQuotient next) {
        Measure.LocationQuotient first = set.get(0);
        return recovers(first)
                && recovers(next)
                && first.by().equals(next.by())
                && first.published()
                        .orElseThrow()
                        .by()
                        .equals(next.published().orElseThrow().by())
                && set.stream().noneMatch(before -> uses(next, before.name()));
    }

    private static boolean uses(Measure.LocationQuotient quotient, String column) {
        return List.of(
                        quotient.activity(),
                        quotient.total(),
                        quotient.published().orElseThrow().column())
                .contains(column);
    }

    private static boolean recovers(Measure.LocationQuotient quotient) {
        return quotient.published().filter(Measure.Published::recover).isPresent();
    }

    private Dataset<Row> computed(Dataset<Row> rows, Measure.LocationQuotient quotient) {
        LocationQuotient transformer = new LocationQuotient()
                .setActivityCol(quotient.activity())
                .setTotalCol(quotient.total())
                .setByCols(quotient.by().toArray(String[]::new))
                .setOutputCol(quotient.name());
        Dataset<Row> bare = transformer.transform(rows);
        QuotientReport report = transformer.report(bare);
        Dataset<Row> result = quotient.bounds()
                .map(bounds -> bounds.add(bare, quotient.low(), quotient.high()))
                .orElse(bare);
        var comparison =
                quotient.published().map(p -> compare(List.of(quotient), result).get(0));
        measured.add(new Measured(quotient.name(), report, bounded(result, quotient), comparison, Optional.empty()));
        return result;
    }

    private Dataset<Row> recovered(Dataset<Row> rows, List<Measure.LocationQuotient> quotients) {
        PublishedSet set = published(quotients);
        List<List<ReferenceShare>> found = set.recover(rows);
        Dataset<Row> result = set.quotients(rows, found, names(quotients));
        for (int i = 0; i < quotients.size(); i++) {
            if (quotients.get(i).bounds().isPresent()) {
                result = bounds(result, quotients.get(i), found.get(i));
            }
        }
        List<PublishedComparison> compared = compare(quotients, result);
        for (int i = 0; i < quotients.size(); i++) {
            shares.put(quotients.get(i), found.get(i));
            measured.add(new Measured(
                    quotients.get(i).name(),
                    report(compared.get(i)),
                    bounded(result, quotients.get(i)),
                    Optional.of(compared.get(i)),
                    Optional.of(Measured.Recovered.of(found.get(i)))));
        }
        return result;
    }

    /** Bounds against a reference that is known to lie in an interval. */
    private static Dataset<Row> bounds(
            Dataset<Row> rows, Measure.LocationQuotient quotient, List<ReferenceShare> shares) {
        QuotientBounds bounds = quotient.bounds().orElseThrow();
        Dataset<Row> low = against(
                rows,
                quotient,
                bounds.activity().low(),
                bounds.total().high(),
                ends(shares, ReferenceShare::upper),
                quotient.low());
        return against(
                low,
                quotient,
                bounds.activity().high(),
                bounds.total().low(),
                ends(shares, ReferenceShare::lower),
                quotient.high());
    }

    private static Dataset<Row> against(
            Dataset<Row> rows,
            Measure.LocationQuotient quotient,
            String activity,
            String total,
            List<ReferenceShare> shares,
            String output) {
        Measure.Published published = quotient.published().orElseThrow();
        return new PublishedSet(List.of(new PublishedQuotients(
                        activity, total, quotient.by(), published.column(), published.decimals())))
                .quotients(rows, List.of(shares), List.of(output));
    }

    /** The shares as if they were known to be one end of their interval. */
    private static List<ReferenceShare> ends(List<ReferenceShare> shares, ToDoubleFunction<ReferenceShare> end) {
        return shares.stream()
                .map(share -> new ReferenceShare(
                        share.group(),
                        end.applyAsDouble(share),
                        end.applyAsDouble(share),
                        share.cells(),
                        share.fitting()))
                .toList();
    }

    private static Optional<Measured.Bounded> bounded(Dataset<Row> rows, Measure.LocationQuotient quotient) {
        if (quotient.bounds().isEmpty()) {
            return Optional.empty();
        }
        Column low = col(Columns.quoted(quotient.low()));
        Column high = col(Columns.quoted(quotient.high()));
        Column value = col(Columns.quoted(quotient.name()));
        Column slack = value.multiply(ROUNDING);
        Row counts = Jobs.named(
                rows.sparkSession(),
                "count bounds of " + quotient.name(),
                () -> rows.select(
                                count(when(low.equalTo(high), 1)),
                                count(when(low.lt(high), 1)),
                                count(when(low.isNotNull().and(high.isNull()), 1)),
                                count(when(
                                        value.plus(slack)
                                                .lt(low)
                                                .or(value.minus(slack).gt(high)),
                                        1)))
                        .first());
        return Optional.of(
                new Measured.Bounded(counts.getLong(0), counts.getLong(1), counts.getLong(2), counts.getLong(3)));
    }

    private List<PublishedComparison> compare(List<Measure.LocationQuotient> quotients, Dataset<Row> rows) {
        Optional<String> parts = quotients.get(0).published().orElseThrow().by();
        return published(quotients).compare(rows, names(quotients), key, parts);
    }

    private static List<String> names(List<Measure.LocationQuotient> quotients) {
        return quotients.stream().map(Measure::name).toList();
    }

    /** What the comparison counted already: a row has a quotient of ours or a reason why not. */
    private static QuotientReport report(PublishedComparison comparison) {
        Map<String, Long> missing = new TreeMap<>(comparison.notComparable());
        Long unpublished = missing.remove(PublishedComparison.NOT_PUBLISHED);
        long unbounded = comparison.counts().unbounded();
        if (unbounded > 0) {
            missing.merge(PublishedComparison.NO_REFERENCE, unbounded, Long::sum);
        }
        return new QuotientReport(comparison.compared() - unbounded + (unpublished == null ? 0 : unpublished), missing);
    }

    private static PublishedSet published(List<Measure.LocationQuotient> quotients) {
        return new PublishedSet(quotients.stream()
                .map(quotient -> new PublishedQuotients(
                        quotient.activity(),
                        quotient.total(),
                        quotient.by(),
                        quotient.published().orElseThrow().column(),
                        quotient.published().orElseThrow().decimals()))
                .toList());
    }
}
