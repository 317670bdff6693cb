package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads lags {@code l(x, 1)}, leads {@code f(x, 1)} and differences {@code d(x, 1)} of an expression; the number of periods
 * is 1 if it is left out. A range {@code l(x, 1:3)} or a list {@code l(x, c(1, 4))} makes several.
 */
final class LagParser {
    static final List<String> NAMES = List.of("l", "f", "d");

    private static final int MOST = 100;

    private final Tokens tokens;
    private final ExpressionParser expressions;

    LagParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** What follows the name. */
    List<Node> after(Token name) {
        tokens.expect("(", "after " + name.text());
        Token start = tokens.peek();
        Node argument = expressions.sum();
        List<Node.Name> names = new ArrayList<>();
        argument.names(names::add);
        if (names.isEmpty()) {
            throw tokens.error(start, name.text() + "() is of a column, and '" + argument.label() + "' names none");
        }
        List<Integer> periods = tokens.skip(",") ? periods() : List.of(1);
        tokens.expect(")", "to close " + name.text() + "(");
        return periods.stream().map(by -> shifted(name, argument, by)).toList();
    }

    private Node shifted(Token name, Node argument, int periods) {
        return switch (name.text()) {
            case "l" -> Labelled.by(-periods, argument, name.position());
            case "f" -> Labelled.by(periods, argument, name.position());
            default -> {
                if (periods < 1) {
                    throw tokens.error(
                            name, "A difference is over 1 period or more, as d(x, 1) = x - l(x, 1), not " + periods);
                }
                yield Labelled.difference(periods, argument, name.position());
            }
        };
    }

    private List<Integer> periods() {
        List<Integer> periods = new ArrayList<>();
        if (tokens.calls("c")) {
            tokens.take();
            do {
                tokens.take();
                periods.add(whole());
            } while (tokens.peek().is(","));
            tokens.expect(")", "to close c(");
            return periods;
        }
        Token start = tokens.peek();
        int first = whole();
        int last = tokens.skip(":") ? whole() : first;
        if (Math.abs(last - first) >= MOST) {
            throw tokens.error(start, "At most %d lags can be taken at once".formatted(MOST));
        }
        for (int by = first; by != last; by += Integer.signum(last - first)) {
            periods.add(by);
        }
        periods.add(last);
        return periods;
    }

    private int whole() {
        boolean minus = tokens.skip("-");
        Token token = tokens.take();
        if (token.kind() != Token.Kind.NUMBER || !token.text().matches("[0-9]{1,6}")) {
            throw tokens.error(token, "Expected a whole number of periods, found " + token.shown());
        }
        int number = Integer.parseInt(token.text());
        return minus ? -number : number;
    }
}
