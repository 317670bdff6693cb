package org.agglo.regression;

import java.util.Arrays;
import java.util.List;
import org.agglo.spark.DataException;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/** Checks that a table has the columns that a model reads, of the right types, before any job runs. */
final class Schema {
    private final StructType schema;
    private final List<String> there;

    Schema(StructType schema) {
        this.schema = schema;
        this.there = Arrays.asList(schema.fieldNames());
    }

    void require(Request request) {
        request.numbers().forEach(this::requireNumbers);
        Expander.terms(request.formula()).forEach(this::requireFactors);
        request.levelled().forEach(this::requireLevels);
        if (!request.lags().isEmpty()) {
            request.panel().orElseThrow().require(this);
        }
    }

    /** @throws DataException pointing at the name that is no column, or no numeric one */
    void requireNumbers(Expression expression) {
        expression.root().names(name -> {
            if (!there.contains(name.name())) {
                throw new DataException(Caret.message(expression.text(), name.position(), unknown(name.name())));
            }
            DataType type = type(name.name());
            if (type instanceof StringType) {
                throw new DataException(Caret.message(
                        expression.text(),
                        name.position(),
                        "Column '%s' is text and cannot be a number here; its levels go after | as an effect, or into i(%s)"
                                .formatted(name.name(), new Node.Name(name.name(), 0).label())));
            }
            if (!(type instanceof NumericType) && !type.equals(DataTypes.BooleanType)) {
                throw new DataException(Caret.message(
                        expression.text(),
                        name.position(),
                        "Column '%s' is of type %s, a number is needed".formatted(name.name(), type.simpleString())));
            }
        });
    }

    /** @throws DataException pointing at the column of levels that is not there */
    private void requireFactors(Expression term) {
        term.root().factors(name -> {
            if (!there.contains(name.name())) {
                throw new DataException(Caret.message(term.text(), name.position(), unknown(name.name())));
            }
        });
    }

    void requireLevels(String name) {
        if (!there.contains(name)) {
            throw new DataException(unknown(name));
        }
        DataType type = type(name);
        boolean levels = type instanceof StringType
                || type instanceof NumericType
                || type.equals(DataTypes.BooleanType)
                || type.equals(DataTypes.DateType);
        if (!levels) {
            throw new DataException(
                    "Column '%s' is of type %s; an effect, cluster or group needs text, whole numbers or dates"
                            .formatted(name, type.simpleString()));
        }
    }

    /** @throws DataException if the column is not there, or text where the fit had numbers or the other way round */
    void requireComparable(String name, Expansion.Levels levels) {
        requireLevels(name);
        if ((kind(name) == LevelKind.TEXT) != (levels.as() == LevelKind.TEXT)) {
            throw new DataException("Column '%s' is of type %s, and the fit's levels of it are %s (%s)"
                    .formatted(
                            name,
                            type(name).simpleString(),
                            levels.as() == LevelKind.TEXT ? "text" : "numbers",
                            Words.few(levels.labels())));
        }
    }

    private String unknown(String name) {
        return "The table has no column '%s'%s; it has %s"
                .formatted(name, Caret.suggestion(name, there), String.join(", ", there));
    }

    DataType type(String name) {
        return schema.fields()[there.indexOf(name)].dataType();
    }

    /** How the levels of a column travel. */
    LevelKind kind(String name) {
        DataType type = type(name);
        if (type.equals(DataTypes.FloatType) || type.equals(DataTypes.DoubleType)) {
            return LevelKind.DOUBLE;
        }
        boolean whole = type instanceof NumericType && !(type instanceof DecimalType);
        return whole ? LevelKind.LONG : LevelKind.TEXT;
    }
}
