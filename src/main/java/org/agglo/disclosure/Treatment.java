package org.agglo.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agglo.ingest.Field;
import org.agglo.ingest.FieldType;
import org.agglo.ingest.Source;

/**
 * What is done with the withheld cells of a source.
 *
 * @param source its name
 * @param columns the treated columns, of numbers that cannot be negative
 * @param hierarchies how cells lie within each other
 * @param classes what size classes say, where there are any
 * @param counts how many establishments of which size there are, where that is published
 * @param weight a published column that the values go with, such as establishments, from which imputation starts
 */
public record Treatment(
        String source,
        Method method,
        List<String> columns,
        List<Hierarchy> hierarchies,
        Optional<SizeClasses> classes,
        Optional<SizeCounts> counts,
        Optional<String> weight) {
    public Treatment {
        columns = List.copyOf(columns);
        hierarchies = List.copyOf(hierarchies);
    }

    /** What happens to a withheld cell. */
    public enum Method {
        /** It stays null. */
        MISSING,
        /** It stays null, and two columns say between which values it must lie. */
        BOUNDED,
        /** The same, and it gets a value within its bounds, so that children add up to their parent. */
        IMPUTED
    }

    /** The column with the least value that the cell can have. */
    public static String low(String column) {
        return column + "_low";
    }

    /** The column with the greatest value that the cell can have; null if nothing bounds it. */
    public static String high(String column) {
        return column + "_high";
    }

    /** The column that is 1 where the cell was imputed, or where it is withheld and bounds stand for it; 0 elsewhere. */
    public String flag(String column) {
        return column + (method == Method.IMPUTED ? "_imputed" : "_bounded");
    }

    /** The columns that a treated one brings. */
    public List<String> brought(String column) {
        return method == Method.MISSING ? List.of() : List.of(low(column), high(column), flag(column));
    }

    /** The source as it is once treated: treated columns are NUMBER, and each brings its bounds and its flag. */
    public Source treated(Source declared) {
        if (method == Method.MISSING) {
            return declared;
        }
        List<Field> fields = new ArrayList<>();
        declared.fields().forEach(field -> fields.add(columns.contains(field.name()) ? number(field) : field));
        columns.forEach(column -> brought(column).forEach(name -> fields.add(number(name))));
        return declared.withFields(fields);
    }

    private static Field number(Field field) {
        return new Field(
                field.name(),
                field.from(),
                FieldType.NUMBER,
                field.required(),
                field.min(),
                field.max(),
                field.allowed(),
                field.missing(),
                field.extraction());
    }

    private static Field number(String name) {
        return new Field(
                name,
                name,
                FieldType.NUMBER,
                false,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                List.of(),
                List.of());
    }
}
