package org.agglo.regression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What a fit needs of each row.
 *
 * @param formula the model
 * @param values the outcome first, then the regressors, the endogenous ones and the instruments, or what those that stand
 *     for several columns are made of
 * @param further numbers of each row that no formula names, such as an offset; the last of the values
 * @param slopes columns whose slopes differ by the levels of an effect
 * @param combined columns whose combinations of levels are those of an effect
 * @param categories effects, columns of factors and cluster keys: a row without one of them is dropped
 * @param extras cluster keys for later: a row without them stays
 * @param weighting what weighs the rows, if anything
 * @param by the column whose levels are fitted one by one; a row without it belongs to no group
 * @param panel where lags are looked up
 */
record Request(
        Formula formula,
        List<Expression> values,
        List<Expression> further,
        List<String> slopes,
        List<List<String>> combined,
        List<String> categories,
        List<String> extras,
        Optional<Weighting> weighting,
        Optional<String> by,
        Optional<PanelKeys> panel) {
    static Request of(
            Formula formula,
            Collection<String> keys,
            Collection<String> extras,
            Optional<Weighting> weighting,
            Optional<String> by) {
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
                        formula,
                        List.of(),
                        List.of(),
                        List.copyOf(slopes),
                        List.copyOf(combined),
                        List.copyOf(categories),
                        List.copyOf(further),
                        weighting,
                        by,
                        Optional.empty())
                .of(formula);
    }

    /** The same with further values of each row, after the others. */
    Request with(List<Expression> others) {
        return new Request(formula, values, others, slopes, combined, categories, extras, weighting, by, panel)
                .of(formula);
    }

    /** All columns of numbers: the values, then those with slopes by level, then the weight. */
    List<Expression> numbers() {
        List<Expression> numbers = new ArrayList<>(values);
        slopes.forEach(name -> numbers.add(new Expression(name, new Node.Name(name, 0))));
        weighting.map(Weighting::expression).ifPresent(numbers::add);
        return numbers;
    }

    /** The same for another formula of the same effects. */
    Request of(Formula other) {
        LinkedHashSet<String> needed = new LinkedHashSet<>(categories);
        needed.addAll(Expander.factors(other));
        List<String> later =
                extras.stream().filter(name -> !needed.contains(name)).toList();
        List<Expression> read = new ArrayList<>(Expander.values(other));
        read.addAll(further);
        return new Request(other, read, further, slopes, combined, List.copyOf(needed), later, weighting, by, panel);
    }

    /** The same with lags looked up there. */
    Request in(Optional<PanelKeys> keys) {
        return new Request(formula, values, further, slopes, combined, categories, extras, weighting, by, keys);
    }

    /**
     * The same for a table: wildcards stand for its columns, lags have a panel.
     *
     * @throws IllegalArgumentException pointing at what cannot be so
     */
    Request on(StructType schema) {
        Set<String> others = new HashSet<>(levelled());
        further.forEach(number -> others.addAll(number.variables()));
        weighting.ifPresent(weight -> others.addAll(weight.expression().variables()));
        panel.ifPresent(keys -> others.addAll(List.of(keys.unit(), keys.time())));
        Formula resolved = formula.on(schema, others);
        List<Lagged> lags = resolved.lags();
        if (lags.isEmpty()) {
            return of(resolved);
        }
        PanelKeys keys = panel.orElseThrow(() -> Caret.error(
                resolved.text(),
                lags.get(0).position(),
                "Lags are looked up by unit and period; name their columns with setUnitCol and setTimeCol"));
        return of(resolved.with(resolved.expansion().in(keys)));
    }

    /**
     * What keeps a row from being used, in the order in which the first is named.
     *
     * @param level the levels of a column
     */
    List<Node.Check> checks(Function<String, Column> level) {
        List<Node.Check> checks = new ArrayList<>(lags().isEmpty() ? List.of() : PanelKeys.faults());
        for (String name : levelled()) {
            if (categories.contains(name) || by.filter(name::equals).isPresent()) {
                checks.add(new Node.Check(level.apply(name).isNull(), "missing " + name));
            }
        }
        List<Expression> numbers = numbers();
        int weights = weighting.isPresent() ? 1 : 0;
        numbers.subList(0, numbers.size() - weights).forEach(value -> checks.addAll(value.checks()));
        weighting.ifPresent(weight -> checks.addAll(weight.checks()));
        return checks;
    }

    /** The names read in other periods. */
    List<Lagged> lags() {
        return formula.lags();
    }

    /** The table with the columns in which lags are held, if there are lags. */
    Dataset<Row> given(Dataset<Row> table) {
        return lags().isEmpty() ? table : panel.orElseThrow().given(table, lags());
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
