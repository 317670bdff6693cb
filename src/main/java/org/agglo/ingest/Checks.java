package org.agglo.ingest;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agglo.spark.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The checks on a row as one Spark plan of three projections: what is there, what it means, what is wrong with it.
 *
 * <p>The first that fails is the reason: {@code malformed record}; then {@code not selected}; then field by field in the
 * declared order, and in each {@code missing}, {@code not a number}, {@code below minimum}, {@code above maximum},
 * {@code not allowed}, and what {@link Extracted} says of its text. A cell that the publisher withholds is null and is not checked.
 */
final class Checks {
    static final String MALFORMED = "malformed record";

    private final Source source;
    private final RawTable raw;

    private Checks(Source source, RawTable raw) {
        this.source = source;
        this.raw = raw;
    }

    /** The headers that the checks need: of the fields, of {@code where}, of the suppression. */
    static List<String> headers(Source source) {
        Set<String> headers = new LinkedHashSet<>();
        source.fields().forEach(field -> headers.addAll(field.headers()));
        headers.addAll(compared(source));
        return List.copyOf(headers);
    }

    /** The headers whose cells are compared with texts, whatever a field says of them: by {@code where} and suppression. */
    static Set<String> compared(Source source) {
        Set<String> headers = new LinkedHashSet<>();
        source.where().keySet().forEach(name -> headers.addAll(headers(source, name)));
        rules(source).forEach(rule -> headers.addAll(headers(source, rule.column())));
        return headers;
    }

    /** A declared column's headers, or the name as a header that is not declared. */
    private static List<String> headers(Source source, String name) {
        return field(source, name).map(Field::headers).orElse(List.of(name));
    }

    /** The declared column of that name. */
    static Optional<Field> field(Source source, String name) {
        return source.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst();
    }

    /** The rows as {@link Checked#all()} has them. */
    static Dataset<Row> apply(Source source, RawTable raw) {
        var checks = new Checks(source, raw);
        return checks.judged(checks.typed(checks.present()));
    }

