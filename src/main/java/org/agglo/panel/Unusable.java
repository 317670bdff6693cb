package org.agglo.panel;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Padding;
import org.agglo.ingest.RowCounts;
import org.agglo.spark.DataException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** Records that make no panel. */
final class Unusable {
    private Unusable() {}

    /**
     * Stops at shares that do not add up, and where no record is left.
     *
     * @throws DataException with the first record that it is said of
     */
    static void refuse(List<Step> steps, KeyedTable table) {
        steps.stream()
                .filter(step -> table.counts().setAside().containsKey(step.uneven()))
                .findFirst()
                .ifPresent(step -> {
                    throw uneven(step, table);
                });
        if (table.counts().used() == 0) {
            throw none(table);
        }
    }

    private static DataException uneven(Step step, KeyedTable table) {
        Crosswalk walk = step.walk();
        Row first = table.source()
                .all()
                .where(col(Checked.REASON).equalTo(step.uneven()))
                .orderBy(Checked.FILE, Checked.ROW)
                .first();
        return new DataException(
                "The shares that source %s gives %s %s do not add up to 1 in the period of %s:%d, as those of %d records. Mend the shares: what is lost or doubled would be so in the totals"
                        .formatted(
                                walk.source(),
                                walk.on(),
                                first.getAs(walk.on()),
                                first.getAs(Checked.FILE),
                                first.<Long>getAs(Checked.ROW),
                                table.counts().setAside().get(step.uneven())));
    }

    private static DataException none(KeyedTable table) {
        RowCounts counts = table.counts();
        String hints = Stream.concat(
                        Padding.hints(counts.setAside()).stream(),
                        table.unmatched().stream()
                                .filter(codes -> codes.zeros().isPresent())
                                .map(Unmatched::note))
                .map(hint -> ". " + hint)
                .collect(Collectors.joining());
        return new DataException(
                "No row of source %s can be used: %d in, %d not selected, %d set aside%s. Mend what the reasons say%s"
                        .formatted(
                                table.source().source().name(),
                                counts.in(),
                                counts.notSelected(),
                                counts.setAsideTotal(),
                                reasons(table),
                                hints));
    }

    private static String reasons(KeyedTable table) {
        if (table.counts().setAside().isEmpty()) {
            return "";
        }
        Column reason = col(Checked.REASON);
        List<Row> first = table.source()
                .all()
                .where(reason.isNotNull().and(reason.notEqual(RowCounts.NOT_SELECTED)))
                .orderBy(Checked.FILE, Checked.ROW)
                .takeAsList(1);
        List<String> reasons = table.counts().setAside().entrySet().stream()
                .map(entry -> "%s %d".formatted(entry.getKey(), entry.getValue()))
                .toList();
        String at = first.stream()
                .map(row -> "; the first at %s:%d".formatted(row.getAs(Checked.FILE), row.<Long>getAs(Checked.ROW)))
                .collect(Collectors.joining());
        return ": " + String.join(", ", reasons) + at;
    }
}
