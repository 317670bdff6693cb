package org.agglo.app.run;

import java.util.Optional;
import org.agglo.app.study.ModelSpec;
import org.agglo.regression.RegressionSummary;

/**
 * One model as fitted.
 *
 * @param group the group whose rows it was fitted on; empty for all rows
 */
record Fitted(ModelSpec spec, Optional<String> group, RegressionSummary summary) {
    /** The column's header: the model's label, or the group's name where one model is fitted by group. */
    String label(boolean oneModel) {
        return group.map(name -> oneModel ? name : spec.label() + ", " + name).orElse(spec.label());
    }
}
