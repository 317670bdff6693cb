package org.agglo.regression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Several models that were fitted at once, in order: by group, then by outcome, then by step of the terms and of the effects.
 *
 * @param all those asked for, fitted or refused
 * @param ungrouped rows without a group, in no fit
 */
public record SeveralFits(List<One> all, long ungrouped) {
    public SeveralFits {
        all = List.copyOf(all);
    }

    /**
     * One of them.
     *
     * @param group the level of the group's column, if they were fitted by group
     * @param formula the model
     * @param model the fit; empty if it was refused
     * @param refused why it could not be fitted; empty if it was
     */
    public record One(
            Optional<String> group, String formula, Optional<LeastSquaresModel> model, Optional<String> refused) {
        /** The formula, after its group if there is one: {@code east: y ~ x | year}. */
        public String label() {
            return group.map(name -> name + ": " + formula).orElse(formula);
        }
    }

    /** Those fitted, by label. */
    public Map<String, LeastSquaresModel> models() {
        Map<String, LeastSquaresModel> models = new LinkedHashMap<>();
        all.forEach(one -> one.model().ifPresent(model -> models.put(one.label(), model)));
        return Collections.unmodifiableMap(models);
    }

    /** The reasons of those refused, by label. */
    public Map<String, String> refused() {
        Map<String, String> refused = new LinkedHashMap<>();
        all.forEach(one -> one.refused().ifPresent(reason -> refused.put(one.label(), reason)));
        return Collections.unmodifiableMap(refused);
    }
}
