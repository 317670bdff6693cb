package org.agglo.regression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * A column's value in another period of the same unit, found by {@link PanelKeys}.
 *
 * @param periods how much later; earlier if negative, never 0
 */
record Lagged(String name, int periods, int position) implements Node {
    /** How names start of columns that a table is given for a while. */
    static final String HELD = "agglo panel ";

    /** Those of the expressions, each once. */
    static List<Lagged> of(Stream<Expression> expressions) {
        Map<String, Lagged> lags = new LinkedHashMap<>();
        expressions.forEach(expression -> expression.root().lags(lag -> lags.putIfAbsent(lag.held(), lag)));
        return List.copyOf(lags.values());
    }

    /** The column that holds it, once the table was given it. */
    String held() {
        return HELD + label();
    }

    @Override
    public int strength() {
        return 5;
    }

    @Override
    public String label() {
        return Labelled.label(new Name(name, position).label(), periods);
    }

    @Override
    public Column value() {
        return functions.col(Columns.quoted(held())).cast("double");
    }

    @Override
    public List<Node> parts() {
        return List.of();
    }

    @Override
    public Node at(int further) {
        return new Name(name, position).at(periods + further);
    }

    @Override
    public void checks(Consumer<Check> report) {
        Node.checksOfRead(value(), label(), report);
    }

    @Override
    public void names(Consumer<Name> report) {
        report.accept(new Name(name, position));
    }

    @Override
    public void lags(Consumer<Lagged> report) {
        report.accept(this);
    }
}
