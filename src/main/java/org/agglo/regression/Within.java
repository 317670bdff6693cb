package org.agglo.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agglo.spark.AggloTransformer;
import org.agglo.spark.Columns;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The within transformation of one fixed effect: x_it − x̄_i, each value less the mean of its level, by window functions, so
 * that it serves tables of any size.
 *
 * <p>For each input column one column of doubles is added, named with a suffix. With {@code mean = grand} the mean of all
 * values is added back, so that a regression of the results keeps an intercept, as Stata's xtreg does. The mean is taken in two
 * passes (the mean, then the mean of what it leaves), so that a mean large beside the spread costs no digits. A value is null where
 * the input or the effect is missing; missing inputs do not count in the mean.
 */
public final class Within extends AggloTransformer implements DefaultParamsWritable {
    private static final String ZERO = "zero";
    private static final String GRAND = "grand";

    private final StringArrayParam inputCols = new StringArrayParam(this, "inputCols", "numeric columns to sweep");
    private final Param<String> effect = new Param<>(this, "effect", "column whose levels' means are taken off");
    private final Param<String> suffix =
            new Param<>(this, "suffix", "what is added to a column's name for its result, _within by default");
    private final Param<String> mean =
            new Param<>(this, "mean", "mean of the results: zero (default), or grand to add the mean of all rows back");

    public Within() {
        this(freshUid("within"));
    }

    /** With the uid of a saved transformer. */
    public Within(String uid) {
        super(uid);
        setDefault(inputCols, new String[0]);
        setDefault(suffix, "_within");
        setDefault(mean, ZERO);
    }

    /** Numeric columns to sweep. */
    public StringArrayParam inputCols() {
        return inputCols;
    }

    /** Column whose levels' means are taken off. */
    public Param<String> effect() {
        return effect;
    }

    /** What is added to a column's name for its result; {@code _within} by default. */
    public Param<String> suffix() {
        return suffix;
    }

    /** Mean of the results; {@code zero} by default. */
    public Param<String> mean() {
        return mean;
    }

    /** Sets the numeric columns to sweep. */
    public Within setInputCols(String... value) {
        set(inputCols, value);
        return this;
    }

    /** Sets the column whose levels' means are taken off. */
    public Within setEffect(String value) {
        set(effect, value);
        return this;
    }

    /** Sets what is added to a column's name for its result. */
    public Within setSuffix(String value) {
        set(suffix, value);
        return this;
    }

    /**
     * Sets the mean of the results.
     *
     * @throws IllegalArgumentException if it is neither {@code zero} nor {@code grand}
     */
    public Within setMean(String value) {
        requireMean(value);
        set(mean, value);
        return this;
    }

    private static void requireMean(String value) {
        if (!value.equals(ZERO) && !value.equals(GRAND)) {
            throw new IllegalArgumentException("The mean is zero or grand, not '%s'".formatted(value));
        }
    }

    @Override
    public Dataset<Row> transform(Dataset<?> table) {
        transformSchema(table.schema());
        Column level = functions.col(Columns.quoted(getOrDefault(effect)));
        Map<String, Column> columns = new LinkedHashMap<>();
        for (String name : getOrDefault(inputCols)) {
            Column x = functions.col(Columns.quoted(name)).cast("double");
            columns.put(name + getOrDefault(suffix), functions.when(level.isNotNull(), x));
        }
        Dataset<Row> swept = new LevelMeans(List.of(level), null).off(table.toDF(), columns);
        return getOrDefault(mean).equals(GRAND) ? aboutGrandMeans(swept, level) : swept;
    }

    /** Adds to each result the mean of its input over the rows that have a level. */
    private Dataset<Row> aboutGrandMeans(Dataset<Row> swept, Column level) {
        List<Column> means = new ArrayList<>();
        Map<String, Column> added = new LinkedHashMap<>();
        for (String name : getOrDefault(inputCols)) {
            String grand = "mean of " + name + " " + uid();
            String result = name + getOrDefault(suffix);
            means.add(functions.avg(functions.col(Columns.quoted(name))).as(grand));
            added.put(result, functions.col(Columns.quoted(result)).plus(functions.col(Columns.quoted(grand))));
        }
        if (means.isEmpty()) {
            return swept;
        }
        Dataset<Row> grand = swept.filter(level.isNotNull())
                .agg(means.get(0), means.subList(1, means.size()).toArray(Column[]::new));
        return swept.crossJoin(functions.broadcast(grand)).withColumns(added).drop(grand.columns());
    }

    @Override
    public StructType transformSchema(StructType schema) {
        if (!isDefined(effect)) {
            throw new IllegalArgumentException("Set an effect, the column whose levels' means are taken off");
        }
        requireMean(getOrDefault(mean)); // set as a param, as pipelines and PySpark do, it has passed no setter
        Schema there = new Schema(schema);
        there.requireLevels(getOrDefault(effect));
        StructType result = schema;
        for (String name : getOrDefault(inputCols)) {
            there.requireNumbers(new Expression(name, new Node.Name(name, 0)));
            String added = name + getOrDefault(suffix);
            if (Arrays.asList(result.fieldNames()).contains(added)) {
                throw new IllegalArgumentException("Column '%s' is there already; set another suffix".formatted(added));
            }
            result = result.add(added, DataTypes.DoubleType);
        }
        return result;
    }

    @Override
    public Within copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return DefaultParamsWritable.super.write();
    }

    /** A reader of what {@link #write} wrote. */
    public static MLReader<Within> read() {
        return new DefaultParamsReader<>();
    }

    /** The transformer saved at the path. */
    public static Within load(String path) {
        return read().load(path);
    }
}
