package org.agglo.regression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads terms joined by {@code +}: products of factors, crossed by {@code *}, the numbers that switch the intercept, and
 * one list of steps, {@code sw(a, b)} or its kin, which makes several models.
 */
final class TermParser {
    /** Calls that only terms can be. */
    static final List<String> CALLS = List.of("i", "poly", "sw", "sw0", "csw", "csw0");

    private static final int MOST_CROSSED = 6;

    private final Tokens tokens;
    private final Names names;
    private final FactorParser factors;
    private final StepParser steps;
    private final List<List<List<Node>>> slots = new ArrayList<>();
    private boolean intercept = true;
    private Token constant;

    TermParser(Tokens tokens, Names names) {
        this(tokens, names, new StepParser(tokens, "terms"));
    }

    private TermParser(Tokens tokens, Names names, StepParser steps) {
        this.tokens = tokens;
        this.names = names;
        this.factors = new FactorParser(tokens, names);
        this.steps = steps;
    }

    /** Reads up to what is no term; for each model its terms, each once, in order. */
    List<List<Expression>> read() {
        boolean minus = tokens.skip("-");
        do {
            if (!minus && steps.come()) {
                slots.add(steps.read(this::step));
            } else {
                term(minus);
            }
            minus = tokens.peek().is("-");
        } while (tokens.skip("+") || tokens.skip("-"));
        return StepParser.models(slots).stream().map(this::distinct).toList();
    }

    /** Whether the intercept was left in. */
    boolean intercept() {
        return intercept;
    }

    /** The number that switched the intercept, if any. */
    Optional<Token> constant() {
        return Optional.ofNullable(constant);
    }

    /** The call that makes several models, if any. */
    Optional<Token> several() {
        return steps.call();
    }

    private List<Expression> distinct(List<Node> nodes) {
        Map<String, Expression> terms = new LinkedHashMap<>();
        nodes.forEach(node -> terms.putIfAbsent(node.label(), new Expression(tokens.text(), node)));
        return List.copyOf(terms.values());
    }

    private List<Node> step() {
        TermParser inner = new TermParser(tokens, names, steps);
        List<List<Expression>> read = inner.read();
        inner.constant().ifPresent(number -> {
            throw tokens.error(
                    number,
                    "The intercept is chosen outside of %s()"
                            .formatted(steps.call().orElseThrow().text()));
        });
        return read.get(0).stream().map(Expression::root).toList();
    }

    private void term(boolean minus) {
        Token start = tokens.peek();
        List<List<Node>> crossed = crossing();
        if (constant(crossed, start, minus)) {
            return;
        }
        List<Node> products = products(crossed, start);
        for (Node product : products) {
            if (new Expression(tokens.text(), product).variables().isEmpty() && !wild(product)) {
                throw tokens.error(start, "The term '" + product.label() + "' names no column");
            }
        }
        slots.add(List.of(products));
    }

    private static boolean wild(Node node) {
        return node instanceof Expanding.Wildcard || node.parts().stream().anyMatch(TermParser::wild);
    }

    /** Handles 0, 1, - 0 and - 1; whether the term was one of them. */
    private boolean constant(List<List<Node>> crossed, Token start, boolean minus) {
        if (crossed.size() == 1 && crossed.get(0).get(0) instanceof Node.Constant number) {
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

    /** Factors joined by {@code *}, each a product joined by {@code :}; by a number {@code *} and {@code /} are arithmetic. */
    private List<List<Node>> crossing() {
        List<List<Node>> crossed = new ArrayList<>();
        crossed.add(interaction());
        while (tokens.peek().is("*") || tokens.peek().is("/")) {
            Token sign = tokens.take();
            List<Node> left = crossed.get(crossed.size() - 1);
            boolean number = tokens.peek().kind() == Token.Kind.NUMBER;
            if (number ? arithmetic(left) : sign.is("*") && arithmetic(left) && isNumber(left)) {
                List<Node> right = interaction();
                if (!arithmetic(right)) {
                    throw tokens.error(
                            sign,
                            "A number can be multiplied with arithmetic only, not with "
                                    + right.get(0).label());
                }
                left = List.of(new Node.Operation(sign.text(), left.get(0), right.get(0), sign.position()));
                crossed.set(crossed.size() - 1, left);
            } else if (sign.is("/")) {
                throw tokens.error(sign, "A ratio as a regressor is written I(x / z); expected +, : or *, found '/'");
            } else {
                crossed.add(interaction());
            }
        }
        return crossed;
    }

    private static boolean isNumber(List<Node> factor) {
        return factor.get(0) instanceof Node.Constant;
    }

    /** Whether it is one factor that is neither a product of terms nor stands for several columns. */
    private static boolean arithmetic(List<Node> factor) {
        Node node = factor.get(0);
        boolean product =
                node instanceof Node.Operation operation && operation.sign().equals(":");
        return factor.size() == 1 && !product && !(node instanceof Expanding);
    }

    private List<Node> interaction() {
        List<Node> product = factor();
        while (tokens.peek().is(":")) {
            Token sign = tokens.take();
            product = each(product, factor(), sign.position());
        }
        return product;
    }

    /** Every product of one of the left and one of the right. */
    private static List<Node> each(List<Node> left, List<Node> right, int position) {
        List<Node> products = new ArrayList<>();
        for (Node a : left) {
            for (Node b : right) {
                products.add(new Node.Operation(":", inBrackets(a), inBrackets(b), position));
            }
        }
        return products;
    }

    /** Arithmetic that would not be told from the product is written I(). */
    private static Node inBrackets(Node node) {
        boolean arithmetic =
                node instanceof Node.Operation operation && List.of("*", "/").contains(operation.sign());
        return arithmetic ? new Node.Call(Function.I, node, node.position()) : node;
    }

    private List<Node> factor() {
        Token start = tokens.peek();
        if (start.is("(")) {
            throw tokens.error(
                    start, "Arithmetic as a regressor is written I(x + z); expected a name or a function, found '('");
        }
        if (steps.come()) {
            throw tokens.error(start, "%s() is a term of its own; it cannot be multiplied".formatted(start.text()));
        }
        List<Node> factor = factors.factor();
        Token after = tokens.peek();
        if (after.is("[")) {
            throw tokens.error(after, "Slopes by effect, written fe[x], stand after | among the effects");
        }
        if (after.is("^")) {
            throw tokens.error(
                    after,
                    "'%s' stands for several columns and has no powers"
                            .formatted(factor.get(0).label()));
        }
        return factor;
    }

    /** x*z stands for x + z + x:z: all products of one or more of the factors, the shorter first. */
    private List<Node> products(List<List<Node>> crossed, Token start) {
        if (crossed.size() > MOST_CROSSED) {
            throw tokens.error(start, "At most %d terms can be crossed with *".formatted(MOST_CROSSED));
        }
        List<Node> products = new ArrayList<>();
        for (int factors = 1; factors <= crossed.size(); factors++) {
            for (int set = 1; set < 1 << crossed.size(); set++) {
                if (Integer.bitCount(set) == factors) {
                    products.addAll(product(crossed, set));
                }
            }
        }
        return products;
    }

    private static List<Node> product(List<List<Node>> crossed, int set) {
        List<Node> product = null;
        for (int i = 0; i < crossed.size(); i++) {
            if ((set >> i & 1) == 1) {
                List<Node> factor = crossed.get(i);
                product = product == null
                        ? factor
                        : each(product, factor, factor.get(0).position());
            }
        }
        return product;
    }
}
