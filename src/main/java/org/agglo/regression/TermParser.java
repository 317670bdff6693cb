package org.agglo.regression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads terms joined by {@code +}: products of factors, crossed by {@code *}, and the numbers that switch the intercept. */
final class TermParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final Map<String, Expression> terms = new LinkedHashMap<>();
    private boolean intercept = true;
    private Token constant;

    TermParser(Tokens tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
    }

    /** Each term once, in order. */
    List<Expression> terms() {
        boolean minus = tokens.skip("-");
        do {
            Token start = tokens.peek();
            List<Node> crossed = crossing();
            if (!constant(crossed, start, minus)) {
                products(crossed, start);
            }
            minus = tokens.peek().is("-");
        } while (tokens.skip("+") || tokens.skip("-"));
        return List.copyOf(terms.values());
    }

    /** Whether the intercept was left in. */
    boolean intercept() {
        return intercept;
    }

    /** The number that switched the intercept, if any. */
    Optional<Token> constant() {
        return Optional.ofNullable(constant);
    }

    /** Handles 0, 1, - 0 and - 1; whether the term was one of them. */
    private boolean constant(List<Node> crossed, Token start, boolean minus) {
        if (crossed.size() == 1 && crossed.get(0) instanceof Node.Constant number) {
            if (number.number() != 0 && number.number() != 1) {
                throw tokens.error(
                        start, "Only 0 and 1 (the intercept) can stand alone as numbers, found " + number.text());
            }
            intercept = (number.number() == 1) != minus;
            constant = start;
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
            throw tokens.error(tokens.peek(), "Slopes by effect, written fe[x], stand after | among the effects");
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
        Expression term = new Expression(tokens.text(), node);
        if (term.variables().isEmpty()) {
            throw tokens.error(start, "The term '" + term.label() + "' names no column");
        }
        terms.putIfAbsent(term.label(), term);
    }
}
