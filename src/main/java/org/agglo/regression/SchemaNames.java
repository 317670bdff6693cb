package org.agglo.regression;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The names of a table's schema. Wildcards stand for numeric columns, in the table's order. */
final class SchemaNames implements Names {
    private final StructType schema;
    private final Collection<String> others;
    private final Map<String, List<String>> found = new LinkedHashMap<>();

    /** @param others columns that {@code .} does not stand for, since the model uses them otherwise */
    SchemaNames(StructType schema, Collection<String> others) {
        this.schema = schema;
        this.others = others;
    }

    /** The wildcards asked for, and what they stand for. */
    Map<String, List<String>> found() {
        return found;
    }

    @Override
    public Optional<List<String>> standing(Expanding.Wildcard wildcard) {
        List<String> numbers = Arrays.stream(schema.fields())
                .filter(field -> field.dataType() instanceof NumericType)
                .map(StructField::name)
                .toList();
        List<String> names = wildcard.pattern()
                .map(pattern -> matching(pattern, numbers))
                .orElseGet(() ->
                        numbers.stream().filter(name -> !others.contains(name)).toList());
        found.put(wildcard.label(), names);
        return Optional.of(names);
    }

    private static List<String> matching(String pattern, List<String> names) {
        Pattern compiled = Pattern.compile(pattern);
        return names.stream().filter(name -> compiled.matcher(name).find()).toList();
    }

    @Override
    public boolean levels(String name) {
        return Arrays.stream(schema.fields())
                .anyMatch(field -> field.name().equals(name)
                        && (field.dataType() instanceof StringType || field.dataType() instanceof DateType));
    }
}