    private Dataset<Row> present() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < source.fields().size(); i++) {
            Field field = source.fields().get(i);
            Column present = cell(field).present(field.type(), field.missing());
            Column withheld = withheld(field, rule -> holds(rules(source).get(rule)));
            columns.add((suppresses(field) ? when(not(withheld), present) : present).as(present(i)));
        }
        for (Field field : source.fields()) {
            if (field.extraction().pad()) {
                Column lost =
                        new Extracted(field.extraction()).lost(whole(field).text(), field.missing());
                columns.add(lost.as(Padding.column(field.name())));
            }
        }
        columns.add(selected().as("_selected"));
        for (int rule = 0; rule < rules(source).size(); rule++) {
            columns.add(holds(rules(source).get(rule)).as(withheld(rule)));
        }
        return raw.rows().select(passing(columns, Checked.FILE, Checked.ROW, Checked.PROBLEM, Checked.RAW));
    }

    private Dataset<Row> typed(Dataset<Row> present) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < source.fields().size(); i++) {
            Field field = source.fields().get(i);
            columns.add(col(present(i)));
            columns.add(value(field, col(present(i))).as(value(i)));
        }
        IntStream.range(0, rules(source).size()).forEach(rule -> columns.add(col(withheld(rule))));
        columns.addAll(padded());
        return present.select(passing(columns, "_selected", Checked.FILE, Checked.ROW, Checked.PROBLEM, Checked.RAW));
    }

    private Dataset<Row> judged(Dataset<Row> typed) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < source.fields().size(); i++) {
            columns.add(col(value(i)).as(source.fields().get(i).name()));
        }
        columns.add(col(Checked.FILE));
        columns.add(col(Checked.ROW));
        columns.add(reason().as(Checked.REASON));
        columns.add(col(Checked.PROBLEM));
        columns.add(col(Checked.RAW));
        columns.add(any(IntStream.range(0, rules(source).size()).mapToObj(rule -> col(withheld(rule))))
                .as(Checked.SUPPRESSED));
        columns.addAll(padded());
        return typed.select(passing(columns));
    }

    private List<Column> padded() {
        return Padding.columns(source).stream()
                .map(name -> col(Columns.quoted(name)))
                .toList();
    }

    private Column reason() {
        Column reason =
                when(col(Checked.PROBLEM).isNotNull(), MALFORMED).when(not(col("_selected")), RowCounts.NOT_SELECTED);
        for (int i = 0; i < source.fields().size(); i++) {
            Field field = source.fields().get(i);
            Column present = col(present(i));
            Column value = col(value(i));
            if (field.required() || source.key().contains(field.name())) {
                Column empty = present.isNull();
                reason = reason.when(
                        suppresses(field) ? empty.and(not(withheld(field, rule -> col(withheld(rule))))) : empty,
                        "missing " + field.name());
            }
            reason = new Extracted(field.extraction()).reasons(reason, present, field.name());
            if (field.type() != FieldType.TEXT) {
                reason = outOfRange(reason, field, present, value);
            }
            if (!field.allowed().isEmpty()) {
                reason = reason.when(not(value.isin(allowed(field))), "not allowed: " + field.name());
            }
        }
        return reason;
    }

    private static Column outOfRange(Column reason, Field field, Column present, Column value) {
        Column none = field.type() == FieldType.INTEGER
                ? value.isNull()
                : value.isNull().or(abs(value).equalTo(lit(Double.POSITIVE_INFINITY)));
        Column next = reason.when(present.isNotNull().and(none), "not a number: " + field.name());
        if (field.min() > Double.NEGATIVE_INFINITY) {
            next = next.when(value.lt(lit(field.min())), "below minimum: " + field.name());
        }
        if (field.max() < Double.POSITIVE_INFINITY) {
            next = next.when(value.gt(lit(field.max())), "above maximum: " + field.name());
        }
        return next;
    }

    private static Object[] allowed(Field field) {
        return field.type() == FieldType.TEXT
                ? field.allowed().toArray()
                : field.allowed().stream().map(Double::valueOf).toArray();
    }

    private Column selected() {
        Column selected = lit(true);
        for (var rule : source.where().entrySet()) {
            Column text = text(rule.getKey());
            selected = selected.and(coalesce(text.isin(rule.getValue().toArray()), lit(false)));
        }
        return selected;
    }

    /** Whether any of the rules that name the field withholds it; each rule as the function gives it. */
    private Column withheld(Field field, IntFunction<Column> rule) {
        return any(IntStream.range(0, rules(source).size())
                .filter(i -> rules(source).get(i).fields().contains(field.name()))
                .mapToObj(rule));
    }

    private Column holds(Suppression rule) {
        return coalesce(text(rule.column()).isin(rule.codes().toArray()), lit(false));
    }

    private boolean suppresses(Field field) {
        return mayBeWithheld(source, field);
    }

    /** Whether a publisher may withhold the field's cells. */
    static boolean mayBeWithheld(Source source, Field field) {
        return rules(source).stream().anyMatch(rule -> rule.fields().contains(field.name()));
    }

    private static List<Suppression> rules(Source source) {
        return source.suppressed().map(Suppression::rules).orElse(List.of());
    }

    private static Column any(Stream<Column> columns) {
        return columns.reduce(Column::or).orElse(lit(false));
    }

    /** The whole text of a declared column, or of the header if none is called so. */
    private Column text(String name) {
        return field(source, name)
                .map(field -> new Extracted(field.extraction()).cut(cell(field).text()))
                .orElseGet(() -> cell(name).text());
    }

    private Column value(Field field, Column present) {
        if (field.isPlain()) {
            return new Cell(present, raw.type(field.from())).as(field.type());
        }
        Column cut = new Extracted(field.extraction()).cut(present);
        return new Cell(cut, type(field)).as(field.type(), field.extraction().numerals());
    }

    private DataType type(Field field) {
        return field.extraction().with(Numerals.PLAIN).equals(Extraction.NONE)
                ? raw.type(field.from())
                : DataTypes.StringType;
    }

    private Cell cell(Field field) {
        Cell whole = whole(field);
        return field.extraction().pad()
                ? new Cell(
                        new Extracted(field.extraction()).padded(whole.text(), field.missing()), DataTypes.StringType)
                : whole;
    }

    /** As it stands in the file, or in its several cells. */
    private Cell whole(Field field) {
        if (type(field) != DataTypes.StringType) {
            return cell(field.from());
        }
        return new Extracted(field.extraction())
                .cell(field.headers().stream()
                        .map(header -> cell(header).text())
                        .toList());
    }

    private Cell cell(String header) {
        return new Cell(raw.cell(header), raw.type(header));
    }

    private static String present(int field) {
        return "x" + field;
    }

    private static String withheld(int rule) {
        return "_s" + rule;
    }

    private static String value(int field) {
        return "v" + field;
    }

    /** The columns, those named, and what passes through untouched. */
    private Column[] passing(List<Column> columns, String... names) {
        List<Column> all = new ArrayList<>(columns);
        for (String name : names) {
            all.add(col(name));
        }
        raw.extras().forEach(name -> all.add(col(name)));
        return all.toArray(Column[]::new);
    }
}
