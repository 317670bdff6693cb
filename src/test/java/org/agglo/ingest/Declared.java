package org.agglo.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sources as a study would declare them, in a line. */
final class Declared {
    private final String path;
    private final List<Field> fields = new ArrayList<>();
    private final Map<String, List<String>> where = new LinkedHashMap<>();
    private FileFormat format = FileFormat.CSV;
    private Csv csv = Csv.standard();
    private List<String> key = List.of();
    private Duplicates duplicates = Duplicates.REFUSE;
    private Suppression suppressed;

    private Declared(String path) {
        this.path = path;
    }

    static Declared at(String path) {
        return new Declared(path);
    }

    /** Firms with id, county, year within 2005–2016 and employment of at least 0, all required. */
    static Declared firms(String path) {
        return at(path).with(field("firm", FieldType.TEXT, true))
                .with(field("county", FieldType.TEXT, true))
                .with(new Field("year", "year", FieldType.INTEGER, true, 2005, 2016, List.of(), List.of()))
                .with(new Field(
                        "emp",
                        "employment",
                        FieldType.NUMBER,
                        true,
                        0,
                        Double.POSITIVE_INFINITY,
                        List.of(),
                        List.of()));
    }

    static Field field(String name, FieldType type, boolean required, String... missing) {
        return new Field(
                name,
                name,
                type,
                required,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                List.of(),
                List.of(missing));
    }

    static Field allowed(String name, FieldType type, String... allowed) {
        return new Field(
                name,
                name,
                type,
                false,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                List.of(allowed),
                List.of());
    }

    Declared with(Field field) {
        fields.add(field);
        return this;
    }

    Declared text(String name) {
        return with(field(name, FieldType.TEXT, false));
    }

    Declared number(String name) {
        return with(field(name, FieldType.NUMBER, false));
    }

    Declared csv(char delimiter, String encoding) {
        csv = new Csv(delimiter, encoding);
        return this;
    }

    Declared parquet() {
        format = FileFormat.PARQUET;
        return this;
    }

    Declared format(FileFormat other) {
        format = other;
        return this;
    }

    Declared key(String... names) {
        key = List.of(names);
        return this;
    }

    Declared first() {
        duplicates = Duplicates.FIRST;
        return this;
    }

    Declared where(String column, String... values) {
        where.put(column, List.of(values));
        return this;
    }

    Declared suppressed(String column, List<String> codes, String... names) {
        return suppressed(new Suppression(column, codes, List.of(names)));
    }

    Declared suppressed(Suppression rules) {
        suppressed = rules;
        return this;
    }

    Source source() {
        return new Source("firms", path, format, csv, fields, key, duplicates, where, Optional.ofNullable(suppressed));
    }
}
