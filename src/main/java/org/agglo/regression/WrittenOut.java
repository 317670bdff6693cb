package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a formula's terms over rows on the driver, those of factors and polynomials made from the levels and values
 * that were read. Cells of two factors that no row has make no column.
 */
final class WrittenOut {
    private final Sample read;
    private final Map<String, double[]> columns = new HashMap<>();
    private final Map<String, double[]> made;
    private final Formula formula;
    private final double[][] values;

    /**
     * @param made columns made for other formulas of the same rows, by label; those made here are added
     * @throws NotEstimableException if a polynomial cannot be made, or they are too many columns
     */
    WrittenOut(Sample read, Map<String, double[]> made) {
        this.read = read;
        this.made = made;
        List<Expression> expressions = Expander.values(read.formula());
        columns.put("", read.outcome());
        for (int j = 1; j < expressions.size(); j++) {
            columns.put(expressions.get(j).root().label(), read.values()[j]);
        }
        Expansion expansion = found();
        Formula all = Expander.expanded(read.formula(), expansion);
        requireFew(all);
        this.formula = new Formula(
                all.text(),
                all.outcome(),
                occurring(all.terms()),
                all.intercept(),
                all.effects(),
                occurring(all.endogenous()),
                occurring(all.instruments()),
                all.expansion());
        List<double[]> written = new ArrayList<>(List.of(read.outcome()));
        Expander.terms(formula).forEach(term -> written.add(column(term.root())));
        for (int j = expressions.size(); j < read.values().length; j++) {
            written.add(read.values()[j]);
        }
        this.values = written.toArray(double[][]::new);
    }

    /** Each of its terms one column. */
    Formula formula() {
        return formula;
    }

    /** The outcome, then the terms, then what was read besides them. */
    double[][] values() {
        return values;
    }

    private Expansion found() {
        Map<String, Expansion.Levels> levels = new LinkedHashMap<>();
        for (String name : Expander.factors(read.formula())) {
            Category category = read.categories().get(name);
            levels.put(name, new Expansion.Levels(category.kind().name(), category.labels()));
        }
        Map<String, List<List<Double>>> curves = new LinkedHashMap<>();
        for (Expanding.Poly poly : Expander.curves(read.formula())) {
            double[] x = columns.get(poly.argument().label());
            curves.put(poly.label(), Orthogonal.of(poly.label(), x, poly.degree()));
        }
        return read.formula().expansion().found(levels, Map.of(), curves);
    }

    private void requireFew(Formula all) {
        long terms = Expander.terms(all).count();
        if ((terms + 1) * read.rows() > Gather.MOST_CELLS) {
            throw new NotEstimableException(
                    "%s: its factors make %,d columns of %,d rows, more than can be fitted; sweep the levels out as effects after |"
                            .formatted(all.text(), terms, read.rows()));
        }
    }

    private List<Expression> occurring(List<Expression> terms) {
        return terms.stream()
                .filter(term ->
                        !ofCells(term) || Arrays.stream(column(term.root())).anyMatch(value -> value != 0))
                .toList();
    }

    private static boolean ofCells(Expression term) {
        return Products.factors(term.root()).stream()
                        .filter(Level.class::isInstance)
                        .count()
                > 1;
    }

    private double[] column(Node node) {
        double[] given = columns.get(node.label());
        if (given != null) {
            return given;
        }
        double[] known = made.get(node.label());
        if (known == null) {
            known = made(node);
            made.put(node.label(), known);
        }
        return known;
    }

    private double[] made(Node node) {
        if (node instanceof Level level) {
            Category category = read.categories().get(level.name());
            int code = category.labels().indexOf(level.level());
            return Arrays.stream(category.codes())
                    .mapToDouble(c -> c == code ? 1 : 0)
                    .toArray();
        }
        if (node instanceof Curve curve) {
            return Orthogonal.values(curve.coefficients(), column(curve.argument()));
        }
        if (node instanceof Labelled power && power.meaning() instanceof Node.Operation operation) {
            double exponent = ((Node.Constant) operation.right()).number();
            return Arrays.stream(column(operation.left()))
                    .map(x -> Math.pow(x, exponent))
                    .toArray();
        }
        if (node instanceof Labelled first) {
            return column(first.meaning());
        }
        Node.Operation product = (Node.Operation) node;
        double[] left = column(product.left());
        double[] right = column(product.right());
        double[] both = new double[left.length];
        for (int row = 0; row < both.length; row++) {
            both[row] = left[row] * right[row];
        }
        return both;
    }
}
