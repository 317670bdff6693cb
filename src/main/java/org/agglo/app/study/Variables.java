package org.agglo.app.study;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.agglo.regression.Expression;
import org.agglo.regression.Formula;
import org.agglo.regression.Vcov;

/** Formulas, expressions and covariances in a study: understood, and of columns that the panel has. */
final class Variables {
    private static final String PANEL = "the panel at this point";

    private Variables() {}

    static void column(Node node, String key, Scope panel) {
        node.maybe(key).ifPresent(name -> known(node, key, List.of(name), panel));
    }

    static void number(Node node, String key, Scope panel) {
        column(node, key, panel);
        node.maybe(key)
                .filter(panel::isText)
                .ifPresent(name -> node.problem(key, "'%s' is text; a number is needed".formatted(name)));
    }

    static void known(Node node, String key, List<String> names, Scope panel) {
        names.stream()
                .filter(name -> !panel.knows(name))
                .forEach(name -> node.problem(key, panel.unknown(name, PANEL)));
    }

    static void expression(Node node, String key, Scope panel) {
        parsed(node, key, () -> Expression.parse(node.text(key)))
                .ifPresent(expression -> known(node, key, expression.variables(), panel));
    }

    static Optional<Formula> formula(Node node, String key, Scope panel) {
        if (!node.has(key)) {
            return Optional.empty();
        }
        Optional<Formula> formula = parsed(node, key, () -> Formula.parse(node.text(key)));
        formula.ifPresent(f -> known(node, key, f.variables(), panel));
        return formula;
    }

    static void vcov(Node node, String key, Scope panel) {
        parsed(node, key, () -> Vcov.parse(node.text(key))).ifPresent(vcov -> known(node, key, vcov.keys(), panel));
    }

    private static <T> Optional<T> parsed(Node node, String key, Supplier<T> parse) {
        try {
            return Optional.of(parse.get());
        } catch (IllegalArgumentException e) {
            node.problem(key, e.getMessage());
            return Optional.empty();
        }
    }
}
