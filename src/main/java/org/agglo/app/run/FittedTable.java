package org.agglo.app.run;

import java.util.List;
import org.agglo.app.study.TableSpec;
import org.agglo.regression.TestResult;

/**
 * The models of one table.
 *
 * @param notes what could not be fitted and why, in sentences
 */
record FittedTable(TableSpec spec, List<Fitted> models, List<TestResult> tests, List<String> notes) {
    /** The header of a model's column. */
    String label(Fitted model) {
        return model.label(spec.models().size() == 1);
    }
}
