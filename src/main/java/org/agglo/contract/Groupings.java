package org.agglo.contract;

import static org.agglo.contract.Court.named;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agglo.disclosure.CodeTree;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * Rules that look at several rows together, each as a table: where, whether it fails (null if there is nothing to compare),
 * and the two numbers that were compared.
 */
record Groupings(Judged table, Map<String, Dataset<Row>> others) {
    static final String PLACE = "_place";
    static final String FAILS = "_fails";
    private static final String FOUND = "_found";
    private static final String AGAINST = "_against";
    private static final String NULLS = "_nulls";
    private static final String KEY = "_key";
    private static final String PARENT = "_parent";
    /** Sums of such numbers are exact, so that the order of rows does not show. */
    private static final String EXACT = "decimal(38,6)";
    /** What floating-point numbers may be off by, relative to their size. */
    private static final double NOISE = 1e-9;

    Dataset<Row> of(Rule rule, Dataset<Row> rows) {
        if (rule instanceof Rule.Unique unique) {
            return unique(unique, rows);
        }
        if (rule instanceof Rule.Children children) {
            return children(children, rows);
        }
        if (rule instanceof Rule.Total total) {
            return total(total, rows);
        }
        if (rule instanceof Rule.Whole whole) {
            return whole(whole, rows);
        }
        return jump((Rule.Jump) rule, rows);
    }

    /** A failing row in words. */
    static String text(Rule rule, Row row) {
        String place = row.getString(0);
        String found = Rule.number(row.getDouble(2));
        String against = Rule.number(row.getDouble(3));
        if (rule instanceof Rule.Unique) {
            return "%s in %s rows".formatted(place, found);
        }
        if (rule instanceof Rule.Whole) {
            return "%s: %s".formatted(place, found);
        }
        return rule instanceof Rule.Jump
                ? "%s has %s after %s".formatted(place, found, against)
                : "%s has %s, the sum is %s".formatted(place, against, found);
    }

    private static Dataset<Row> unique(Rule.Unique rule, Dataset<Row> rows) {
        Column[] key = columns(rule.columns().stream());
        return rows.groupBy(key)
                .agg(count(lit(1)).as("_n"))
                .select(
                        text(rule.columns()).as(PLACE),
                        col("_n").gt(1).as(FAILS),
                        col("_n").cast(DataTypes.DoubleType).as(FOUND),
                        lit(1.0).as(AGAINST));
    }

    private Dataset<Row> children(Rule.Children rule, Dataset<Row> rows) {
        String column = rule.hierarchy().column();
        List<String> codes = rows.select(collect_set(named(column).cast(DataTypes.StringType)))
                .first()
                .getList(0);
        CodeTree tree = CodeTree.of(rule.hierarchy(), codes);
        UDF1<String, String> parent = tree::parent;
        Column parentOf = udf(parent, DataTypes.StringType).apply(named(column).cast(DataTypes.StringType));
        List<String> others =
                table.key().stream().filter(name -> !name.equals(column)).toList();
        Column[] groups = Stream.concat(Stream.of(col(PARENT)), others.stream().map(Court::named))
                .toArray(Column[]::new);
        Dataset<Row> sums =
                summed(rows.withColumn(PARENT, parentOf).where(col(PARENT).isNotNull()), groups, rule.sum());
        Column same = rows.col(quoted(column)).cast(DataTypes.StringType).equalTo(sums.col(KEY + 0));
        for (int i = 0; i < others.size(); i++) {
            same = same.and(rows.col(quoted(others.get(i))).eqNullSafe(sums.col(KEY + (i + 1))));
        }
        Column own = rows.col(quoted(rule.sum())).cast(DataTypes.DoubleType);
        Column[] place =
                table.key().stream().map(name -> rows.col(quoted(name))).toArray(Column[]::new);
        return rows.join(sums, same)
                .select(
                        concat_ws(", ", place).as(PLACE),
                        off(own, rule.tolerance(), rule.hierarchy().complete()).as(FAILS),
                        col(FOUND),
                        own.as(AGAINST));
    }

