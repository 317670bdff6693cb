package org.agglo.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agglo.regression.Formula;

/**
 * The models of an entry whose formula stands for several: {@code c(y, z) ~ sw(a, b)}. They are named after the entry and
 * numbered, {@code base-1}; the heads of their columns are the entry's label, then the outcome where outcomes differ, then a
 * number where steps do.
 */
final class SeveralModels {
    private SeveralModels() {}

    static List<ModelSpec> of(ModelSpec entry, List<Formula> formulas) {
        long outcomes = outcomes(formulas).distinct().count();
        int steps = (int) (formulas.size() / outcomes);
        List<ModelSpec> models = new ArrayList<>();
        for (int i = 0; i < formulas.size(); i++) {
            String outcome = outcomes > 1 ? ", " + formulas.get(i).outcome().label() : "";
            String step = steps > 1 ? " (%d)".formatted(i % steps + 1) : "";
            models.add(model(entry, "%s-%d".formatted(entry.name(), i + 1), outcome + step, formulas.get(i)));
        }
        return models;
    }

    private static Stream<String> outcomes(List<Formula> formulas) {
        return formulas.stream().map(formula -> formula.outcome().label());
    }

    private static ModelSpec model(ModelSpec entry, String name, String label, Formula formula) {
        ModelSpec model = new ModelSpec(
                name,
                entry.label() + label,
                entry.estimator(),
                entry.effects(),
                entry.options(),
                formula.text(),
                entry.vcov(),
                entry.origin());
        List<String> wild = entry.options().wild().stream()
                .filter(term -> Terms.inAny(term, List.of(model)))
                .toList();
        return model.with(entry.options().withWild(wild));
    }

    /** Says so where a model made here has the name of another. */
    static void requireOwnNames(Node table, List<ModelSpec> models) {
        List<String> names = models.stream().map(ModelSpec::name).toList();
        names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .distinct()
                .forEach(name -> table.problem(
                        "models",
                        "Two models are named '%s', one of them by its place in an entry with several; rename the other"
                                .formatted(name)));
    }
}
