package org.agglo.app.run;

import java.util.List;
import org.agglo.app.study.Study;
import org.agglo.disclosure.TreatmentReport;
import org.agglo.panel.PanelReport;

/**
 * All that a study found, before it is written.
 *
 * @param treatments what became of withheld cells, a source each; only those of which the study says what is done
 * @param sensitivities every table without what rests on withheld cells; empty if nothing does
 */
record Results(
        Study study,
        List<TreatmentReport> treatments,
        PanelReport panel,
        List<Measured> measures,
        Described described,
        List<FittedTable> tables,
        List<Sensitivity> sensitivities) {
    Results {
        treatments = List.copyOf(treatments);
        measures = List.copyOf(measures);
        tables = List.copyOf(tables);
        sensitivities = List.copyOf(sensitivities);
    }
}
