package org.agglo.regression;

import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;

/**
 * What is written in one way and computed in another. Lags, leads and differences are such: since functions and arithmetic
 * work row by row, the lag of an expression is the expression of the names' lags.
 *
 * @param label as it is written
 * @param meaning what is computed
 */
record Labelled(String label, Node meaning, int position) implements Node {
    /** The argument so many periods later; earlier if negative. */
    static Node by(int periods, Node argument, int position) {
        return periods == 0 ? argument : new Labelled(label(argument.label(), periods), argument.at(periods), position);
    }

    /** The argument less what it was so many periods before. */
    static Node difference(int periods, Node argument, int position) {
        String label = "d(%s%s)".formatted(argument.label(), periods == 1 ? "" : ", " + periods);
        return new Labelled(label, new Operation("-", argument, argument.at(-periods), position), position);
    }

    static String label(String argument, int periods) {
        return "%s(%s, %d)".formatted(periods < 0 ? "l" : "f", argument, Math.abs(periods));
    }

    @Override
    public int strength() {
        return 5;
    }

    @Override
    public Column value() {
        return meaning.value();
    }

    @Override
    public List<Node> parts() {
        return List.of(meaning);
    }

    @Override
    public Node at(int periods) {
        return periods == 0 ? this : new Labelled(label(label, periods), meaning.at(periods), position);
    }

    @Override
    public void checks(Consumer<Check> report) {
        meaning.checks(report);
    }
}
