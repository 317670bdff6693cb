package org.agglo.app.run;

import java.util.List;
import java.util.Map;
import org.agglo.app.study.Study;
import org.agglo.contract.Verdict;
import org.agglo.disclosure.TreatmentReport;
import org.agglo.ingest.Reading;
import org.agglo.panel.PanelReport;

/**
 * All that a study found, before it is written.
 *
 * @param treatments what became of withheld cells, a source each; only those of which the study says what is done
 * @param contracts how what the study relies on was kept
 * @param readings source to how its rows came
 * @param sensitivities every table without what rests on withheld cells; empty if nothing does
 */
record Results(
        Study study,
        List<TreatmentReport> treatments,
        List<Verdict> contracts,
        PanelReport panel,
        Map<String, Reading> readings,
        List<Measured> measures,
        Described described,
        List<FittedTable> tables,
        List<Sensitivity> sensitivities) {
    Results {
        treatments = List.copyOf(treatments);
        contracts = List.copyOf(contracts);
        measures = List.copyOf(measures);
        tables = List.copyOf(tables);
        sensitivities = List.copyOf(sensitivities);
    }
}
