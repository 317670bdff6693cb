package org.agglo.regression;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Arithmetic as a tree. {@code position} is the character of the text where a node is written. */
sealed interface Node
        permits Node.Constant,
                Node.Name,
                Node.Call,
                Node.Negative,
                Node.Operation,
                Lagged,
                Labelled,
                Expanding,
                Level,
                Curve {
    int position();

    /** Binds tighter the higher: sums 1, products 2, a sign 3, powers 4, the rest 5. */
    int strength();

    /** As it is written, with spaces and brackets in one fixed way. */
    String label();

    /** The value where no check fails; never an error, whatever the row holds. */
    Column value();

    /** What it is made of. */
    List<Node> parts();

    /** The same so many periods later in the same unit; earlier if negative. */
    Node at(int periods);

    /** Reports every check in the order of evaluation, so that the first that fails names the cause. */
    void checks(Consumer<Check> report);

    /** Reports every name that is read as a number. */
    default void names(Consumer<Name> report) {
        parts().forEach(part -> part.names(report));
    }

    /** Reports every name that is read as a level. */
    default void factors(Consumer<Name> report) {
        parts().forEach(part -> part.factors(report));
    }

    /** Reports every name read in another period. */
    default void lags(Consumer<Lagged> report) {
        parts().forEach(part -> part.lags(report));
    }

    /**
     * @param fails where it holds (not null), the row has no value
     * @param reason why not
     */
    record Check(Column fails, String reason) {}

    private static Column infinite(Column x) {
        return functions.abs(x).gt(Double.MAX_VALUE);
    }

    /** The checks of a column that is read as a double. */
    static void checksOfRead(Column value, String what, Consumer<Check> report) {
        report.accept(new Check(value.isNull().or(functions.isnan(value)), "missing " + what));
        report.accept(new Check(infinite(value), "infinite " + what));
    }

    record Constant(double number, String text, int position) implements Node {
        @Override
        public int strength() {
            return 5;
        }

        @Override
        public String label() {
            return text;
        }

        @Override
        public Column value() {
            return functions.lit(number);
        }

        @Override
        public List<Node> parts() {
            return List.of();
        }

        @Override
        public Node at(int periods) {
            return this;
        }

        @Override
        public void checks(Consumer<Check> report) {}
    }

    record Name(String name, int position) implements Node {
        @Override
        public int strength() {
            return 5;
        }

        @Override
        public String label() {
            return Tokens.plain(name) ? name : "`" + name + "`";
        }

        @Override
        public Column value() {
            return functions.col(Columns.quoted(name)).cast("double");
        }

        @Override
        public List<Node> parts() {
            return List.of();
        }

        @Override
        public Node at(int periods) {
            return periods == 0 ? this : new Lagged(name, periods, position);
        }

        @Override
        public void checks(Consumer<Check> report) {
            checksOfRead(value(), name, report);
        }

        @Override
        public void names(Consumer<Name> report) {
            report.accept(this);
        }
    }

    record Call(Function function, Node argument, int position) implements Node {
        @Override
        public int strength() {
            return 5;
        }

        @Override
        public String label() {
            return function.written() + "(" + argument.label() + ")";
        }

        @Override
        public Column value() {
            return function.of(argument.value());
        }

        @Override
        public void checks(Consumer<Check> report) {
            argument.checks(report);
            function.outside(argument.value())
                    .ifPresent(fails -> report.accept(new Check(fails, label() + " " + function.refusal())));
        }

        @Override
        public List<Node> parts() {
            return List.of(argument);
        }

        @Override
        public Node at(int periods) {
            return new Call(function, argument.at(periods), position);
        }
    }

    record Negative(Node argument, int position) implements Node {
        @Override
        public int strength() {
            return 3;
        }

        @Override
        public String label() {
            return "-" + within(argument, 3);
        }

        @Override
        public Column value() {
            return functions.negate(argument.value());
        }

        @Override
        public void checks(Consumer<Check> report) {
            argument.checks(report);
        }

        @Override
        public List<Node> parts() {
            return List.of(argument);
        }

        @Override
        public Node at(int periods) {
            return new Negative(argument.at(periods), position);
        }
    }

    /** @param sign one of + - * / ^ and :, which is a product between terms */
    record Operation(String sign, Node left, Node right, int position) implements Node {
        private static final Map<String, Integer> STRENGTH = Map.of("+", 1, "-", 1, "*", 2, "/", 2, ":", 2, "^", 4);
        private static final List<String> TIGHT = List.of("^", ":");

        @Override
        public int strength() {
            return STRENGTH.get(sign);
        }

        @Override
        public String label() {
            boolean power = sign.equals("^");
            String gap = TIGHT.contains(sign) ? "" : " ";
            return within(left, strength() + (power ? 1 : 0))
                    + gap
                    + sign
                    + gap
                    + within(right, strength() + (power ? 0 : 1));
        }

        @Override
        public Column value() {
            Column x = left.value();
            Column y = right.value();
            return switch (sign) {
                case "+" -> x.plus(y);
                case "-" -> x.minus(y);
                case "/" -> functions.try_divide(x, y);
                case "^" -> functions.pow(x, y);
                default -> x.multiply(y);
            };
        }

        @Override
        public void checks(Consumer<Check> report) {
            left.checks(report);
            right.checks(report);
            if (sign.equals("/")) {
                report.accept(new Check(right.value().equalTo(0.0), label() + " with a divisor of zero"));
            }
            if (sign.equals("^")) {
                report.accept(new Check(functions.isnan(value()), label() + " of a negative value"));
            }
            report.accept(new Check(infinite(value()), label() + " is not finite"));
        }

        @Override
        public List<Node> parts() {
            return List.of(left, right);
        }

        @Override
        public Node at(int periods) {
            return new Operation(sign, left.at(periods), right.at(periods), position);
        }
    }

    private static String within(Node node, int needed) {
        return node.strength() >= needed ? node.label() : "(" + node.label() + ")";
    }
}
