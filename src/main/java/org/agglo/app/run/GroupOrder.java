package org.agglo.app.run;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.agglo.app.study.Study;
import org.agglo.panel.Averages;

/** Groups in the order in which the study lists them, others behind them by name. */
final class GroupOrder {
    private GroupOrder() {}

    static Comparator<String> of(Study study, String column) {
        List<String> listed = List.copyOf(
                study.panel().groups().getOrDefault(column, Map.of()).keySet());
        return Comparator.comparing((String group) -> listed.contains(group) ? listed.indexOf(group) : listed.size())
                .thenComparing(Comparator.naturalOrder());
    }

    static Averages sorted(Averages averages, Comparator<String> order) {
        return new Averages(
                averages.variable(),
                averages.group(),
                averages.time(),
                averages.values().stream()
                        .sorted(Comparator.comparing(Averages.Average::group, order)
                                .thenComparing(Averages.Average::time))
                        .toList());
    }
}
