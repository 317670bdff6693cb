package org.agglo.regression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a fit needs of each row.
 *
 * @param values the outcome first, then the regressors, the endogenous ones and the instruments
 * @param slopes columns whose slopes differ by the levels of an effect
 * @param combined columns whose combinations of levels are those of an effect
 * @param categories effects and cluster keys: a row without one of them is dropped
 * @param extras cluster keys for later: a row without them stays
 * @param weighting what weighs the rows, if anything
 * @param by the column whose levels are fitted one by one; a row without it belongs to no group
 */
record Request(
        List<Expression> values,
        List<String> slopes,
        List<List<String>> combined,
        List<String> categories,
        List<String> extras,
        Optional<Weighting> weighting,
        Optional<String> by) {
    static Request of(
            Formula formula,
            Collection<String> keys,
            Collection<String> extras,
            Optional<Weighting> weighting,
            Optional<String> by) {
        List<Expression> values = new ArrayList<>();
        values.add(formula.outcome());
        values.addAll(formula.terms());
        values.addAll(formula.endogenous());
        values.addAll(formula.instruments());
        LinkedHashSet<String> categories = new LinkedHashSet<>();
        LinkedHashSet<String> slopes = new LinkedHashSet<>();
        LinkedHashSet<List<String>> combined = new LinkedHashSet<>();
        for (EffectTerm effect : formula.effects()) {
            categories.addAll(effect.columns());
            slopes.addAll(effect.slopes());
            if (effect.columns().size() > 1) {
                combined.add(effect.columns());
            }
        }
        categories.addAll(keys);
        LinkedHashSet<String> further = new LinkedHashSet<>(extras);
        further.removeAll(categories);
        return new Request(
                values,
                List.copyOf(slopes),
                List.copyOf(combined),
                List.copyOf(categories),
                List.copyOf(further),
                weighting,
                by);
    }

    /** The same with further values of each row, after the others. */
    Request with(List<Expression> further) {
        List<Expression> all = new ArrayList<>(values);
        all.addAll(further);
        return new Request(all, slopes, combined, categories, extras, weighting, by);
    }

    /** All columns of numbers: the values, then those with slopes by level, then the weight. */
    List<Expression> numbers() {
        List<Expression> numbers = new ArrayList<>(values);
        slopes.forEach(name -> numbers.add(new Expression(name, new Node.Name(name, 0))));
        weighting.map(Weighting::expression).ifPresent(numbers::add);
        return numbers;
    }

    /** All columns of levels: the group's, if any, then those needed, then the extras. */
    List<String> levelled() {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        by.ifPresent(names::add);
        names.addAll(categories);
        names.addAll(extras);
        return List.copyOf(names);
    }
}
