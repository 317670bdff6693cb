package org.agglo.panel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.agglo.TestSpark;
import org.agglo.ingest.Checked;
import org.agglo.ingest.Csv;
import org.agglo.ingest.Duplicates;
import org.agglo.ingest.Field;
import org.agglo.ingest.FieldType;
import org.agglo.ingest.FileFormat;
import org.agglo.ingest.Ingest;
import org.agglo.ingest.Source;
import org.agglo.ingest.Suppression;
import org.apache.spark.sql.Row;

/** Small files written and read as sources, and a panel specification changed a piece at a time. */
final class Fixture {
    static final List<Field> ROWS = List.of(text("region"), integer("year"), number("x"));
    static final List<Field> COUNTIES = List.of(required(text("county")), text("region"));

    private static final List<Field> FIRMS =
            List.of(text("county"), text("industry"), integer("year"), number("employment"));

    private final Path data;
    private final Map<String, Checked> sources = new LinkedHashMap<>();

    Fixture(Path data) {
        this.data = data;
    }

    static Field text(String name) {
        return field(name, FieldType.TEXT, false);
    }

    static Field integer(String name) {
        return field(name, FieldType.INTEGER, false);
    }

    static Field number(String name) {
        return field(name, FieldType.NUMBER, false);
    }

    static Field required(Field field) {
        return field(field.name(), field.type(), true);
    }

    private static Field field(String name, FieldType type, boolean required) {
        return new Field(
                name, name, type, required, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, List.of(), List.of());
    }

    /** Writes a file whose header is the fields' names and whose last column, if suppressed, is withheld by "N". */
    Fixture source(String name, boolean suppressed, List<Field> fields, String... lines) {
        String header = String.join(",", fields.stream().map(Field::name).toList()) + (suppressed ? ",code" : "");
        try {
            Files.write(
                    data.resolve(name + ".csv"),
                    Stream.concat(Stream.of(header), Stream.of(lines)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String last = fields.get(fields.size() - 1).name();
        Source source = new Source(
                name,
                name + ".csv",
                FileFormat.CSV,
                Csv.standard(),
                fields,
                List.of(),
                Duplicates.REFUSE,
                Map.of(),
                suppressed ? Optional.of(new Suppression("code", List.of("N"), List.of(last))) : Optional.empty());
        sources.put(name, Ingest.read(TestSpark.session(), source, data.toString()));
        return this;
    }

    Fixture source(String name, List<Field> fields, String... lines) {
        return source(name, false, fields, lines);
    }

    /** Firms of three counties in two regions, and two totals of their employment. */
    void firms(Spec spec, String... lines) {
        source("records", FIRMS, lines);
        source("counties", COUNTIES, "c1,east", "c2,east", "c3,west");
        spec.crosswalks = List.of(new Crosswalk("counties", "county"));
        spec.totals = List.of(
                new Total("q_total", "employment", Map.of()),
                new Total("q_mfg", "employment", Map.of("industry", List.of("13", "14", "311"))));
    }

    Map<String, Checked> sources() {
        return sources;
    }

    Panel build(Spec spec) {
        return PanelBuilder.build(TestSpark.session(), spec.toSpec(), sources);
    }

    /** The rows as text, such as {@code a|2005|3.0|[]}. */
    static List<String> text(Panel panel) {
        return panel.rows().collectAsList().stream().map(Fixture::text).toList();
    }

    private static String text(Row row) {
        return String.join(
                "|",
                Stream.iterate(0, i -> i < row.size(), i -> i + 1)
                        .map(i -> row.isNullAt(i)
                                ? "null"
                                : row.get(i).toString().replaceAll("ArraySeq|WrappedArray|ArrayBuffer", ""))
                        .toList());
    }

    /** What the study file says of the panel; region and year of source "records" unless changed. */
    static final class Spec {
        String region = "region";
        String time = "year";
        List<String> cells = List.of();
        List<Crosswalk> crosswalks = List.of();
        List<Total> totals = List.of();
        List<Join> joins = List.of();
        Map<String, Map<String, List<String>>> groups = Map.of();
        List<String> interpolate = List.of();
        boolean extrapolate;
        Optional<Integer> from = Optional.empty();
        Optional<Integer> to = Optional.empty();

        PanelSpec toSpec() {
            return new PanelSpec(
                    region,
                    time,
                    cells,
                    "records",
                    crosswalks,
                    totals,
                    joins,
                    groups,
                    interpolate,
                    extrapolate,
                    from,
                    to);
        }
    }
}
