package org.agglo.regression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes a formula's factors of levels and polynomials out as the terms that they stand for, once their levels and
 * coefficients are known.
 *
 * <p>A factor {@code i(year)} that names no reference leaves out its first level where the rest of its term is in the model
 * without it: alone, if there is a constant or an effect; in {@code i(year):x}, if {@code x} is a term. Else all levels
 * stay, as in R. {@code i(year, x)} keeps all of them.
 */
final class Expander {
    private final Expansion given;
    private final Map<String, String> references = new LinkedHashMap<>();
    private final Set<Set<String>> written = new HashSet<>();
    private boolean constant;

    /** @param given with the levels and polynomials */
    private Expander(Formula formula, Expansion given) {
        this.given = given;
        this.constant = formula.intercept() || !formula.effects().isEmpty();
        terms(formula).forEach(term -> written.add(keys(Products.factors(term.root()))));
    }

    /** Whether any term stands for several columns. */
    static boolean needed(Formula formula) {
        return terms(formula).anyMatch(term -> !Products.single(term.root()));
    }

    /** All terms, those of the last part among them. */
    static Stream<Expression> terms(Formula formula) {
        return Stream.of(formula.terms(), formula.endogenous(), formula.instruments())
                .flatMap(List::stream);
    }

    /**
     * The numbers that are read of each row, the outcome first: terms that are one column, and what the others are
     * made of.
     */
    static List<Expression> values(Formula formula) {
        Map<String, Expression> values = new LinkedHashMap<>();
        values.put("", formula.outcome());
        terms(formula).forEach(term -> {
            if (Products.single(term.root())) {
                values.putIfAbsent(term.root().label(), term);
                return;
            }
            for (Node factor : Products.factors(term.root())) {
                Node number = factor instanceof Expanding.Poly poly ? poly.argument() : factor;
                if (!(number instanceof Expanding)) {
                    values.putIfAbsent(number.label(), new Expression(term.text(), number));
                }
            }
        });
        return List.copyOf(values.values());
    }

    /** The columns that are read as levels. */
    static List<String> factors(Formula formula) {
        Set<String> names = new LinkedHashSet<>();
        terms(formula).forEach(term -> term.root().factors(name -> names.add(name.name())));
        return List.copyOf(names);
    }

    /** The orthogonal polynomials, each once. */
    static List<Expanding.Poly> curves(Formula formula) {
        Map<String, Expanding.Poly> curves = new LinkedHashMap<>();
        terms(formula).flatMap(term -> Products.factors(term.root()).stream()).forEach(factor -> {
            if (factor instanceof Expanding.Poly poly && !poly.raw()) {
                curves.putIfAbsent(poly.label(), poly);
            }
        });
        return List.copyOf(curves.values());
    }

    /**
     * The formula with each term that stands for several columns replaced by one term for each.
     *
     * @throws NotEstimableException if a reference is no level
     */
    static Formula expanded(Formula formula, Expansion given) {
        Expander expander = new Expander(formula, given);
        List<Expression> terms = expander.expanded(formula.terms());
        List<Expression> endogenous = expander.expanded(formula.endogenous());
        List<Expression> instruments = expander.expanded(formula.instruments());
        Expansion expansion = given.found(given.levels(), expander.references, given.curves());
        return new Formula(
                formula.text(),
                formula.outcome(),
                terms,
                formula.intercept(),
                formula.effects(),
                endogenous,
                instruments,
                expansion);
    }

    private List<Expression> expanded(List<Expression> terms) {
        Map<String, Expression> expanded = new LinkedHashMap<>();
        for (Expression term : terms) {
            List<Node> factors = Products.factors(term.root());
            if (Products.single(term.root())) {
                expanded.putIfAbsent(term.root().label(), term);
                continue;
            }
            List<Node> products = expanded(term, factors, 0);
            for (int i = 1; i < factors.size(); i++) {
                products = each(products, expanded(term, factors, i));
            }
            products.forEach(node -> expanded.putIfAbsent(node.label(), new Expression(term.text(), node)));
        }
        return List.copyOf(expanded.values());
    }

    /** Every product of one of the left and one of the right, the left running faster. */
    private static List<Node> each(List<Node> left, List<Node> right) {
        List<Node> products = new ArrayList<>();
        for (Node b : right) {
            for (Node a : left) {
                products.add(Products.of(a, b));
            }
        }
        return products;
    }

    private List<Node> expanded(Expression term, List<Node> factors, int i) {
        if (factors.get(i) instanceof Expanding.Poly poly) {
            return poly.raw() ? powers(poly) : curves(poly);
        }
        if (!(factors.get(i) instanceof Expanding.Factor factor)) {
            return List.of(factors.get(i));
        }
        Expansion.Levels levels = given.levels().get(factor.name());
        Set<String> leftOut = leftOut(term, factor, factors, levels);
        return levels.labels().stream()
                .filter(level -> !leftOut.contains(level))
                .<Node>map(level -> new Level(factor.name(), levels.as(), level, factor.position()))
                .toList();
    }

    private Set<String> leftOut(Expression term, Expanding.Factor factor, List<Node> factors, Expansion.Levels levels) {
        for (String reference : factor.references()) {
            if (!levels.labels().contains(reference)) {
                throw new NotEstimableException(Caret.message(
                        term.text(),
                        factor.position(),
                        "No row used has the reference %s of %s%s; there are %s"
                                .formatted(
                                        reference,
                                        factor.name(),
                                        levels.as() == LevelKind.TEXT
                                                ? Caret.suggestion(reference, levels.labels())
                                                : "",
                                        Words.few(levels.labels()))));
            }
        }
        if (!factor.references().isEmpty() || factor.all()) {
            return Set.copyOf(factor.references());
        }
        List<Node> rest = new ArrayList<>(factors);
        rest.remove(factor);
        boolean spanned = rest.isEmpty() ? constant : written.contains(keys(rest));
        if (!spanned) {
            constant |= rest.isEmpty();
            return Set.of();
        }
        references.put(term.root().label(), levels.labels().get(0));
        return Set.of(levels.labels().get(0));
    }

    private static Set<String> keys(List<Node> factors) {
        Set<String> keys = new HashSet<>();
        factors.forEach(factor ->
                keys.add(factor instanceof Expanding.Factor levels ? "i(" + levels.name() + ")" : factor.label()));
        return keys;
    }

    private static List<Node> powers(Expanding.Poly poly) {
        List<Node> powers = new ArrayList<>();
        for (int j = 1; j <= poly.degree(); j++) {
            Node exponent = new Node.Constant(j, Integer.toString(j), poly.position());
            Node power = new Node.Operation("^", poly.argument(), exponent, poly.position());
            powers.add(new Labelled(poly.label() + j, j == 1 ? poly.argument() : power, poly.position()));
        }
        return powers;
    }

    private List<Node> curves(Expanding.Poly poly) {
        List<List<Double>> curves = given.curves().get(poly.label());
        List<Node> nodes = new ArrayList<>();
        for (int j = 1; j <= poly.degree(); j++) {
            nodes.add(new Curve(poly.label() + j, poly.argument(), curves.get(j - 1), poly.position()));
        }
        return nodes;
    }
}
