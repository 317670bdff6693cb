package org.agglo.app.run;

import java.util.List;
import org.agglo.app.study.Study;
import org.agglo.panel.PanelReport;

/** All that a study found, before it is written. */
record Results(Study study, PanelReport panel, List<Measured> measures, Described described, List<FittedTable> tables) {
    Results {
        measures = List.copyOf(measures);
        tables = List.copyOf(tables);
    }
}
