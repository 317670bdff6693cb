package org.agglo.app.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agglo.app.study.Derived;
import org.agglo.app.study.Study;
import org.agglo.regression.Expression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Adds the study's derived columns to the panel, each of which may use those before it. */
final class DeriveStage {
    private DeriveStage() {}

    static Dataset<Row> add(Dataset<Row> rows, List<Derived> derive) {
        Dataset<Row> result = rows;
        for (Derived derived : derive) {
            result = result.withColumn(
                    derived.name(), Expression.parse(derived.expression()).column());
        }
        return result;
    }

    /** A sentence for each derived column that is computed from columns that may rest on withheld cells. */
    static List<String> resting(Study study) {
        Set<String> rest = new HashSet<>();
        study.treated().forEach(column -> rest.add(column.column()));
        List<String> sentences = new ArrayList<>();
        for (Derived derived : study.derive()) {
            List<String> used = Expression.parse(derived.expression()).variables().stream()
                    .filter(rest::contains)
                    .toList();
            if (!used.isEmpty()) {
                rest.add(derived.name());
                sentences.add("%s is computed from %s, which may rest on withheld cells; it has no bounds of its own."
                        .formatted(derived.name(), String.join(" and ", used)));
            }
        }
        return sentences;
    }
}
