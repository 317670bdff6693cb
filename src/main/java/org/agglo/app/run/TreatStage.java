package org.agglo.app.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.app.study.TreatedColumn;
import org.agglo.disclosure.Disclosure;
import org.agglo.disclosure.Treatment;
import org.agglo.disclosure.TreatmentReport;
import org.agglo.ingest.Checked;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Treats the withheld cells of sources, and takes what rests on them out of a panel again. */
final class TreatStage {
    private final List<TreatmentReport> reports = new ArrayList<>();

    /** The sources, those with a treatment as it leaves them. */
    Map<String, Checked> treat(Map<String, Checked> sources, Map<String, Treatment> treatments) {
        Map<String, Checked> treated = new LinkedHashMap<>(sources);
        treatments.forEach((name, treatment) -> {
            Disclosure.Treated one = Disclosure.treat(sources.get(name), treatment);
            treated.put(name, one.source());
            reports.add(one.report());
        });
        return treated;
    }

    List<TreatmentReport> reports() {
        return reports;
    }

    /** The panel with null where a value, or a bound, rests on withheld cells. */
    static Dataset<Row> without(Dataset<Row> rows, List<TreatedColumn> treated) {
        List<Column> columns = new ArrayList<>();
        for (String name : rows.columns()) {
            Column value = named(name);
            for (TreatedColumn column : treated) {
                if (List.of(column.column(), column.low(), column.high()).contains(name)) {
                    value = when(not(rests(column)), value).as(name);
                }
            }
            columns.add(value);
        }
        return rows.select(columns.toArray(Column[]::new));
    }

    private static Column rests(TreatedColumn column) {
        Column flagged = coalesce(named(column.flag()).gt(0), lit(false));
        return flagged.or(not(named(column.low()).eqNullSafe(named(column.high()))));
    }

    private static Column named(String name) {
        return col(Columns.quoted(name));
    }
}
