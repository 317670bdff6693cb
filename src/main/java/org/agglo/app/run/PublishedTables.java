package org.agglo.app.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agglo.app.study.Measure;
import org.agglo.measure.PublishedComparison;
import org.agglo.measure.PublishedCounts;
import org.agglo.report.Table;
import org.agglo.report.Table.Align;
import org.agglo.report.Table.Cell;

/** How many published quotients the study reproduces: a line for each measure, and one for each part, such as a state. */
final class PublishedTables {
    /** The table of measures. */
    static final String MEASURES = "published";

    private static final String TITLE = "Published quotients reproduced";

    private final Map<String, PublishedComparison> compared = new LinkedHashMap<>();
    private final List<Measure> measures;

    private PublishedTables(List<Measured> measured, List<Measure> measures) {
        measured.forEach(one -> one.published().ifPresent(published -> compared.put(one.name(), published)));
        this.measures = measures;
    }

    /** Whether a table of that name is one of these. */
    static boolean named(String table) {
        return table.equals(MEASURES) || table.startsWith(MEASURES + "-by-");
    }

    static List<NamedTable> of(List<Measured> measured, List<Measure> measures) {
        return new PublishedTables(measured, measures).tables();
    }

    /** Each measure's counts together. */
    static PublishedCounts total(List<Measured> measured) {
        return measured.stream()
                .flatMap(one -> one.published().stream())
                .map(PublishedComparison::counts)
                .reduce(PublishedCounts.none(), PublishedCounts::plus);
    }

    private List<NamedTable> tables() {
        List<NamedTable> tables = new ArrayList<>();
        if (compared.isEmpty()) {
            return tables;
        }
        Map<String, PublishedCounts> byMeasure = new LinkedHashMap<>();
        compared.forEach((name, published) -> byMeasure.put(name, published.counts()));
        tables.add(new NamedTable(MEASURES, table(TITLE, "Quotient", byMeasure)));
        parts().forEach((parts, names) -> {
            Map<String, PublishedCounts> byPart = new TreeMap<>();
            names.forEach(name -> compared.get(name)
                    .parts()
                    .forEach((part, counts) -> byPart.merge(part, counts, PublishedCounts::plus)));
            tables.add(new NamedTable(MEASURES + "-by-" + parts, table(TITLE + " by " + parts, parts, byPart)));
        });
        return tables;
    }

    /** The columns that measures are counted apart by, and the measures. */
    private Map<String, List<String>> parts() {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        for (Measure measure : measures) {
            if (measure instanceof Measure.LocationQuotient quotient) {
                quotient.published()
                        .flatMap(Measure.Published::by)
                        .ifPresent(column -> parts.computeIfAbsent(column, c -> new ArrayList<>())
                                .add(quotient.name()));
            }
        }
        return parts;
    }

    private static Table table(String title, String heading, Map<String, PublishedCounts> lines) {
        PublishedCounts total = lines.values().stream().reduce(PublishedCounts.none(), PublishedCounts::plus);
        Table.Builder table = Table.builder(title).column(heading, Align.LEFT);
        for (String header :
                List.of("Cells", "Suppressed", "No quotient", "Disclosed", "Reproduced", "Differing", "Not computed")) {
            table.column(header, Align.RIGHT);
        }
        lines.forEach((name, counts) -> table.row(row(name, counts)));
        if (lines.size() > 1) {
            table.group("").row(row("All", total));
        }
        table.note(
                "Cells = suppressed + without a published quotient + disclosed; disclosed = reproduced + differing + not"
                        + " computed. Reproduced: the same when rounded as the publisher rounds.");
        if (total.unbounded() > 0) {
            table.note(
                    "%s of those reproduced are zeros in groups where nothing but zeros is published: any reference share"
                                    .formatted(MeasureSentences.count(total.unbounded()))
                            + " gives them, so none is recovered and our quotient is null.");
        }
        return table.build();
    }

    private static List<Cell> row(String name, PublishedCounts counts) {
        long compared = counts.agreed() + counts.differing();
        return List.of(
                Cell.text(name),
                Cell.count(counts.rows()),
                Cell.count(counts.withheld()),
                Cell.count(counts.rows() - counts.published() - counts.withheld()),
                Cell.count(counts.published()),
                Cell.count(counts.agreed()),
                Cell.count(counts.differing()),
                Cell.count(counts.published() - compared));
    }
}
