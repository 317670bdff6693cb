package org.agglo.regression;

import java.util.List;
import java.util.function.Consumer;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** 1 where a column has the level, else 0: {@code year::2006}. */
record Level(String name, LevelKind kind, String level, int position) implements Node {
    @Override
    public int strength() {
        return 5;
    }

    @Override
    public String label() {
        return name + "::" + level;
    }

    @Override
    public Column value() {
        return functions.when(read().equalTo(kind.literal(level)), 1.0).otherwise(0.0);
    }

    private Column read() {
        return kind.column(functions.col(Columns.quoted(name)));
    }

    /** Where the column has none of the levels, but another one. */
    static Column isNoneOf(String name, LevelKind kind, List<String> levels) {
        Object[] literals = levels.stream().map(kind::literal).toArray();
        return functions.not(kind.column(functions.col(Columns.quoted(name))).isin(literals));
    }

    @Override
    public List<Node> parts() {
        return List.of();
    }

    @Override
    public Node at(int periods) {
        throw new IllegalStateException(label() + " has no lags");
    }

    @Override
    public void checks(Consumer<Check> report) {
        report.accept(new Check(read().isNull(), "missing " + name));
    }

    @Override
    public void factors(Consumer<Name> report) {
        report.accept(new Name(name, position));
    }
}
