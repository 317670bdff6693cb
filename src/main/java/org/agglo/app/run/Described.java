package org.agglo.app.run;

import java.util.List;
import java.util.Optional;
import org.agglo.panel.Averages;
import org.agglo.panel.Descriptive;
import org.agglo.panel.Ranking;

/** What the study describes; empty parts were not asked for. */
record Described(List<Descriptive> variables, Optional<Averages> averages, Optional<Ranking> ranking) {
    Described {
        variables = List.copyOf(variables);
    }
}
