package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the factors of a term that stand for several columns: {@code i()}, {@code poly()}, {@code .} and {@code ..("")}. */
final class FactorParser {
    private static final int HIGHEST_DEGREE = 10;

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final Names names;

    FactorParser(Tokens tokens, Names names) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
        this.names = names;
    }

    /** The factor's alternatives, each of which makes a term. */
    List<Node> factor() {
        Token token = tokens.peek();
        if (token.named(".") && !tokens.quoted(token) && !tokens.peek(1).is("(")) {
            tokens.take();
            return standing(new Expanding.Wildcard(".", token.position()), token);
        }
        if (tokens.calls("..")) {
            return pattern();
        }
        if (tokens.calls("i")) {
            return List.of(levels());
        }
        return tokens.calls("poly") ? List.of(poly()) : expressions.factor();
    }

    private List<Node> pattern() {
        Token name = tokens.take();
        tokens.expect("(", "after ..");
        Token text = tokens.take();
        if (text.kind() != Token.Kind.TEXT) {
            throw tokens.error(text, "Expected a regular expression in quotes, as ..(\"^x_\"), found " + text.shown());
        }
        try {
            Pattern.compile(text.text());
        } catch (PatternSyntaxException e) {
            throw Caret.error(
                    tokens.text(),
                    text.position() + 1 + Math.max(0, e.getIndex()),
                    "Not a regular expression: " + e.getDescription());
        }
        tokens.expect(")", "to close ..(");
        char quote = tokens.text().charAt(text.position());
        return standing(new Expanding.Wildcard("..(" + quote + text.text() + quote + ")", name.position()), text);
    }

    private List<Node> standing(Expanding.Wildcard wildcard, Token token) {
        return names.standing(wildcard)
                .map(columns -> {
                    if (columns.isEmpty()) {
                        throw tokens.error(token, wildcard.label() + " stands for no numeric column of the table");
                    }
                    return columns.stream()
                            .<Node>map(column -> new Node.Name(column, token.position()))
                            .toList();
                })
                .orElse(List.of(wildcard));
    }

    private Node levels() {
        Token start = tokens.take();
        tokens.take();
        Token name = tokens.take();
        if (name.kind() != Token.Kind.NAME) {
            throw tokens.error(name, "Expected the name of a column of levels, found " + name.shown());
        }
        Node other = null;
        Map<String, List<String>> options = new TreeMap<>();
        while (tokens.skip(",")) {
            if (tokens.peek(1).is("=")) {
                option(options);
            } else if (other == null && options.isEmpty()) {
                other = second();
            } else {
                throw tokens.error(tokens.peek(), "i() takes two columns at most, then ref = and ref2 =");
            }
        }
        tokens.expect(")", "to close i(");
        List<String> references = options.getOrDefault("ref", List.of());
        List<String> further = options.getOrDefault("ref2", List.of());
        Expanding.Factor factor = new Expanding.Factor(name.text(), references, other != null, name.position());
        if (other instanceof Expanding.Factor second) {
            List<String> both = further.isEmpty() ? second.references() : further;
            other = new Expanding.Factor(second.name(), both, true, second.position());
        } else if (!further.isEmpty()) {
            throw tokens.error(start, "ref2 = names levels of a second column of levels, and i() has none here");
        }
        return other == null ? factor : new Expanding.Crossed(factor, other, start.position());
    }

    private Node second() {
        Token token = tokens.peek();
        boolean alone = tokens.peek(1).is(",") || tokens.peek(1).is(")");
        if (token.kind() == Token.Kind.NAME && alone) {
            boolean marked = token.text().startsWith("i.") && token.text().length() > 2 && !tokens.quoted(token);
            String name = marked ? token.text().substring(2) : token.text();
            if (marked || names.levels(name)) {
                tokens.take();
                return new Expanding.Factor(name, List.of(), true, token.position() + (marked ? 2 : 0));
            }
        }
        if (tokens.calls("i")) {
            Node inner = levels();
            if (inner instanceof Expanding.Factor factor) {
                return new Expanding.Factor(factor.name(), factor.references(), true, factor.position());
            }
            throw tokens.error(token, "i() takes two columns at most");
        }
        return expressions.sum();
    }

    private void option(Map<String, List<String>> options) {
        Token key = tokens.take();
        if (!List.of("ref", "ref2").contains(key.text())) {
            throw tokens.error(
                    key,
                    "i() has no setting '%s'%s It has ref and ref2"
                            .formatted(key.text(), dotted(Caret.suggestion(key.text(), List.of("ref", "ref2")))));
        }
        tokens.take();
        List<String> levels = new ArrayList<>();
        if (tokens.calls("c")) {
            tokens.take();
            do {
                tokens.take();
                levels.add(level());
            } while (tokens.peek().is(","));
            tokens.expect(")", "to close c(");
        } else {
            levels.add(level());
        }
        options.put(key.text(), levels);
    }

    private static String dotted(String hint) {
        return hint.isEmpty() ? "." : hint;
    }

    /** A level as results name it: 2005, not 2005.0. */
    private String level() {
        boolean minus = tokens.skip("-");
        Token token = tokens.take();
        if (token.kind() == Token.Kind.NUMBER) {
            return LevelKind.DOUBLE.label((minus ? -1 : 1) * Double.parseDouble(token.text()) + 0.0);
        }
        if (minus || (token.kind() != Token.Kind.TEXT && token.kind() != Token.Kind.NAME)) {
            throw tokens.error(token, "Expected a level, a number or a text in quotes, found " + token.shown());
        }
        return token.text();
    }

    private Node poly() {
        Token start = tokens.take();
        tokens.take();
        Token inner = tokens.peek();
        Node argument = expressions.sum();
        List<Node.Name> found = new ArrayList<>();
        argument.names(found::add);
        if (found.isEmpty()) {
            throw tokens.error(inner, "poly() is of a column, and '%s' names none".formatted(argument.label()));
        }
        tokens.expect(",", "and the degree, as poly(x, 2)");
        Token degree = tokens.take();
        if (degree.kind() != Token.Kind.NUMBER || !degree.text().matches("[1-9]|10")) {
            throw tokens.error(
                    degree,
                    "The degree of poly() is a whole number from 1 to %d, not %s"
                            .formatted(HIGHEST_DEGREE, degree.shown()));
        }
        boolean raw = tokens.skip(",") && raw();
        tokens.expect(")", "to close poly(");
        return new Expanding.Poly(argument, Integer.parseInt(degree.text()), raw, start.position());
    }

    /** {@code raw}, {@code raw = TRUE} or {@code raw = FALSE}. */
    private boolean raw() {
        Token token = tokens.take();
        if (!token.named("raw")) {
            throw tokens.error(token, "poly() takes an expression, a degree and raw; found " + token.shown());
        }
        if (!tokens.skip("=")) {
            return true;
        }
        Token value = tokens.take();
        if (!value.named("TRUE") && !value.named("FALSE")) {
            throw tokens.error(value, "raw is TRUE or FALSE, not " + value.shown());
        }
        return value.named("TRUE");
    }
}
