package org.agglo.app.study;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agglo.regression.Expression;
import org.agglo.regression.Formula;
import org.agglo.regression.SmallSample;
import org.agglo.regression.Vcov;

/** Formulas, expressions and covariances of a study: read, and their names looked up. */
final class Formulas {
    private Formulas() {}

    /** The models that the formula stands for, mostly one; none if it is not understood, which is reported. */
    static List<Formula> formulas(Node node, String key, Scope panel) {
        List<Formula> formulas = read(node, key, text -> all(text, panel)).orElse(List.of());
        Set<String> names = new LinkedHashSet<>();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        formulas.forEach(formula -> {
            names.addAll(formula.variables());
            formula.numbers()
                    .forEach((name, at) ->
                            numbers.putIfAbsent(name, formulas.size() == 1 ? at : place(node.text(key), name)));
        });
        names.forEach(name -> known(node, key, name, panel, panel.names()));
        numbers.forEach((name, place) -> number(node, key, name, place, panel));
        if (panel.hasCells() && formulas.stream().anyMatch(Formula::lagged)) {
            node.problem(key, "Lags need one row for each region and period, and this panel has 'cells' besides them");
        }
        return formulas;
    }

    private static List<Formula> all(String text, Scope panel) {
        List<Formula> formulas = Formula.parseAll(text);
        return formulas.size() == 1
                ? List.of(Formula.parse(text, panel::isText))
                : formulas.stream()
                        .map(formula -> Formula.parse(formula.text(), panel::isText))
                        .toList();
    }

    static void expression(Node node, String key, Scope panel) {
        read(node, key, text -> Expression.parse(text).withoutLags())
                .ifPresent(e -> e.variables().forEach(name -> {
                    known(node, key, name, panel, panel.names());
                    number(node, key, name, place(node.text(key), name), panel);
                }));
    }

    static void covariance(Node node, String key, Scope panel) {
        read(node, key, Vcov::parse)
                .ifPresent(vcov -> vcov.keys().forEach(name -> known(node, key, name, panel, panel.names())));
    }

    static void smallSample(Node node, String key) {
        read(node, key, SmallSample::parse);
    }

    /** A term as models name it; the text itself if it is not understood. */
    static String label(String term) {
        try {
            return Expression.parse(term).label();
        } catch (IllegalArgumentException | StackOverflowError e) {
            return term;
        }
    }

    private static <T> Optional<T> read(Node node, String key, Function<String, T> parser) {
        Optional<String> text = node.maybe(key);
        try {
            return text.map(parser);
        } catch (IllegalArgumentException e) {
            node.problem(key, e.getMessage());
        } catch (StackOverflowError e) {
            node.problem(key, "Has too many brackets inside each other");
        }
        return Optional.empty();
    }

    private static void known(Node node, String key, String name, Scope panel, List<String> names) {
        if (!panel.knows(name)) {
            String hint = Nearest.hint(name, names);
            String problem = "No column '%s' in the panel%s"
                    .formatted(name, hint.isEmpty() ? "; there are " + String.join(", ", names) : hint);
            node.problem(key, pointed(problem, node.text(key), place(node.text(key), name)));
        }
    }

    private static void number(Node node, String key, String name, int place, Scope panel) {
        if (panel.isText(name)) {
            node.problem(
                    key,
                    pointed(
                            "Column '%s' is text; only numbers can be computed with".formatted(name),
                            node.text(key),
                            place));
        }
    }

    /** Where the name first stands; −1 if it is not seen. */
    private static int place(String text, String name) {
        Matcher found = Pattern.compile("(?<![\\p{L}\\p{N}_.])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_.(])")
                .matcher(text);
        return found.find() ? found.start() : -1;
    }

    /** The problem, then the text with a caret under the place. */
    private static String pointed(String problem, String text, int place) {
        if (place < 0) {
            return problem;
        }
        return "%s%n  %s%n  %s^"
                .formatted(
                        problem.endsWith("?") ? problem : problem + ":",
                        text.replaceAll("\\s", " "),
                        " ".repeat(place));
    }
}
