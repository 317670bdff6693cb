package org.agglo.regression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Arithmetic on the columns of a table, written as in a formula: names (back-quoted if they hold other characters than
 * letters, digits, {@code _} and {@code .}), numbers, {@code + - * / ^}, brackets, and {@code log log1p exp sqrt abs floor
 * I}.
 *
 * <p>All numbers are doubles. The result is null, never NaN or infinite, where a name is missing in the row, a logarithm
 * or root is not defined, a divisor is zero, or a result is too large for a double.
 */
public final class Expression {
    private final String text;
    private final Node root;

    Expression(String text, Node root) {
        this.text = text;
        this.root = root;
    }

    /**
     * Reads the text.
     *
     * @throws IllegalArgumentException pointing at the character where it is not understood
     */
    public static Expression parse(String text) {
        Tokens tokens = Tokens.of(text);
        Node root = new ExpressionParser(tokens).sum();
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.error(
                    tokens.peek(),
                    "Expected + - * / ^ or the end, found " + tokens.peek().shown());
        }
        return new Expression(text, root);
    }

    /** The names it reads, each once, in the order they are written. */
    public List<String> variables() {
        List<Node.Name> found = new ArrayList<>();
        root.names(found::add);
        root.factors(found::add);
        found.sort(Comparator.comparingInt(Node.Name::position));
        return found.stream().map(Node.Name::name).distinct().toList();
    }

    /** @throws IllegalArgumentException pointing at the first lag, lead or difference, if there is one */
    public Expression withoutLags() {
        root.lags(lag -> {
            throw Caret.error(
                    text,
                    lag.position(),
                    "Lags are looked up in a panel; only formulas can have them, and a column of its own cannot");
        });
        return this;
    }

    /**
     * As a column of doubles; null where it has no value.
     *
     * @throws IllegalArgumentException if it has lags
     */
    public Column column() {
        withoutLags();
        return held();
    }

    /** The same over a table that was given what the lags are held in. */
    Column held() {
        Column fails = functions.lit(false);
        for (Node.Check check : checks()) {
            fails = fails.or(functions.coalesce(check.fails(), functions.lit(false)));
        }
        return functions.when(functions.not(fails), root.value());
    }

    /** The text in one fixed way of spaces and brackets: how tables name the term. */
    public String label() {
        return root instanceof Node.Name name ? name.name() : root.label();
    }

    Node root() {
        return root;
    }

    /** The text in which the positions of the names count. */
    String text() {
        return text;
    }

    List<Node.Check> checks() {
        List<Node.Check> checks = new ArrayList<>();
        root.checks(checks::add);
        return checks;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression that && label().equals(that.label());
    }

    @Override
    public int hashCode() {
        return label().hashCode();
    }

    @Override
    public String toString() {
        return label();
    }
}
