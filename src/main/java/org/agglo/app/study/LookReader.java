package org.agglo.app.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agglo.report.Statistic;

/** Reads how a table looks. */
final class LookReader {
    private LookReader() {}

    static TableLook read(Node table) {
        Map<String, String> labels = new LinkedHashMap<>();
        table.child("labels").ifPresent(node -> node.keys().forEach(key -> labels.put(label(key), node.text(key))));
        List<Double> stars = table.numbers("stars");
        if (stars.stream().anyMatch(level -> level <= 0 || level >= 1)) {
            table.problem("stars", "Levels lie between 0 and 1");
        }
        List<Statistic> statistics = table.texts("statistics").stream()
                .map(Statistic::named)
                .flatMap(Optional::stream)
                .toList();
        return new TableLook(labels, statistics, stars);
    }

    /** A term in the one way in which tables name it; another word as it stands. */
    private static String label(String key) {
        return key.equals(Terms.INTERCEPT) ? key : Formulas.label(key);
    }
}
