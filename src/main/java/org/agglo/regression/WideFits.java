package org.agglo.regression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agglo.stats.CrossProducts;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Fits a formula with at most one effect to rows too many for the driver: the effect is swept out by window functions, the
 * cross-products, cluster sums and counts are taken where the rows are. No more than cross-products comes to the driver.
 */
final class WideFits {
    private final Formula formula;
    private final Gather gather;
    private final Dataset<Row> used;
    private final int values;

    WideFits(Formula formula, Gather gather) {
        if (formula.effects().size() > 1) {
            throw new NotEstimableException(
                    "%s: the rows are more than the %,d cells that are fitted on the driver, and beyond those only one effect can be swept out"
                            .formatted(formula.text(), Gather.MOST_CELLS));
        }
        this.formula = formula;
        this.gather = gather;
        this.used = gather.used();
        this.values = formula.terms().size() + 1;
    }

    Fitted fit(String fitter) {
        List<Spread> spreads = new ArrayList<>();
        RegressionSummary.Sample counts = counts(spreads);
        Fits.requireRows(formula, counts);
        WideRows given = WideRows.of(used, values, gather.weighting().isPresent());
        WideRows rows = formula.effects().isEmpty()
                ? given
                : given.without(gather.column(formula.effectNames().get(0)));
        Map<String, Category> categories = new LinkedHashMap<>();
        long singletons = 0;
        for (String name : gather.levelled()) {
            Row level = levels(gather.column(name));
            int levels = Math.toIntExact(level.getLong(0));
            categories.put(name, new WideCategory(name, rows, gather.column(name), levels, level.getLong(2)));
            singletons += formula.effectNames().contains(name) ? level.getLong(1) : 0;
        }
        Design design = design(rows);
        Sample sample = new Sample(new double[values][0], gather.weighting(), design.weights(), categories, counts);
        List<Effect> effects = sample.effects(formula.effects());
        double tss = tss(design);
        Problem problem = new Problem(
                formula,
                sample,
                design,
                spreads,
                effects,
                effects.stream().map(effect -> 0L).toList(),
                j -> formula.effectNames(),
                tss,
                Remarks.onEffects(effects, new long[0], "", singletons));
        return Fits.solve(problem, Fitter.wide(fitter, rows));
    }

    /** Rows by reason, and the least and most of each column of those used, the outcome last; one Spark job. */
    private RegressionSummary.Sample counts(List<Spread> spreads) {
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < values; j++) {
            columns.add(functions.min("value" + j));
            columns.add(functions.max("value" + j));
        }
        List<Row> rows = gather.query()
                .groupBy("reason")
                .agg(functions.count(functions.lit(1)), columns.toArray(Column[]::new))
                .orderBy("reason")
                .collectAsList();
        Map<String, Long> dropped = new LinkedHashMap<>();
        long kept = 0;
        for (Row row : rows) {
            if (row.getInt(0) >= 0) {
                dropped.put(gather.reasons().get(row.getInt(0)), row.getLong(1));
            } else {
                kept = row.getLong(1);
                for (int j = 1; j <= values; j++) {
                    int at = 2 + 2 * (j % values);
                    spreads.add(new Spread(row.getDouble(at), row.getDouble(at + 1)));
                }
            }
        }
        gather.weighting().ifPresent(weighting -> weighting.require(dropped));
        long lost = dropped.values().stream().mapToLong(Long::longValue).sum();
        return new RegressionSummary.Sample(kept + lost, kept, dropped);
    }

    /** Number of levels, of those with one row, and of rows without a level; one Spark job. */
    private Row levels(String column) {
        Column present = functions.col(column).isNotNull();
        Column count = functions.col("count");
        return used.groupBy(column)
                .count()
                .agg(
                        functions.count_if(present),
                        functions.count_if(present.and(count.equalTo(1L))),
                        functions.coalesce(
                                functions.sum(functions.when(functions.not(present), count)), functions.lit(0L)))
                .head();
    }

    private Design design(WideRows rows) {
        List<String> names = formula.terms().stream().map(Expression::label).toList();
        boolean effects = !formula.effects().isEmpty();
        List<Column> columns = new ArrayList<>(List.of(functions.lit(1.0)));
        IntStream.rangeClosed(1, values).forEach(j -> columns.add(rows.raw(j % values)));
        if (effects) {
            IntStream.rangeClosed(1, values).forEach(j -> columns.add(rows.left(j % values)));
        }
        CrossProducts all = rows.crossProducts(columns);
        CrossProducts given = all.only(IntStream.rangeClosed(0, values).toArray());
        CrossProducts left =
                effects ? all.only(IntStream.rangeClosed(values + 1, 2 * values).toArray()) : null;
        Weights weights = gather.weighting()
                .map(weighting -> Weights.ofSum(weighting.kind(), given.get(0, 0)))
                .orElse(Weights.NONE);
        return Design.ofSums(
                names, given, left, formula.intercept(), weights, solution -> new WideSandwich(solution, rows));
    }

    private double tss(Design design) {
        double length = design.lengthBefore(values - 1);
        return length * length;
    }
}
