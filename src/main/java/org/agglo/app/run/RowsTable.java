package org.agglo.app.run;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.agglo.ingest.RowCounts;
import org.agglo.report.Table;
import org.agglo.report.Table.Align;
import org.agglo.report.Table.Cell;

/** What became of every row read: in = used + not selected + set aside. */
final class RowsTable {
    private RowsTable() {}

    static Table of(Map<String, RowCounts> rows) {
        Table.Builder table = Table.builder("Rows read")
                .column("Source", Align.LEFT)
                .column("In", Align.RIGHT)
                .column("Used", Align.RIGHT)
                .column("Not selected", Align.RIGHT)
                .column("Set aside", Align.RIGHT)
                .column("Why", Align.LEFT);
        rows.forEach((source, counts) -> table.row(
                Cell.text(source),
                Cell.count(counts.in()),
                Cell.count(counts.used()),
                Cell.count(counts.notSelected()),
                Cell.count(counts.setAsideTotal()),
                Cell.text(reasons(counts))));
        if (rows.values().stream().anyMatch(counts -> counts.setAsideTotal() > 0)) {
            table.note("Rows set aside stand in rejects/, with file, line and reason.");
        }
        return table.build();
    }

    private static String reasons(RowCounts counts) {
        return counts.setAside().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(reason -> String.format(Locale.ROOT, "%s %,d", reason.getKey(), reason.getValue()))
                .collect(Collectors.joining("; "));
    }
}
