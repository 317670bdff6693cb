package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;

/**
 * Arithmetic by recursive descent: sums of products of signed powers. {@code ^} binds to the right and tighter than a
 * sign before it, as in R: {@code -x^2} is {@code -(x^2)}.
 */
final class ExpressionParser {
    private final Tokens tokens;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Node sum() {
        Node left = product();
        while (tokens.peek().is("+") || tokens.peek().is("-")) {
            Token sign = tokens.take();
            left = new Node.Operation(sign.text(), left, product(), sign.position());
        }
        return left;
    }

    private Node product() {
        Node left = signed();
        while (tokens.peek().is("*") || tokens.peek().is("/")) {
            Token sign = tokens.take();
            left = new Node.Operation(sign.text(), left, signed(), sign.position());
        }
        return left;
    }

    private Node signed() {
        Token token = tokens.peek();
        if (tokens.skip("-")) {
            return new Node.Negative(signed(), token.position());
        }
        return tokens.skip("+") ? signed() : power();
    }

    /** A number, a name or a call, raised or not. */
    Node power() {
        return raised(atom());
    }

    private Node raised(Node base) {
        Token sign = tokens.peek();
        if (tokens.skip("^")) {
            return new Node.Operation("^", base, signed(), sign.position());
        }
        return base;
    }

    private Node atom() {
        Token token = tokens.take();
        return switch (token.kind()) {
            case NUMBER -> number(token);
            case NAME -> tokens.peek().is("(") && !tokens.quoted(token) ? call(token) : name(token);
            case TEXT -> throw tokens.error(token, "Expected a number, a name or a function, found a text");
            case SIGN -> {
                if (!token.is("(")) {
                    throw tokens.error(token, "Expected a number, a name or a function, found " + token.shown());
                }
                Node inner = sum();
                tokens.expect(")", "to close the bracket");
                yield inner;
            }
            case END -> throw tokens.error(token, "Expected a number, a name or a function, found the end");
        };
    }

    private Node number(Token token) {
        try {
            double number = Double.parseDouble(token.text());
            if (!Double.isInfinite(number)) {
                return new Node.Constant(number, token.text(), token.position());
            }
        } catch (NumberFormatException e) {
            throw tokens.error(token, "'" + token.text() + "' is not a number");
        }
        throw tokens.error(token, "'" + token.text() + "' is too large a number");
    }

    private Node name(Token token) {
        if (token.text().equals(".") && !tokens.quoted(token)) {
            throw tokens.error(token, "'.' is a term of its own; it cannot stand here");
        }
        return new Node.Name(token.text(), token.position());
    }

    private Node call(Token name) {
        if (LagParser.NAMES.contains(name.text())) {
            List<Node> shifted = new LagParser(tokens, this).after(name);
            if (shifted.size() > 1) {
                throw tokens.error(
                        name,
                        "Several lags at once make several terms: %s() with a range is a term of its own"
                                .formatted(name.text()));
            }
            return shifted.get(0);
        }
        if (TermParser.CALLS.contains(name.text())) {
            throw tokens.error(name, name.text() + "() is a term of its own; it cannot stand here");
        }
        Function function = Function.named(name.text()).orElseThrow(() -> tokens.error(name, unknown(name.text())));
        tokens.expect("(", "after " + name.text());
        Node argument = sum();
        if (tokens.peek().is(",")) {
            throw tokens.error(tokens.peek(), name.text() + " takes one argument; expected ')', found ','");
        }
        tokens.expect(")", "to close " + name.text() + "(");
        return new Node.Call(function, argument, name.position());
    }

    /** A factor of a term: a power as in arithmetic, or several lags at once. */
    List<Node> factor() {
        Token name = tokens.peek();
        if (!LagParser.NAMES.contains(name.text()) || !tokens.calls(name.text())) {
            return List.of(power());
        }
        tokens.take();
        List<Node> shifted = new LagParser(tokens, this).after(name);
        return shifted.size() == 1 ? List.of(raised(shifted.get(0))) : shifted;
    }

    private static String unknown(String name) {
        List<String> known = new ArrayList<>(Function.names());
        known.addAll(LagParser.NAMES);
        known.addAll(TermParser.CALLS);
        String near = name.equals("ln") ? "; did you mean 'log'?" : Caret.suggestion(name, known);
        return "No function '%s'%s".formatted(name, near.isEmpty() ? "; there are " + String.join(", ", known) : near);
    }
}
