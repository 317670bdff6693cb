package org.agglo.app.study;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agglo.ingest.Field;
import org.agglo.ingest.FieldType;
import org.agglo.ingest.Numerals;

/** Reads one declared column of a source. */
final class FieldReader {
    private FieldReader() {}

    /**
     * The column, added to {@code scope}; its type is null if it was not right.
     *
     * @param usual how numbers are written where the column does not say
     */
    static Field read(Node node, Scope scope, Numerals usual) {
        Optional<FieldType> type = node.maybe("type").map(text -> FieldType.valueOf(text.toUpperCase(Locale.ROOT)));
        NameRule.column(node.name()).ifPresent(node::problem);
        scope.add(node.name(), type)
                .ifPresent(other -> node.problem(
                        "Differs from '%s' only in upper and lower case; choose another name".formatted(other)));
        range(node, type);
        numbers(node, type);
        List<String> from = node.texts("from");
        return new Field(
                node.name(),
                from.isEmpty() ? "" : from.get(0),
                type.orElse(null),
                node.flag("required"),
                node.number("min").orElse(Double.NEGATIVE_INFINITY),
                node.number("max").orElse(Double.POSITIVE_INFINITY),
                node.texts("allowed"),
                node.texts("missing"),
                ExtractionReader.read(node, type, usual));
    }

    private static void range(Node node, Optional<FieldType> type) {
        for (String key : List.of("min", "max")) {
            if (node.has(key) && type.filter(FieldType.TEXT::equals).isPresent()) {
                node.problem(key, "Text has no least or greatest value; declare the column as integer or number");
            }
        }
        Optional<Double> min = node.number("min");
        Optional<Double> max = node.number("max");
        if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
            node.problem("max", "Is below 'min'");
        }
    }

    private static void numbers(Node node, Optional<FieldType> type) {
        if (type.isEmpty() || type.get() == FieldType.TEXT) {
            return;
        }
        node.texts("allowed").stream()
                .filter(text -> !number(text))
                .forEach(text -> node.problem("allowed", "'%s' is not a number".formatted(text)));
    }

    private static boolean number(String text) {
        return Values.number(text).isPresent();
    }
}
