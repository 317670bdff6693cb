package org.agglo.regression;

import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * A polynomial of an expression: Σ_j c_j·t^j with t = (x − centre)/scale, so that |t| ≤ 1 over the rows it was made from.
 *
 * @param coefficients centre, scale, c_0, c_1 …
 */
record Curve(String label, Node argument, List<Double> coefficients, int position) implements Node {
    @Override
    public int strength() {
        return 5;
    }

    @Override
    public Column value() {
        Column t = argument.value().minus(coefficients.get(0)).divide(coefficients.get(1));
        Column sum = functions.lit(coefficients.get(coefficients.size() - 1));
        for (int j = coefficients.size() - 2; j >= 2; j--) {
            sum = sum.multiply(t).plus(coefficients.get(j));
        }
        return sum;
    }

    @Override
    public List<Node> parts() {
        return List.of(argument);
    }

    @Override
    public Node at(int periods) {
        throw new IllegalStateException(label() + " has no lags");
    }

    @Override
    public void checks(Consumer<Check> report) {
        argument.checks(report);
        report.accept(new Check(functions.abs(value()).gt(Double.MAX_VALUE), label() + " is not finite"));
    }
}
