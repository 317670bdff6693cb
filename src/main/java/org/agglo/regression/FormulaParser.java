package org.agglo.regression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Reads {@code y ~ terms | effects}. */
final class FormulaParser {
    private final String text;
    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final Map<String, Expression> terms = new LinkedHashMap<>();
    private boolean intercept = true;

    FormulaParser(String text) {
        this.text = text;
        this.tokens = Tokens.of(text);
        this.expressions = new ExpressionParser(tokens);
    }

    Formula formula() {
        Expression outcome = new Expression(text, expressions.sum());
        if (outcome.variables().isEmpty()) {
            throw Caret.error(text, outcome.root().position(), "The outcome names no column");
        }
        tokens.expect("~", "between the outcome and the regressors");
        terms();
        List<String> effects = tokens.skip("|") ? effects() : List.of();
        Token end = tokens.peek();
        if (end.is("|")) {
            throw tokens.error(end, "Instrumental variables (a third part) are not available yet");
        }
        if (end.kind() != Token.Kind.END) {
            throw tokens.error(end, "Expected +, | or the end, found " + end.shown());
        }
        return new Formula(text, outcome, List.copyOf(terms.values()), intercept && effects.isEmpty(), effects);
    }

    private void terms() {
        boolean minus = tokens.skip("-");
        do {
            Token start = tokens.peek();
            List<Node> crossed = crossing();
            if (!constant(crossed, start, minus)) {
                products(crossed, start);
            }
            minus = tokens.peek().is("-");
        } while (tokens.skip("+") || tokens.skip("-"));
    }

    /** Handles 0, 1, - 0 and - 1; whether the term was one of them. */
    private boolean constant(List<Node> crossed, Token start, boolean minus) {
        if (crossed.size() == 1 && crossed.get(0) instanceof Node.Constant number) {
            if (number.number() != 0 && number.number() != 1) {
                throw tokens.error(
                        start, "Only 0 and 1 (the intercept) can stand alone as numbers, found " + number.text());
            }
            intercept = (number.number() == 1) != minus;
            return true;
        }
        if (minus) {
            throw tokens.error(start, "Only the intercept can be taken off (- 1); leave the other term out");
        }
        return false;
    }

    /** Factors joined by {@code *}, each a product joined by {@code :}. */
    private List<Node> crossing() {
        List<Node> factors = new ArrayList<>();
        do {
            factors.add(interaction());
        } while (tokens.skip("*"));
        if (tokens.peek().is("/")) {
            throw tokens.error(
                    tokens.peek(), "A ratio as a regressor is written I(x / z); expected +, : or *, found '/'");
        }
        return factors;
    }

    private Node interaction() {
        Node product = factor();
        while (tokens.peek().is(":")) {
            Token sign = tokens.take();
            product = new Node.Operation(":", product, factor(), sign.position());
        }
        return product;
    }

    private Node factor() {
        Token start = tokens.peek();
        if (start.is("(")) {
            throw tokens.error(
                    start, "Arithmetic as a regressor is written I(x + z); expected a name or a function, found '('");
        }
        Node factor = expressions.power();
        if (tokens.peek().is("[")) {
            throw tokens.error(tokens.peek(), "Slopes by effect, written fe[x], are not available yet");
        }
        return factor;
    }

    /** x*z stands for x + z + x:z: all products of one or more of the factors, the shorter first. */
    private void products(List<Node> crossed, Token start) {
        if (crossed.size() > 6) {
            throw tokens.error(start, "At most 6 terms can be crossed with *");
        }
        for (int factors = 1; factors <= crossed.size(); factors++) {
            for (int set = 1; set < 1 << crossed.size(); set++) {
                if (Integer.bitCount(set) == factors) {
                    add(product(crossed, set), start);
                }
            }
        }
    }

    private static Node product(List<Node> crossed, int set) {
        Node product = null;
        for (int i = 0; i < crossed.size(); i++) {
            if ((set >> i & 1) == 1) {
                Node factor = crossed.get(i);
                product = product == null ? factor : new Node.Operation(":", product, factor, factor.position());
            }
        }
        return product;
    }

    private void add(Node node, Token start) {
        Expression term = new Expression(text, node);
        if (term.variables().isEmpty()) {
            throw tokens.error(start, "The term '" + term.label() + "' names no column");
        }
        terms.putIfAbsent(term.label(), term);
    }

    private List<String> effects() {
        LinkedHashSet<String> effects = new LinkedHashSet<>();
        do {
            Token token = tokens.take();
            if (token.kind() != Token.Kind.NAME) {
                throw tokens.error(token, "Expected the name of an effect, found " + token.shown());
            }
            effects.add(token.text());
            Token after = tokens.peek();
            if (after.is("[")) {
                throw tokens.error(after, "Slopes by effect, written fe[x], are not available yet");
            }
            if (after.is("^")) {
                throw tokens.error(
                        after, "Combined effects, written a^b, are not available yet; make a column of both");
            }
            if (after.is("(")) {
                throw tokens.error(after, "An effect is a column's name, not a function of it");
            }
        } while (tokens.skip("+"));
        return List.copyOf(effects);
    }
}
