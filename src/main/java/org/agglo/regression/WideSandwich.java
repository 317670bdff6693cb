package org.agglo.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.agglo.stats.CrossProducts;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The sandwich of rows that stay in Spark: scores are columns, summed by cluster there. */
final class WideSandwich extends Sandwich {
    private final WideRows rows;
    private final Weights.Kind kind;
    private final List<Column> scoresOfOne;

    WideSandwich(Solution solution, WideRows rows) {
        super(solution.bread());
        this.rows = rows;
        this.kind = solution.weights().kind();
        this.scoresOfOne = scoresOfOne(solution, rows);
    }

    private static List<Column> scoresOfOne(Solution solution, WideRows rows) {
        Design design = solution.design();
        int[] kept = design.numbers();
        Column residual = rows.left(0).minus(design.outcomeMean());
        List<Column> columns = new ArrayList<>();
        if (design.intercept()) {
            columns.add(functions.lit(1.0));
        }
        for (int i = 0; i < kept.length; i++) {
            Column x = rows.left(kept[i] + 1).minus(design.means()[i]);
            residual = residual.minus(x.multiply(solution.slopes()[i]));
            columns.add(x);
        }
        Column e = residual;
        return columns.stream().map(x -> x.multiply(e)).toList();
    }

    private List<Column> scores() {
        return scoresOfOne.stream().map(score -> score.multiply(rows.weight())).toList();
    }

    @Override
    double[][] scores(Vcov vcov) {
        throw new NotEstimableException(
                "%s: the rows are too many for the driver and stay in Spark, where there are iid, robust, hc0, cluster(…) and dk(time) only; take one of these, or fit fewer rows"
                        .formatted(vcov.spec()));
    }

    @Override
    LevelSums sumsBy(Category column) {
        String key = ((WideCategory) column).columns().get(0);
        List<String> labels = new ArrayList<>();
        List<double[]> sums = new ArrayList<>();
        for (Row row : rows.sumsByLevel(key, scores())) {
            labels.add(row.getString(0));
            sums.add(IntStream.range(1, row.size()).mapToDouble(row::getDouble).toArray());
        }
        return new LevelSums(new Category(column.name(), new int[0], labels), sums);
    }

    @Override
    CrossProducts meatOfRows() {
        return kind == Weights.Kind.FREQUENCY
                ? rows.crossProducts(scoresOfOne)
                : Blocks.crossProducts(rows.select(scores()));
    }

    @Override
    CrossProducts meatOfClusters(List<Category> crossed) {
        List<String> keys = crossed.stream()
                .flatMap(category -> ((WideCategory) category).columns().stream())
                .distinct()
                .toList();
        return Blocks.crossProducts(rows.sums(keys, scores()));
    }
}
