package org.agglo.regression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One formula fitted to each level of a column.
 *
 * @param by the column
 * @param models by level, in the order of the levels (numbers by size, text by its characters)
 * @param refused by level, why it could not be fitted
 * @param ungrouped rows without a level, in no fit
 */
public record GroupFits(String by, Map<String, LeastSquaresModel> models, Map<String, String> refused, long ungrouped) {
    public GroupFits {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
    }
}
