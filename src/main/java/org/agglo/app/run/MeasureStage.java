package org.agglo.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.agglo.app.study.Measure;
import org.agglo.measure.LocationQuotient;
import org.agglo.measure.PublishedComparison;
import org.agglo.measure.PublishedQuotients;
import org.agglo.measure.QuotientReport;
import org.agglo.measure.ReferenceShare;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Adds the study's measures to the panel, a column each. */
final class MeasureStage {
    private final List<String> key;
    private final List<Measured> measured = new ArrayList<>();

    /** @param key the panel's key columns */
    MeasureStage(List<String> key) {
        this.key = key;
    }

    Dataset<Row> add(Dataset<Row> rows, List<Measure> measures) {
        Dataset<Row> result = rows;
        for (Measure measure : measures) {
            result = add(result, measure);
        }
        return result;
    }

    List<Measured> measured() {
        return measured;
    }

    private Dataset<Row> add(Dataset<Row> rows, Measure measure) {
        if (measure instanceof Measure.LocationQuotient quotient) {
            return quotient.published().filter(Measure.Published::recover).isPresent()
                    ? recovered(rows, quotient)
                    : computed(rows, quotient);
        }
        throw new IllegalArgumentException("No such measure: " + measure);
    }

    private Dataset<Row> computed(Dataset<Row> rows, Measure.LocationQuotient quotient) {
        LocationQuotient transformer = new LocationQuotient()
                .setActivityCol(quotient.activity())
                .setTotalCol(quotient.total())
                .setByCols(quotient.by().toArray(String[]::new))
                .setOutputCol(quotient.name());
        Dataset<Row> result = transformer.transform(rows);
        QuotientReport report = transformer.report(result);
        var comparison = quotient.published().map(p -> published(quotient, p).compare(result, quotient.name(), key));
        measured.add(new Measured(quotient.name(), report, comparison, List.of()));
        return result;
    }

    private Dataset<Row> recovered(Dataset<Row> rows, Measure.LocationQuotient quotient) {
        PublishedQuotients published = published(quotient, quotient.published().orElseThrow());
        List<ReferenceShare> shares = published.recover(rows);
        Dataset<Row> result = published.quotients(rows, shares, quotient.name());
        var comparison = published.compare(result, quotient.name(), key);
        measured.add(new Measured(quotient.name(), report(comparison), Optional.of(comparison), shares));
        return result;
    }

    /** What the comparison counted already: a row has a quotient of ours or a reason why not. */
    private static QuotientReport report(PublishedComparison comparison) {
        Map<String, Long> missing = new TreeMap<>(comparison.notComparable());
        Long unpublished = missing.remove(PublishedComparison.NOT_PUBLISHED);
        return new QuotientReport(comparison.compared() + (unpublished == null ? 0 : unpublished), missing);
    }

    private static PublishedQuotients published(Measure.LocationQuotient quotient, Measure.Published published) {
        return new PublishedQuotients(
                quotient.activity(), quotient.total(), quotient.by(), published.column(), published.decimals());
    }
}
