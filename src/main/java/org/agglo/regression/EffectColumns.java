package org.agglo.regression;

import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Adds recovered effects to a table: each row has the sum of its levels' estimates, those of slopes times their column. */
final class EffectColumns {
    private final Formula formula;
    private final Dataset<Row> effects;
    private final String unique;

    /**
     * @param effects as {@link FixedEffects} gives them
     * @param unique what no column's name starts with
     */
    EffectColumns(Formula formula, Dataset<Row> effects, String unique) {
        this.formula = formula;
        this.effects = effects;
        this.unique = unique;
    }

    /** The table with a column of the sums; null where a level is missing or was not in the fit, or a slope's column is missing. */
    Dataset<Row> add(Dataset<Row> table, String name) {
        Dataset<Row> with = table;
        Column sum = functions.lit(0.0);
        int joined = 0;
        for (EffectTerm term : formula.effects()) {
            Column level = level(term, new Schema(table.schema()));
            if (term.levels()) {
                with = join(with, level, term.levelled(), joined);
                sum = sum.plus(functions.col(estimate(joined++)));
            }
            for (String slope : term.slopes()) {
                with = join(with, level, Effect.slopeName(term.levelled(), slope), joined);
                Column x = functions.col(Columns.quoted(slope)).cast("double");
                sum = sum.plus(functions.col(estimate(joined++)).multiply(x));
            }
        }
        with = with.withColumn(name, sum);
        for (int i = 0; i < joined; i++) {
            with = with.drop(estimate(i), key(i));
        }
        return with;
    }

    /** Checks that the columns are there. */
    static void require(StructType schema, Formula formula) {
        Schema there = new Schema(schema);
        for (EffectTerm term : formula.effects()) {
            term.columns().forEach(there::requireLevels);
            term.slopes().forEach(name -> there.requireNumbers(new Expression(name, new Node.Name(name, 0))));
        }
    }

    private static Column level(EffectTerm term, Schema schema) {
        return LevelKind.combined(term.columns().stream()
                .map(name -> schema.kind(name).text(functions.col(Columns.quoted(name))))
                .toList());
    }

    private Dataset<Row> join(Dataset<Row> table, Column level, String effect, int number) {
        Dataset<Row> own = effects.filter(functions.col("effect").equalTo(effect))
                .select(
                        functions.col("level").as(key(number)),
                        functions.col("estimate").as(estimate(number)));
        return table.withColumn(key(number), level).join(own, new String[] {key(number)}, "left");
    }

    private String key(int number) {
        return unique + " level " + number;
    }

    private String estimate(int number) {
        return unique + " estimate " + number;
    }
}
