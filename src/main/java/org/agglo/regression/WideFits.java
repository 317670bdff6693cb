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
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/**
 * Fits a formula with at most one effect to rows too many for the driver: the effect is swept out by window functions, the
 * cross-products, cluster sums and counts are taken where the rows are. No more than cross-products comes to the driver.
 */
final class WideFits {
    private final Formula formula;
    private final Gather gather;
    private final List<String> reasons;
    private final Dataset<Row> query;
    private final Dataset<Row> used;
    private final int values;
    private final boolean dropSingletons;

    /** @param dropSingletons whether rows that are alone in a level are left out */
    WideFits(Gather gather, boolean dropSingletons) {
        Formula formula = gather.formula();
        boolean slopes =
                formula.effects().stream().anyMatch(effect -> !effect.slopes().isEmpty());
        if (formula.effects().size() > 1 || slopes) {
            throw new NotEstimableException(
                    "%s: the rows are more than the %,d cells that are fitted on the driver, and beyond those only one effect without slopes can be swept out"
                            .formatted(formula.text(), Gather.MOST_CELLS));
        }
        this.formula = formula;
        this.dropSingletons = dropSingletons;
        this.gather = gather;
        this.values = formula.terms().size() + 1;
        this.reasons = new ArrayList<>(gather.reasons());
        this.query = dropSingletons && !formula.effects().isEmpty() ? withoutSingletons() : gather.query();
        this.used = query.filter(functions.col("reason").equalTo(-1));
    }

    /** The rows, those alone in a level marked as dropped. */
    private Dataset<Row> withoutSingletons() {
        Column reason = functions.col("reason");
        Column level = functions
                .sum(functions.when(reason.equalTo(-1), stands()))
                .over(Window.partitionBy(
                        effectColumns().stream().map(functions::col).toArray(Column[]::new)));
        reasons.add(Singletons.reason(formula.effects().get(0).levelled()));
        return gather.query()
                .withColumn("in level", level)
                .withColumn(
                        "reason",
                        functions
                                .when(
                                        reason.equalTo(-1)
                                                .and(functions.col("in level").equalTo(1.0)),
                                        reasons.size() - 1)
                                .otherwise(reason))
                .drop("in level");
    }

    /** How many rows a row stands for. */
    private Column stands() {
        boolean frequency = gather.weighting()
                .filter(weighting -> weighting.kind() == Weights.Kind.FREQUENCY)
                .isPresent();
        return frequency ? functions.col("value" + values) : functions.lit(1.0);
    }

    Fitted fit(String fitter) {
        List<Spread> spreads = new ArrayList<>();
        RegressionSummary.Sample counts = counts(spreads);
        Fits.requireRows(formula, counts);
        WideRows given = WideRows.of(used, values, gather.weighting().isPresent());
        WideRows rows = formula.effects().isEmpty() ? given : given.without(effectColumns());
        Map<String, Category> categories = new LinkedHashMap<>();
        long singletons = 0;
        for (String name : gather.levelled()) {
            Row level = levels(gather.column(name));
            int levels = Math.toIntExact(level.getLong(0));
            categories.put(
                    name,
                    new WideCategory(
                            name,
                            rows,
                            List.of(gather.column(name)),
                            List.of(gather.kind(name)),
                            levels,
                            level.getLong(1)));
        }
        for (EffectTerm effect : formula.effects()) {
            singletons = dropSingletons ? 0 : singletons(effectColumns());
            List<Category> columns =
                    effect.columns().stream().map(categories::get).toList();
            if (columns.size() > 1) {
                categories.put(effect.levelled(), Category.combined(columns));
            }
        }
        Design design = design(rows);
        Sample sample = new Sample(
                formula, new double[values][0], Map.of(), gather.weighting(), design.weights(), categories, counts);
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
        List<Row> rows = query.groupBy("reason")
                .agg(functions.count(functions.lit(1)), columns.toArray(Column[]::new))
                .orderBy("reason")
                .collectAsList();
        Map<String, Long> dropped = new LinkedHashMap<>();
        long kept = 0;
        for (Row row : rows) {
            if (row.getInt(0) >= 0) {
                gather.requireSound(row.getInt(0));
                dropped.put(reasons.get(row.getInt(0)), row.getLong(1));
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

    /** Where the rows have the levels of the one effect. */
    private List<String> effectColumns() {
        return formula.effects().get(0).columns().stream().map(gather::column).toList();
    }

    /** Number of levels with one row; one Spark job. */
    private long singletons(List<String> columns) {
        return used.groupBy(columns.stream().map(functions::col).toArray(Column[]::new))
                .agg(functions.sum(stands()).as("stands"))
                .filter("stands = 1")
                .count();
    }

    /** Number of levels and of rows without a level; one Spark job. */
    private Row levels(String column) {
        Column present = functions.col(column).isNotNull();
        Column count = functions.col("count");
        return used.groupBy(column)
                .count()
                .agg(
                        functions.count_if(present),
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
        columns.add(functions.log(rows.weight()).divide(rows.weight()));
        CrossProducts all = rows.crossProducts(columns);
        CrossProducts given = all.only(IntStream.rangeClosed(0, values).toArray());
        CrossProducts left =
                effects ? all.only(IntStream.rangeClosed(values + 1, 2 * values).toArray()) : null;
        Weights weights = gather.weighting()
                .map(weighting -> Weights.ofSums(weighting.kind(), given.get(0, 0), all.get(0, all.columns() - 1)))
                .orElse(Weights.NONE);
        return Design.ofSums(
                names, given, left, formula.intercept(), weights, solution -> new WideSandwich(solution, rows));
    }

    private double tss(Design design) {
        double length = design.lengthBefore(values - 1);
        return length * length;
    }
}
