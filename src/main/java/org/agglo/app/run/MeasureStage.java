package org.agglo.app.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.agglo.app.study.Measure;
import org.agglo.measure.LocationQuotient;
import org.agglo.measure.PublishedComparison;
import org.agglo.measure.PublishedQuotients;
import org.agglo.measure.PublishedSet;
import org.agglo.measure.QuotientReport;
import org.agglo.measure.ReferenceShare;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Adds the study's measures to the panel, a column each. Neighbours whose reference shares are recovered from published
 * quotients within the same groups are computed in one pass.
 */
final class MeasureStage {
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
        Dataset<Row> result = transformer.transform(rows);
        QuotientReport report = transformer.report(result);
        var comparison =
                quotient.published().map(p -> compare(List.of(quotient), result).get(0));
        measured.add(new Measured(quotient.name(), report, comparison, Optional.empty()));
        return result;
    }

    private Dataset<Row> recovered(Dataset<Row> rows, List<Measure.LocationQuotient> quotients) {
        PublishedSet set = published(quotients);
        List<List<ReferenceShare>> found = set.recover(rows);
        Dataset<Row> result = set.quotients(rows, found, names(quotients));
        List<PublishedComparison> compared = compare(quotients, result);
        for (int i = 0; i < quotients.size(); i++) {
            shares.put(quotients.get(i), found.get(i));
            measured.add(new Measured(
                    quotients.get(i).name(),
                    report(compared.get(i)),
                    Optional.of(compared.get(i)),
                    Optional.of(Measured.Recovered.of(found.get(i)))));
        }
        return result;
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