    private Dataset<Row> total(Rule.Total rule, Dataset<Row> rows) {
        Dataset<Row> sums = summed(rows, columns(rule.on().stream()), rule.sum());
        Dataset<Row> other = others.get(rule.source());
        Column same = lit(true);
        List<Column> place = new ArrayList<>();
        for (int i = 0; i < rule.on().size(); i++) {
            place.add(sums.col(KEY + i));
            same = same.and(sums.col(KEY + i).equalTo(other.col(quoted(rule.on().get(i)))));
        }
        Column stated = other.col(quoted(rule.stated())).cast(DataTypes.DoubleType);
        return sums.join(other, same)
                .select(
                        concat_ws(", ", place.toArray(Column[]::new)).as(PLACE),
                        off(stated, rule.tolerance(), true).as(FAILS),
                        col(FOUND),
                        stated.as(AGAINST));
    }

    private static Dataset<Row> whole(Rule.Whole rule, Dataset<Row> rows) {
        Column value = named(rule.column()).cast(DataTypes.DoubleType);
        Column weight = rule.weight().map(Court::named).orElse(lit(1.0)).cast(DataTypes.DoubleType);
        Column weighed = when(value.isNotNull().and(weight.isNotNull()), weight);
        Column found = rule.weight().isPresent()
                ? try_divide(sum(value.multiply(weighed)), sum(weighed))
                : coalesce(sum(value), lit(0.0));
        Column nulls = rule.weight().isPresent() ? lit(0L) : count_if(value.isNull());
        Column place = rule.by().isEmpty() ? lit("all rows") : text(rule.by());
        Column number = lit(rule.number());
        return rows.groupBy(columns(rule.by().stream()))
                .agg(found.as(FOUND), nulls.as(NULLS), count(lit(1)).as("_n"))
                .where(col("_n").gt(0))
                .select(place.as(PLACE), off(number, rule.tolerance(), true).as(FAILS), col(FOUND), number.as(AGAINST));
    }

    /** Sums by group, the groups' columns under names of their own so that they can be told from the rows'. */
    private static Dataset<Row> summed(Dataset<Row> rows, Column[] groups, String column) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < groups.length; i++) {
            names.add(KEY + i);
        }
        names.addAll(List.of(FOUND, NULLS));
        return rows.groupBy(groups)
                .agg(
                        coalesce(sum(named(column).cast(EXACT)).cast(DataTypes.DoubleType), lit(0.0)),
                        count_if(named(column).isNull()))
                .toDF(names.toArray(String[]::new));
    }

    /** Whether the sum is off; null if nothing can be said. With a null in it, it is only too low. */
    private static Column off(Column stated, double tolerance, boolean equal) {
        Column slack = abs(stated).multiply(NOISE).plus(tolerance);
        Column above = col(FOUND).gt(stated.plus(slack));
        Column below = col(NULLS).equalTo(0).and(col(FOUND).lt(stated.minus(slack)));
        return equal ? above.or(below) : above;
    }

    private Dataset<Row> jump(Rule.Jump rule, Dataset<Row> rows) {
        String time = table.time().orElseThrow();
        WindowSpec unit = Window.partitionBy(columns(table.key().stream().filter(name -> !name.equals(time))))
                .orderBy(named(time));
        Column before = col(AGAINST);
        Column value = col(FOUND);
        Column adjacent = col("_before").equalTo(named(time).minus(1));
        return rows.withColumn(FOUND, named(rule.column()).cast(DataTypes.DoubleType))
                .withColumn(AGAINST, lag(col(FOUND), 1).over(unit))
                .withColumn("_before", lag(named(time), 1).over(unit))
                .select(
                        text(table.key()).as(PLACE),
                        when(
                                        adjacent.and(before.geq(rule.from())),
                                        value.gt(before.multiply(rule.factor()))
                                                .or(value.multiply(rule.factor())
                                                        .lt(before)))
                                .as(FAILS),
                        value,
                        before);
    }

    private static Column text(List<String> columns) {
        return concat_ws(", ", columns(columns.stream()));
    }

    private static Column[] columns(Stream<String> names) {
        return names.map(Court::named).toArray(Column[]::new);
    }

    private static String quoted(String name) {
        return Columns.quoted(name);
    }
}
